package dev.wasmmaven.runtime.wasi02;

import static dev.wasmmaven.runtime.wasi02.FilesystemTypes.DESCRIPTOR;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.HostFile;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Descriptor;
import dev.wasmmaven.runtime.wasi.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The functions of {@code wasi:filesystem/types} about the contents of what is open. */
final class DescriptorFunctions {

    private DescriptorFunctions() {}

    static void offer(Implementation types) {
        types.fileMethod(DESCRIPTOR, "read-via-stream", DescriptorFunctions::readViaStream)
                .fileMethod(DESCRIPTOR, "write-via-stream", DescriptorFunctions::writeViaStream)
                .fileMethod(DESCRIPTOR, "append-via-stream", DescriptorFunctions::appendViaStream)
                .fileMethod(DESCRIPTOR, "sync-data", call -> sync(call, true))
                .fileMethod(DESCRIPTOR, "read", DescriptorFunctions::read)
                .fileMethod(DESCRIPTOR, "write", DescriptorFunctions::write)
                .fileMethod(
                        DESCRIPTOR,
                        "read-directory",
                        call -> call.own(
                                Resources.DIRECTORY_ENTRY_STREAM,
                                new EntryStream(self(call).directory().list())))
                .fileMethod(DESCRIPTOR, "sync", call -> sync(call, false));
    }

    private static Descriptor self(Call call) {
        return call.object(Resources.DESCRIPTOR, 0);
    }

    private static Val readViaStream(Call call) throws HostException {
        return call.own(Resources.INPUT_STREAM, new FileInput(self(call).holdFile(HostErr.ISDIR), call.u64(1)));
    }

    private static Val writeViaStream(Call call) throws HostException {
        Descriptor descriptor = self(call);
        descriptor.file();
        descriptor.requireWritable();
        return call.own(Resources.OUTPUT_STREAM, FileOutput.at(descriptor.holdFile(HostErr.BADF), call.u64(1)));
    }

    private static Val appendViaStream(Call call) throws HostException {
        Descriptor descriptor = self(call);
        descriptor.file();
        descriptor.requireWritable();
        return call.own(Resources.OUTPUT_STREAM, FileOutput.appending(descriptor.holdFile(HostErr.BADF)));
    }

    /** Of a directory there is nothing to bring to the device that its files' own calls do not. */
    private static @Nullable Val sync(Call call, boolean dataOnly) throws HostException {
        if (self(call).node() instanceof HostFile file) {
            file.sync(dataOnly);
        }
        return null;
    }

    private static Val read(Call call) throws HostException {
        HostFile file = self(call).file();
        byte[] bytes = new byte[call.u64UpTo(1, ByteInput.MAX_READ)];
        int count = file.readAt(bytes, 0, bytes.length, call.u64(2));
        return Values.tuple(new Val.Bytes(Arrays.copyOf(bytes, count)), new Val.Bool(count == 0));
    }

    private static Val write(Call call) throws HostException {
        Descriptor descriptor = self(call);
        HostFile file = descriptor.file();
        descriptor.requireWritable();
        byte[] bytes = call.bytes(1);
        file.writeAt(bytes, 0, bytes.length, call.u64(2));
        return new Val.U64(bytes.length);
    }
}
