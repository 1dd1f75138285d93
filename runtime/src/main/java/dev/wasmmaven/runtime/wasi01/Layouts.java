package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.fs.FileStat;
import dev.wasmmaven.runtime.host.fs.FileType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/** The structures that functions write, with the sizes and offsets of the witx description. */
final class Layouts {

    static final int TYPE_UNKNOWN = 0;
    static final int TYPE_CHARACTER_DEVICE = 2;
    static final int TYPE_DIRECTORY = 3;
    static final int TYPE_SOCKET_STREAM = 6;

    static final int DIRENT_SIZE = 24;

    private static final long NANOS = 1_000_000_000L;

    /** The last moment that 64 bits of nanoseconds can tell. */
    private static final Instant LAST =
            Instant.ofEpochSecond(Long.divideUnsigned(-1L, NANOS), Long.remainderUnsigned(-1L, NANOS));

    private Layouts() {}

    /** {@code filetype}. */
    static int type(FileType type) {
        return switch (type) {
            case UNKNOWN, FIFO -> TYPE_UNKNOWN;
            case BLOCK_DEVICE -> 1;
            case CHARACTER_DEVICE -> TYPE_CHARACTER_DEVICE;
            case DIRECTORY -> TYPE_DIRECTORY;
            case REGULAR -> 4;
            case SOCKET -> TYPE_SOCKET_STREAM;
            case SYMLINK -> 7;
        };
    }

    /** {@code fdstat}. */
    static byte[] fdstat(int type, int flags, long rights, long inheriting) {
        ByteBuffer bytes = GuestMemory.structure(24);
        bytes.put(0, (byte) type);
        bytes.putShort(2, (short) flags);
        bytes.putLong(8, rights);
        bytes.putLong(16, inheriting);
        return GuestMemory.bytes(bytes);
    }

    /**
     * A {@code timestamp}: unsigned nanoseconds since 1970, the nearest there is, since what is before 1970 or after
     * July 2554 cannot be told.
     */
    private static long nanos(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return 0;
        }
        return !time.isBefore(LAST) ? -1L : time.getEpochSecond() * NANOS + time.getNano();
    }

    /** {@code filestat}. */
    static byte[] filestat(FileStat stat) {
        ByteBuffer bytes = GuestMemory.structure(64);
        bytes.putLong(0, stat.device());
        bytes.putLong(8, stat.inode());
        bytes.put(16, (byte) type(stat.type()));
        bytes.putLong(24, stat.links());
        bytes.putLong(32, stat.size());
        bytes.putLong(40, nanos(stat.accessed()));
        bytes.putLong(48, nanos(stat.modified()));
        bytes.putLong(56, nanos(stat.changed()));
        return GuestMemory.bytes(bytes);
    }

    /** {@code filestat} of a standard stream or socket: nothing but its type. */
    static byte[] filestat(int type) {
        ByteBuffer bytes = GuestMemory.structure(64);
        bytes.put(16, (byte) type);
        return GuestMemory.bytes(bytes);
    }

    /** {@code filestat} of {@code wasi_unstable}, which has the count of links in 32 bits, made of the later one. */
    static byte[] unstableFilestat(byte[] filestat) {
        ByteBuffer later = ByteBuffer.wrap(filestat).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer bytes = GuestMemory.structure(56);
        bytes.put(0, filestat, 0, 17);
        bytes.putInt(20, (int) Math.min(later.getLong(24), 0xffff_ffffL));
        bytes.put(24, filestat, 32, 32);
        return GuestMemory.bytes(bytes);
    }

    /** {@code dirent}, without the name that follows it. */
    static byte[] dirent(long next, long inode, int nameLength, FileType type) {
        ByteBuffer bytes = GuestMemory.structure(DIRENT_SIZE);
        bytes.putLong(0, next);
        bytes.putLong(8, inode);
        bytes.putInt(16, nameLength);
        bytes.put(20, (byte) type(type));
        return GuestMemory.bytes(bytes);
    }
}
