package dev.wasmmaven.runtime.wasi03;

import static dev.wasmmaven.runtime.wasi03.FilesystemTypes.DESCRIPTOR;

import dev.wasmmaven.runtime.component.link.AsyncHostFunction;
import dev.wasmmaven.runtime.component.link.HostCall;
import dev.wasmmaven.runtime.component.link.HostResult;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.HostFile;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Descriptor;
import dev.wasmmaven.runtime.wasi.FileDialect;
import dev.wasmmaven.runtime.wasi.FileRecords;
import dev.wasmmaven.runtime.wasi.Values;
import java.util.List;
import java.util.Optional;

/** The functions of {@code wasi:filesystem/types} about the contents of what is open. */
final class ContentFunctions {

    private static final ValType RESULT =
            new ValType.ResultType(Optional.empty(), Optional.of(FilesystemTypes.TYPES.type("error-code")));
    private static final ValType ENTRY = FilesystemTypes.TYPES.type("directory-entry");

    private final FileRecords records;

    ContentFunctions(FileDialect dialect) {
        this.records = new FileRecords(dialect);
    }

    void offer(Implementation types) {
        types.method(DESCRIPTOR, "read-via-stream", ContentFunctions::readViaStream)
                .method(DESCRIPTOR, "write-via-stream", call -> write(call, false))
                .method(DESCRIPTOR, "append-via-stream", call -> write(call, true))
                .method(DESCRIPTOR, "read-directory", this::readDirectory)
                .asyncMethod(DESCRIPTOR, "sync", (host, args, result) -> sync(new Call(host, args), result, false))
                .asyncMethod(DESCRIPTOR, "sync-data", (host, args, result) -> sync(new Call(host, args), result, true));
    }

    private static Descriptor self(Call call) {
        return call.object(Resources.DESCRIPTOR, 0);
    }

    private static Outcome outcome(Call call) {
        return new Outcome(call.host().future(RESULT), FilesystemTypes::errorCode);
    }

    private static Val readViaStream(Call call) {
        HostCall host = call.host();
        Outcome outcome = outcome(call);
        Val stream;
        try {
            stream = host.stream(
                    PrimitiveType.U8,
                    new FileSource(host.store(), self(call).holdFile(HostErr.ISDIR), call.u64(1), outcome));
        } catch (HostException e) {
            outcome.failed(e);
            stream = host.stream(PrimitiveType.U8, new EntrySource(List.of(), outcome));
        }
        return Values.tuple(stream, outcome.future());
    }

    private static Val write(Call call, boolean append) {
        HostCall host = call.host();
        Outcome outcome = outcome(call);
        Val data = call.args().get(1);
        try {
            Descriptor descriptor = self(call);
            descriptor.file();
            descriptor.requireWritable();
            FileTarget target = append
                    ? FileTarget.appending(descriptor.holdFile(HostErr.BADF))
                    : FileTarget.at(descriptor.holdFile(HostErr.BADF), call.u64(2));
            host.read(data, BytesSink.CHUNK, new BytesSink(host.store(), target, outcome));
        } catch (HostException e) {
            outcome.failed(e);
            host.drop(data);
        }
        return outcome.future();
    }

    private Val readDirectory(Call call) {
        Outcome outcome = outcome(call);
        List<Val> entries;
        try {
            entries = self(call).directory().list().stream().map(records::entry).toList();
        } catch (HostException e) {
            outcome.failed(e);
            entries = List.of();
        }
        return Values.tuple(call.host().stream(ENTRY, new EntrySource(entries, outcome)), outcome.future());
    }

    /** Of a directory there is nothing to bring to the device that its files' own calls do not. */
    private static Runnable sync(Call call, HostResult result, boolean dataOnly) {
        if (self(call).node() instanceof HostFile file) {
            Work.run(
                    call.host().store(),
                    () -> {
                        file.sync(dataOnly);
                        return file;
                    },
                    synced -> result.complete(Values.OK),
                    failure -> result.complete(Values.error(FilesystemTypes.errorCode(failure))));
        } else {
            result.complete(Values.OK);
        }
        return AsyncHostFunction.NOT_CANCELLABLE;
    }
}
