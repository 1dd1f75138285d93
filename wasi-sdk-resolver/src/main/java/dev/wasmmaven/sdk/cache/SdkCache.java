package dev.wasmmaven.sdk.cache;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.cache.AtomicFiles;
import dev.wasmmaven.support.cache.PathLock;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The folder of unpacked SDKs.
 *
 * <pre>
 * sdks/34.0-x86_64-linux-0123456789ab/   an entry: entry.properties, last-used, sdk/
 * downloads/                             archives that are not whole yet, or not unpacked yet
 * staging/                               trees that are not whole yet
 * trash/                                 trees that are being deleted
 * locks/                                 one file for each version and platform, never deleted
 * </pre>
 *
 * <p>Everything below {@code downloads} and {@code staging} belongs to the holder of the lock of the same version and platform, so
 * what a process left there that died is cleaned by the next holder. Safe for many threads and processes.
 */
public final class SdkCache {

    private static final Duration TOUCH_INTERVAL = Duration.ofHours(1);
    private static final int DIGEST_DIGITS = 12;

    private final Path root;
    private final Clock clock;

    /** A cache in a folder, which is made when it is first written to. */
    public SdkCache(Path root, Clock clock) {
        this.root = root.toAbsolutePath().normalize();
        this.clock = clock;
    }

    /**
     * What is locked and downloaded by itself.
     *
     * @param version a version
     * @param platform the machine that its programs are for
     */
    public record Key(WasiSdkVersion version, HostPlatform platform) {
        String name() {
            return version + "-" + platform.id();
        }
    }

    /**
     * What a tree has.
     *
     * @param files regular files
     * @param bytes their content together
     */
    public record Content(long files, long bytes) {}

    /** Fills a folder with an SDK. */
    @FunctionalInterface
    public interface Filler {
        /** Fills an empty folder; what it throws leaves the cache as it was. */
        Content fill(Path folder);
    }

    /** The cache's folder. */
    public Path root() {
        return root;
    }

    /** All entries, newest version first. */
    public List<CacheEntry> entries() {
        Path sdks = root.resolve("sdks");
        if (!Files.isDirectory(sdks)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(sdks)) {
            return folders.flatMap(folder -> EntryNote.read(folder).stream())
                    .sorted(Comparator.comparing(CacheEntry::version)
                            .reversed()
                            .thenComparing(entry -> entry.folder().toString()))
                    .toList();
        } catch (IOException e) {
            throw failed("read", sdks, e);
        }
    }

    /** The entry of a version for a machine, with this digest if one is given. */
    public Optional<CacheEntry> find(Key key, Optional<Digest> digest) {
        return entries().stream()
                .filter(entry -> entry.version().equals(key.version()) && entry.platform() == key.platform())
                .filter(entry -> digest.isEmpty() || digest.get().equals(entry.digest()))
                .findFirst();
    }

    /** Whether an entry still has the files that it was unpacked with: their number and size, not their content. */
    public boolean isIntact(CacheEntry entry) {
        try {
            return Trees.measure(entry.root()).equals(new Content(entry.files(), entry.bytes()));
        } catch (IOException e) {
            return false;
        }
    }

    /** Notes that an entry is used, which keeps it from being pruned. */
    public void used(CacheEntry entry) {
        if (Duration.between(entry.lastUsed(), clock.instant()).compareTo(TOUCH_INTERVAL) < 0) {
            return;
        }
        try {
            Path file = entry.folder().resolve(EntryNote.LAST_USED);
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException e) {
            // A cache that others own and we may only read is a cache nevertheless; they prune it.
            return;
        }
    }

    /**
     * Does something that no other process or thread does at the same time for the same SDK; waits until it may.
     *
     * @throws SdkException the lock cannot be made, or the thread was interrupted; also what the action throws
     */
    public <T> T locked(Key key, SdkListener listener, Supplier<T> action) {
        try {
            return PathLock.holding(lockFile(key), () -> listener.waiting("wasi-sdk " + key.version()), action);
        } catch (InterruptedIOException e) {
            throw new SdkException.Interrupted("waiting for another build that downloads the same wasi-sdk", e);
        } catch (IOException e) {
            throw failed("lock", root, e);
        }
    }

    /** Where the archive from an address is downloaded to. To be used with the lock held. */
    public Path download(Key key, URI address) {
        String name = key.name() + "-" + Digest.sha256(address.toString()).hex().substring(0, DIGEST_DIGITS) + ".part";
        return folder("downloads").resolve(name);
    }

    /**
     * Makes an entry, replacing one with the same digest that is not intact. To be called with the lock held.
     *
     * @throws SdkException the folder cannot be written
     */
    public CacheEntry publish(Key key, Digest digest, String origin, Filler filler) {
        Path staging = folder("staging").resolve(key.name());
        Path place = folder("sdks").resolve(key.name() + "-" + digest.hex().substring(0, DIGEST_DIGITS));
        try {
            Trees.delete(staging);
            Path sdk = Files.createDirectories(staging.resolve(EntryNote.SDK));
            Content content = filler.fill(sdk);
            EntryNote.write(staging, key, digest, origin, content);
            discard(place);
            AtomicFiles.publish(staging, place);
        } catch (IOException e) {
            throw failed("write to", root, e);
        } finally {
            leave(staging);
        }
        return EntryNote.read(place)
                .orElseThrow(() -> failed("read", place, new IOException("it was deleted just after it was made")));
    }

    private static void leave(Path staging) {
        try {
            Trees.delete(staging);
        } catch (IOException e) {
            // The next holder of the lock deletes it; an exception here would hide the one that is on its way.
            return;
        }
    }

    /** Deletes a tree: moved away first, so that nobody sees a half of it. */
    void discard(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Path grave = Files.createTempDirectory(folder("trash"), "x");
        AtomicFiles.publish(folder, grave.resolve("x"));
        Trees.delete(grave);
    }

    Path lockFile(Key key) {
        return root.resolve("locks").resolve(key.name() + ".lock");
    }

    Clock clock() {
        return clock;
    }

    private Path folder(String name) {
        Path folder = root.resolve(name);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw failed("write to", folder, e);
        }
    }

    static SdkException failed(String verb, Path path, IOException cause) {
        return new SdkException(
                DiagnosticId.SDK_CACHE_FAILED,
                "cannot " + verb + " the wasi-sdk cache '" + path + "': " + cause,
                "check that the directory is writable and the disk is not full, or configure another cache directory",
                cause);
    }
}
