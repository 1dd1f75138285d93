package dev.wasmmaven.support.cache;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folders that are made once and then only read: each is there whole or not at all, whatever process was killed when. Safe for use by
 * many threads and processes.
 */
public final class FolderCache {

    static final String UNFINISHED = ".unfinished-";

    /** How exact the mark of the last use is: its folder's time of last change, which nobody else looks at. */
    static final Duration MARK = Duration.ofHours(1);

    private final Path root;

    /** A cache in a folder, which is made when it is first written to. */
    public FolderCache(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Fills an empty folder; what it throws leaves the cache as it was. */
    @FunctionalInterface
    public interface Filler {
        void fill(Path folder) throws IOException;
    }

    /**
     * The folder of a key, made first if it is not there.
     *
     * @param key a relative path of plain names, such as {@code libc/0.2.177}; stands for the content
     * @param onWait called before waiting, if another build makes the same folder
     * @throws IOException it cannot be made; also what the filler throws
     */
    public Path get(String key, Runnable onWait, Filler filler) throws IOException {
        Path place = root.resolve(key).normalize();
        if (!place.startsWith(root) || place.equals(root)) {
            throw new IllegalArgumentException("no key of a cache: " + key);
        }
        if (Files.isDirectory(place)) {
            markUsed(place);
            return place;
        }
        Path parent = Objects.requireNonNull(place.getParent()); // It is below the root.
        Files.createDirectories(parent);
        String name = UNFINISHED + place.getFileName() + "-";
        PathLock lock = PathLock.acquire(lockFile(place), onWait);
        try {
            if (Files.isDirectory(place)) {
                return place;
            }
            for (Path abandoned : children(parent)) {
                if (abandoned.getFileName().toString().startsWith(name)) {
                    delete(abandoned);
                }
            }
            Path unfinished = Files.createDirectory(parent.resolve(name + UUID.randomUUID()));
            try {
                filler.fill(unfinished);
                AtomicFiles.publish(unfinished, place);
            } finally {
                delete(unfinished);
            }
            return place;
        } finally {
            lock.close();
        }
    }

    static Path lockFile(Path place) {
        return place.resolveSibling("." + place.getFileName() + ".lock");
    }

    /** For {@link FolderCachePruner}. A cache that may only be read is not pruned either. */
    private static void markUsed(Path place) {
        try {
            Instant now = Instant.now();
            if (Files.getLastModifiedTime(place).toInstant().plus(MARK).isBefore(now)) {
                Files.setLastModifiedTime(place, FileTime.from(now));
            }
        } catch (IOException e) {
            return;
        }
    }

    /**
     * Copies a folder with everything in it that is wanted; symbolic links are followed.
     *
     * @param wanted asked for each file and folder; what is in a folder that is not wanted is left out too
     */
    public static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
        Files.walkFileTree(
                from, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                            throws IOException {
                        if (!folder.equals(from) && !wanted.test(folder)) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(place(folder));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        if (wanted.test(file)) {
                            Files.copy(file, place(file));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    private Path place(Path path) {
                        return to.resolve(from.relativize(path).toString());
                    }
                });
    }

    /** Deletes a folder with everything in it, if it is there; symbolic links are not followed. */
    public static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
