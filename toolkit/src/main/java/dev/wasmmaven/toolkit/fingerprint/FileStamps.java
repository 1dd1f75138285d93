package dev.wasmmaven.toolkit.fingerprint;

import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes stamps of files, reading only those whose older stamp proves nothing. For one thread. */
public final class FileStamps {

    private final Map<Path, FileStamp> known;
    private final long knownAt;
    private boolean read;

    /**
     * With older stamps at hand.
     *
     * @param known older stamps
     * @param knownAt when they were taken, in nanoseconds since 1970
     */
    public FileStamps(Map<Path, FileStamp> known, long knownAt) {
        this.known = Map.copyOf(known);
        this.knownAt = knownAt;
    }

    /** Without older stamps: every file is read. */
    public FileStamps() {
        this(Map.of(), 0);
    }

    /**
     * A file as it is now; empty if there is no regular file.
     *
     * @throws IOException the file is there and cannot be read
     */
    public Optional<FileStamp> of(Path file) throws IOException {
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        Map<String, Object> attributes;
        try {
            attributes = Files.readAttributes(
                    file,
                    unix ? "unix:size,lastModifiedTime,isRegularFile,ctime" : "size,lastModifiedTime,isRegularFile");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
            return Optional.empty();
        }
        long size = attributes.get("size") instanceof Long bytes ? bytes : -1;
        long modified = nanos(attributes.get("lastModifiedTime"));
        long changed = nanos(attributes.get("ctime"));
        FileStamp old = known.get(file);
        if (old != null && old.proves(size, modified, changed, knownAt)) {
            return Optional.of(old);
        }
        read = true;
        try {
            return Optional.of(new FileStamp(Digest.sha256(file), size, modified, changed));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether any file had to be read. */
    public boolean hasRead() {
        return read;
    }

    private static long nanos(@Nullable Object time) {
        return time instanceof FileTime fileTime ? fileTime.to(TimeUnit.NANOSECONDS) : -1;
    }
}
