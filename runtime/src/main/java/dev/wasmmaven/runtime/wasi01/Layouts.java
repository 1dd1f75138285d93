package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.fs.FileStat;
import dev.wasmmaven.runtime.host.fs.FileType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The structures that functions write, with the sizes and offsets of the witx description. */
final class Layouts {

    static final int TYPE_UNKNOWN = 0;
    static final int TYPE_CHARACTER_DEVICE = 2;
    static final int TYPE_DIRECTORY = 3;
    static final int TYPE_SOCKET_STREAM = 6;

    static final int DIRENT_SIZE = 24;

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

    /** {@code filestat}; times before 1970 cannot be told and are shown as 1970. */
    static byte[] filestat(FileStat stat) {
        ByteBuffer bytes = GuestMemory.structure(64);
        bytes.putLong(0, stat.device());
        bytes.putLong(8, stat.inode());
        bytes.put(16, (byte) type(stat.type()));
        bytes.putLong(24, stat.links());
        bytes.putLong(32, stat.size());
        bytes.putLong(40, Math.max(0, stat.accessed()));
        bytes.putLong(48, Math.max(0, stat.modified()));
        bytes.putLong(56, Math.max(0, stat.changed()));
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
