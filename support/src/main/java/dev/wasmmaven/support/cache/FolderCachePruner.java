package dev.wasmmaven.support.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Deletes folders of a {@link FolderCache} that nobody has asked for in a long time, and what processes left that died. */
public final class FolderCachePruner {

    /** A build that runs may have asked for its folders so long ago. */
    private static final Duration IN_USE = Duration.ofHours(2);

    private static final int UUID_LENGTH = 36;

    private final Path root;
    private final Clock clock;

    /**
     * A pruner for a cache.
     *
     * @param root the cache's folder
     * @param clock says what time it is
     */
    public FolderCachePruner(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    /**
     * A folder of the cache.
     *
     * @param folder where it is
     * @param bytes what its files have together
     * @param lastUsed when it was last asked for, up to an hour earlier
     */
    public record Entry(Path folder, long bytes, Instant lastUsed) {}

    /**
     * What was deleted.
     *
     * @param deleted folders that are gone (or would be)
     * @param kept folders that are still there, also those that could not be deleted
     */
    public record Report(List<Entry> deleted, List<Entry> kept) {

        public Report {
            deleted = List.copyOf(deleted);
            kept = List.copyOf(kept);
        }

        /** How many bytes the deleted folders had. */
        public long freedBytes() {
            return deleted.stream().mapToLong(Entry::bytes).sum();
        }
    }

    /**
     * Deletes.
     *
     * @param group the first part of the keys, such as {@code libc} of {@code libc/0.2.177}
     * @param unusedFor how long nobody must have asked; what was used within the last two hours stays in any case
     * @param dryRun only says what would be deleted
     * @throws IOException the cache cannot be read
     */
    public Report prune(String group, Duration unusedFor, boolean dryRun) throws IOException {
        List<Entry> deleted = new ArrayList<>();
        List<Entry> kept = new ArrayList<>();
        Duration age = unusedFor.compareTo(IN_USE) > 0 ? unusedFor : IN_USE;
        for (Path child : folders(root.resolve(group))) {
            String name = String.valueOf(child.getFileName());
            Entry entry = new Entry(
                    child, bytes(child), Files.getLastModifiedTime(child).toInstant());
            boolean old = entry.lastUsed().plus(age).isBefore(clock.instant());
            if (name.startsWith(FolderCache.UNFINISHED)) {
                if (old && !dryRun) {
                    abandoned(child, name);
                }
            } else if (old && (dryRun || delete(child, child))) {
                deleted.add(entry);
            } else {
                kept.add(entry);
            }
        }
        return new Report(deleted, kept);
    }

    private static void abandoned(Path folder, String name) throws IOException {
        int end = name.length() - UUID_LENGTH - 1;
        if (end > FolderCache.UNFINISHED.length()) {
            delete(folder, folder.resolveSibling(name.substring(FolderCache.UNFINISHED.length(), end)));
        }
    }

    /** Deletes if nobody makes the folder of the same key; first out of sight, so that nobody finds half of it. */
    private static boolean delete(Path folder, Path place) throws IOException {
        Optional<PathLock> lock = PathLock.tryAcquire(FolderCache.lockFile(place));
        if (lock.isEmpty()) {
            return false;
        }
        try {
            Path grave = place.resolveSibling(FolderCache.UNFINISHED + place.getFileName() + "-" + UUID.randomUUID());
            Files.move(folder, grave);
            FolderCache.delete(grave);
            return true;
        } catch (IOException e) {
            // In use, where the system does not let go of such files; or left for the next time.
            return !Files.exists(folder);
        } finally {
            lock.get().close();
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static long bytes(Path folder) throws IOException {
        long sum = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                sum += Files.size(each);
            }
        }
        return sum;
    }
}
