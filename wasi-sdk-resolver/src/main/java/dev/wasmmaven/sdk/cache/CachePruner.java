package dev.wasmmaven.sdk.cache;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.cache.PathLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Deletes what is no longer used: entries by age and by size, and what processes left that died. */
public final class CachePruner {

    /** Marks of use are written once an hour; a build that runs may have looked its SDK up so long ago. */
    private static final Duration IN_USE = Duration.ofHours(2);

    private static final Duration OLD_DOWNLOAD = Duration.ofDays(7);

    private final SdkCache cache;

    /** A pruner for a cache. */
    public CachePruner(SdkCache cache) {
        this.cache = cache;
    }

    /**
     * What to delete. Entries used within the last two hours stay in any case.
     *
     * @param unusedFor entries that nobody asked for in so long; empty: age does not matter
     * @param mostBytes the least recently used ones until the rest has no more bytes than that; empty: size does not matter
     * @param dryRun only say what would be deleted
     */
    public record Options(Optional<Duration> unusedFor, Optional<Long> mostBytes, boolean dryRun) {}

    /**
     * What was deleted.
     *
     * @param deleted entries that are gone (or would be)
     * @param kept entries that are still there
     * @param failed entries that could not be deleted, such as those with files in use on Windows
     */
    public record Report(List<CacheEntry> deleted, List<CacheEntry> kept, List<CacheEntry> failed) {

        public Report {
            deleted = List.copyOf(deleted);
            kept = List.copyOf(kept);
            failed = List.copyOf(failed);
        }

        /** How many bytes the deleted entries had. */
        public long freedBytes() {
            return deleted.stream().mapToLong(CacheEntry::bytes).sum();
        }
    }

    /**
     * Deletes.
     *
     * @throws dev.wasmmaven.sdk.SdkException the cache cannot be read
     */
    public Report prune(Options options) {
        List<CacheEntry> deleted = new ArrayList<>();
        List<CacheEntry> kept = new ArrayList<>();
        List<CacheEntry> failed = new ArrayList<>();
        long bytes = 0;
        List<CacheEntry> recentFirst = cache.entries().stream()
                .sorted(Comparator.comparing(CacheEntry::lastUsed).reversed())
                .toList();
        for (CacheEntry entry : recentFirst) {
            boolean goes = isUnused(entry, options)
                    || (options.mostBytes().isPresent()
                            && bytes + entry.bytes() > options.mostBytes().get());
            if (!goes || isInUse(entry)) {
                bytes += entry.bytes();
                kept.add(entry);
            } else if (options.dryRun() || delete(entry)) {
                deleted.add(entry);
            } else {
                bytes += entry.bytes();
                failed.add(entry);
            }
        }
        if (!options.dryRun()) {
            cleanLeftovers();
        }
        return new Report(deleted, kept, failed);
    }

    private boolean isUnused(CacheEntry entry, Options options) {
        return options.unusedFor()
                .map(age -> entry.lastUsed().plus(age).isBefore(now()))
                .orElse(false);
    }

    private boolean isInUse(CacheEntry entry) {
        return entry.lastUsed().plus(IN_USE).isAfter(now());
    }

    private Instant now() {
        return cache.clock().instant();
    }

    private boolean delete(CacheEntry entry) {
        SdkCache.Key key = new SdkCache.Key(entry.version(), entry.platform());
        boolean[] gone = new boolean[1];
        withLock(key, () -> {
            cache.discard(entry.folder());
            gone[0] = true;
        });
        return gone[0];
    }

    /** What processes left that died: trees at once, if nobody works on them; downloads when they are old, since they can go on. */
    private void cleanLeftovers() {
        for (Path grave : list("trash")) {
            deleteQuietly(grave);
        }
        for (Path staging : list("staging")) {
            Path name = staging.getFileName();
            key(name == null ? "" : name.toString()).ifPresent(key -> withLock(key, () -> Trees.delete(staging)));
        }
        for (Path download : list("downloads")) {
            String name = String.valueOf(download.getFileName());
            int end = name.lastIndexOf('-');
            if (end > 0 && isOld(download)) {
                key(name.substring(0, end)).ifPresent(key -> withLock(key, () -> Trees.delete(download)));
            }
        }
    }

    private boolean isOld(Path file) {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .plus(OLD_DOWNLOAD)
                    .isBefore(now());
        } catch (IOException e) {
            return false;
        }
    }

    @FunctionalInterface
    private interface Deletion {
        void run() throws IOException;
    }

    /** Deletes if nobody has the lock; what cannot be deleted is left for the next time. */
    private void withLock(SdkCache.Key key, Deletion deletion) {
        try {
            Optional<PathLock> lock = PathLock.tryAcquire(cache.lockFile(key));
            if (lock.isPresent()) {
                try {
                    deletion.run();
                } finally {
                    lock.get().close();
                }
            }
        } catch (IOException e) {
            return;
        }
    }

    private List<Path> list(String folder) {
        try (Stream<Path> children = Files.list(cache.root().resolve(folder))) {
            return children.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void deleteQuietly(Path tree) {
        try {
            Trees.delete(tree);
        } catch (IOException e) {
            // Left for the next time.
            return;
        }
    }

    private static Optional<SdkCache.Key> key(String name) {
        for (HostPlatform platform : HostPlatform.values()) {
            String suffix = "-" + platform.id();
            if (name.endsWith(suffix)) {
                return WasiSdkVersion.find(name.substring(0, name.length() - suffix.length()))
                        .map(version -> new SdkCache.Key(version, platform));
            }
        }
        return Optional.empty();
    }
}
