package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.fs.DirectoryEntry;
import dev.wasmmaven.runtime.host.fs.FileStat;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The records by which {@code wasi:filesystem/types} describes files. */
public final class FileRecords {

    private static final List<String> STAT = List.of(
            "type",
            "link-count",
            "size",
            "data-access-timestamp",
            "data-modification-timestamp",
            "status-change-timestamp");
    private static final List<String> ENTRY = List.of("type", "name");
    private static final List<String> HASH = List.of("lower", "upper");

    private final FileDialect dialect;

    public FileRecords(FileDialect dialect) {
        this.dialect = dialect;
    }

    /** A {@code descriptor-stat}. */
    public Val stat(FileStat stat) {
        return new Val.RecordOf(
                STAT,
                List.of(
                        dialect.type(stat.type()),
                        new Val.U64(stat.links()),
                        new Val.U64(stat.size()),
                        dialect.time(stat.accessed()),
                        dialect.time(stat.modified()),
                        dialect.time(stat.changed())));
    }

    /** A {@code directory-entry}. */
    public Val entry(DirectoryEntry entry) {
        return new Val.RecordOf(ENTRY, List.of(dialect.type(entry.type()), new Val.Str(entry.name())));
    }

    /**
     * A hash of which file it is. The times of the file are not part of it, since wasi-libc shows it as the file's serial
     * number, which must stay.
     */
    public static Val metadataHash(FileStat stat) {
        byte[] identity = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(stat.device())
                .putLong(stat.inode())
                .array();
        ByteBuffer hash = ByteBuffer.wrap(sha256(identity));
        return new Val.RecordOf(HASH, List.of(new Val.U64(hash.getLong()), new Val.U64(hash.getLong())));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
