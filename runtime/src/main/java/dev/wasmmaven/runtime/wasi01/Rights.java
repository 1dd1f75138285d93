package dev.wasmmaven.runtime.wasi01;

/**
 * The bits of {@code rights}. As in Wasmtime, they do not follow from what {@code path_open} asked for: each descriptor
 * reports all that its kind can do. {@code fd_fdstat_set_rights} takes rights away for good.
 */
final class Rights {

    static final long FD_DATASYNC = 1;
    static final long FD_READ = 1 << 1;
    static final long FD_SEEK = 1 << 2;
    static final long FD_FDSTAT_SET_FLAGS = 1 << 3;
    static final long FD_SYNC = 1 << 4;
    static final long FD_TELL = 1 << 5;
    static final long FD_WRITE = 1 << 6;
    static final long FD_ADVISE = 1 << 7;
    static final long FD_ALLOCATE = 1 << 8;
    static final long PATH_CREATE_DIRECTORY = 1 << 9;
    static final long PATH_CREATE_FILE = 1 << 10;
    static final long PATH_LINK_SOURCE = 1 << 11;
    static final long PATH_LINK_TARGET = 1 << 12;
    static final long PATH_OPEN = 1 << 13;
    static final long FD_READDIR = 1 << 14;
    static final long PATH_READLINK = 1 << 15;
    static final long PATH_RENAME_SOURCE = 1 << 16;
    static final long PATH_RENAME_TARGET = 1 << 17;
    static final long PATH_FILESTAT_GET = 1 << 18;
    static final long PATH_FILESTAT_SET_SIZE = 1 << 19;
    static final long PATH_FILESTAT_SET_TIMES = 1 << 20;
    static final long FD_FILESTAT_GET = 1 << 21;
    static final long FD_FILESTAT_SET_SIZE = 1 << 22;
    static final long FD_FILESTAT_SET_TIMES = 1 << 23;
    static final long PATH_SYMLINK = 1 << 24;
    static final long PATH_REMOVE_DIRECTORY = 1 << 25;
    static final long PATH_UNLINK_FILE = 1 << 26;
    static final long POLL_FD_READWRITE = 1 << 27;
    static final long SOCK_SHUTDOWN = 1 << 28;
    static final long SOCK_ACCEPT = 1 << 29;

    /** Every bit there is, sockets' included. */
    static final long ALL = (1L << 30) - 1;

    /** What a preopened directory reports; wasi-libc and its kin expect this set. */
    static final long PREOPEN_BASE = PATH_CREATE_DIRECTORY
            | PATH_CREATE_FILE
            | PATH_LINK_SOURCE
            | PATH_LINK_TARGET
            | PATH_OPEN
            | FD_READDIR
            | PATH_READLINK
            | PATH_RENAME_SOURCE
            | PATH_RENAME_TARGET
            | PATH_SYMLINK
            | PATH_REMOVE_DIRECTORY
            | PATH_UNLINK_FILE
            | PATH_FILESTAT_GET
            | PATH_FILESTAT_SET_TIMES
            | FD_FILESTAT_GET
            | FD_FILESTAT_SET_TIMES;

    /** What a preopened directory reports that descriptors opened below it may have. */
    static final long PREOPEN_INHERITING = PREOPEN_BASE
            | FD_DATASYNC
            | FD_READ
            | FD_SEEK
            | FD_FDSTAT_SET_FLAGS
            | FD_SYNC
            | FD_TELL
            | FD_WRITE
            | FD_ADVISE
            | FD_ALLOCATE
            | FD_FILESTAT_SET_SIZE
            | POLL_FD_READWRITE;

    /** What an opened directory reports. */
    static final long DIRECTORY = ALL & ~(FD_SEEK | FD_FILESTAT_SET_SIZE | PATH_FILESTAT_SET_SIZE | FD_WRITE);

    private static final long STREAM_SOCKET =
            FD_READ | FD_WRITE | FD_FDSTAT_SET_FLAGS | FD_FILESTAT_GET | POLL_FD_READWRITE | SOCK_SHUTDOWN;
    private static final long LISTENER =
            FD_READ | FD_FDSTAT_SET_FLAGS | FD_FILESTAT_GET | POLL_FD_READWRITE | SOCK_ACCEPT;

    private Rights() {}

    /** What a descriptor can do by its kind. */
    static long base(Descriptor descriptor) {
        if (descriptor instanceof Descriptor.Input) {
            return FD_READ;
        }
        if (descriptor instanceof Descriptor.Output) {
            return FD_WRITE;
        }
        if (descriptor instanceof Descriptor.OpenFile open) {
            return ofFile(open.file().readable(), open.file().writable());
        }
        if (descriptor instanceof Descriptor.Directory directory) {
            return directory.preopen().isPresent() ? PREOPEN_BASE : DIRECTORY;
        }
        return descriptor instanceof Descriptor.Listener ? LISTENER : STREAM_SOCKET;
    }

    /** What descriptors that come from this one can do. */
    static long inheriting(Descriptor descriptor) {
        if (descriptor instanceof Descriptor.Directory directory) {
            return directory.preopen().isPresent() ? PREOPEN_INHERITING : ALL;
        }
        return descriptor instanceof Descriptor.Listener ? STREAM_SOCKET : base(descriptor);
    }

    private static long ofFile(boolean readable, boolean writable) {
        long rights = ALL;
        if (!readable) {
            rights &= ~(FD_READ | FD_READDIR);
        }
        if (!writable) {
            rights &= ~FD_WRITE;
        }
        return rights;
    }
}
