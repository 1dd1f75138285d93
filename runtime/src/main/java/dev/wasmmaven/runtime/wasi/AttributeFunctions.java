package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.FileStat;
import dev.wasmmaven.runtime.host.fs.FileType;
import dev.wasmmaven.runtime.host.fs.HostFile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of {@code wasi:filesystem/types} about what is open, other than its contents. */
public final class AttributeFunctions {

    private final FileDialect dialect;
    private final FileRecords records;
    private final Timestamps times;

    public AttributeFunctions(FileDialect dialect, Timestamps times) {
        this.dialect = dialect;
        this.records = new FileRecords(dialect);
        this.times = times;
    }

    /** The methods of a descriptor by their names. */
    public Map<String, FileBody> bodies() {
        return Map.of(
                "advise",
                this::advise,
                "get-flags",
                call -> new Val.FlagsOf(self(call).flags()),
                "get-type",
                this::getType,
                "set-size",
                this::setSize,
                "set-times",
                this::setTimes,
                "stat",
                call -> records.stat(self(call).node().stat()),
                "metadata-hash",
                call -> FileRecords.metadataHash(self(call).node().stat()));
    }

    private Descriptor self(Call call) {
        return call.object(dialect.descriptor(), 0);
    }

    /** Advice may be ignored, and Java has no use for it. */
    private @Nullable Val advise(Call call) throws HostException {
        self(call).file();
        if (call.u64(1) < 0 || call.u64(2) < 0) {
            throw new HostException(HostErr.INVAL);
        }
        return null;
    }

    private Val getType(Call call) {
        return dialect.type(self(call).node() instanceof HostFile file ? file.type() : FileType.DIRECTORY);
    }

    private @Nullable Val setSize(Call call) throws HostException {
        Descriptor descriptor = self(call);
        HostFile file = descriptor.file();
        descriptor.requireWritable();
        file.resize(call.u64(1));
        return null;
    }

    private @Nullable Val setTimes(Call call) throws HostException {
        self(call).node().setTimes(times.of(call.variant(1)), times.of(call.variant(2)));
        return null;
    }

    /** {@code is-same-object}, which has no error to return. */
    public Val isSameObject(Call call) {
        try {
            FileStat one = self(call).node().stat();
            FileStat other = call.object(dialect.descriptor(), 1).node().stat();
            return new Val.Bool(one.device() == other.device() && one.inode() == other.inode());
        } catch (HostException e) {
            // A wrong "no" would be worse.
            throw Traps.trap("two descriptors cannot be compared: " + FileErrors.label(e.error()));
        }
    }
}
