package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.fs.DirectoryEntry;
import dev.wasmmaven.runtime.host.fs.FileStat;
import dev.wasmmaven.runtime.host.fs.FileType;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The records and enums by which {@code wasi:filesystem/types} describes files. */
final class FileRecords {

    private static final List<String> STAT = List.of(
            "type",
            "link-count",
            "size",
            "data-access-timestamp",
            "data-modification-timestamp",
            "status-change-timestamp");
    private static final List<String> ENTRY = List.of("type", "name");
    private static final List<String> HASH = List.of("lower", "upper");

    private FileRecords() {}

    static Val type(FileType type) {
        return new Val.EnumOf(
                switch (type) {
                    case REGULAR -> "regular-file";
                    case DIRECTORY -> "directory";
                    case SYMLINK -> "symbolic-link";
                    case CHARACTER_DEVICE -> "character-device";
                    case BLOCK_DEVICE -> "block-device";
                    case FIFO -> "fifo";
                    case SOCKET -> "socket";
                    case UNKNOWN -> "unknown";
                });
    }

    static Val stat(FileStat stat) {
        return new Val.RecordOf(
                STAT,
                List.of(
                        type(stat.type()),
                        new Val.U64(stat.links()),
                        new Val.U64(stat.size()),
                        Datetimes.optional(stat.accessed()),
                        Datetimes.optional(stat.modified()),
                        Datetimes.optional(stat.changed())));
    }

    static Val entry(DirectoryEntry entry) {
        return new Val.RecordOf(ENTRY, List.of(type(entry.type()), new Val.Str(entry.name())));
    }

    /**
     * A hash of which file it is. The times of the file are not part of it, since wasi-libc shows it as the file's serial
     * number, which must stay.
     */
    static Val metadataHash(FileStat stat) {
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
