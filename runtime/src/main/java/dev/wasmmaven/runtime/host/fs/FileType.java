package dev.wasmmaven.runtime.host.fs;

/** What a name refers to. */
public enum FileType {
    REGULAR,
    DIRECTORY,
    SYMLINK,
    CHARACTER_DEVICE,
    BLOCK_DEVICE,
    FIFO,
    SOCKET,
    UNKNOWN;

    private static final int FORMAT = 0170000;

    /** From the {@code st_mode} of POSIX. */
    static FileType ofMode(int mode) {
        return switch (mode & FORMAT) {
            case 0100000 -> REGULAR;
            case 0040000 -> DIRECTORY;
            case 0120000 -> SYMLINK;
            case 0020000 -> CHARACTER_DEVICE;
            case 0060000 -> BLOCK_DEVICE;
            case 0010000 -> FIFO;
            case 0140000 -> SOCKET;
            default -> UNKNOWN;
        };
    }
}
