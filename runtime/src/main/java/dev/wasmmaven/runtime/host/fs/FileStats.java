package dev.wasmmaven.runtime.host.fs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads attributes; by the JDK's "unix" view where there is one, which alone knows inode, links and change time. */
final class FileStats {

    private static final String UNIX = "unix:fileKey,dev,ino,mode,nlink,size,lastAccessTime,lastModifiedTime,ctime";

    private FileStats() {}

    /** Attributes of what is at a path, links not followed. */
    static FileStat at(Path path) throws IOException {
        if (hasUnixView(path)) {
            return ofUnix(Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS));
        }
        return of(path, Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Attributes of a file whose basic attributes were read safely, completed by path if the same file is found
     * there.
     */
    static FileStat complete(Path path, BasicFileAttributes known) {
        if (hasUnixView(path)) {
            try {
                Map<String, Object> unix = Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS);
                if (Objects.equals(unix.get("fileKey"), known.fileKey())) {
                    return ofUnix(unix);
                }
            } catch (IOException e) {
                // Gone, moved or replaced by now: the basic attributes have to do.
                return of(path, known);
            }
        }
        return of(path, known);
    }

    static FileStat of(Path path, BasicFileAttributes basic) {
        Instant modified = basic.lastModifiedTime().toInstant();
        return new FileStat(
                device(basic.fileKey()),
                inode(basic.fileKey(), path),
                type(basic),
                1,
                basic.size(),
                basic.lastAccessTime().toInstant(),
                modified,
                modified);
    }

    static FileType type(BasicFileAttributes basic) {
        if (basic.isSymbolicLink()) {
            return FileType.SYMLINK;
        }
        if (basic.isDirectory()) {
            return FileType.DIRECTORY;
        }
        return basic.isRegularFile() ? FileType.REGULAR : FileType.UNKNOWN;
    }

    /** The inode in the JDK's key, {@code (dev=fe00,ino=4711)}; where there is none, a hash of the path. */
    static long inode(@Nullable Object fileKey, Path path) {
        String key = String.valueOf(fileKey);
        int start = key.indexOf("ino=");
        int end = key.indexOf(')');
        if (start < 0 || end < start) {
            return path.hashCode() & 0xffff_ffffL;
        }
        return Long.parseUnsignedLong(key.substring(start + 4, end));
    }

    private static long device(@Nullable Object fileKey) {
        String key = String.valueOf(fileKey);
        int start = key.indexOf("dev=");
        int end = key.indexOf(',');
        return start < 0 || end < start ? 1 : Long.parseUnsignedLong(key.substring(start + 4, end), 16);
    }

    private static boolean hasUnixView(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static FileStat ofUnix(Map<String, Object> unix) {
        return new FileStat(
                number(unix, "dev"),
                number(unix, "ino"),
                FileType.ofMode((int) number(unix, "mode")),
                number(unix, "nlink"),
                number(unix, "size"),
                time(unix, "lastAccessTime"),
                time(unix, "lastModifiedTime"),
                time(unix, "ctime"));
    }

    private static long number(Map<String, Object> unix, String name) {
        return unix.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static Instant time(Map<String, Object> unix, String name) {
        return unix.get(name) instanceof FileTime time ? time.toInstant() : Instant.EPOCH;
    }
}
