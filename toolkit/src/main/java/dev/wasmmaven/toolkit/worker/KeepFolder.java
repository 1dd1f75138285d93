package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.toolchain.CacheFolder;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where kept workers of a user are found: the socket of each, and beside it what it says on its standard streams. Whoever can connect
 * decides what the worker reads, writes and runs with the rights of its user, and whoever can put a socket here decides what a
 * build believes; so nobody else may enter.
 *
 * @param path a folder
 */
record KeepFolder(Path path) {

    /** The system's own limit for a socket's path, less the byte that ends it: 104 bytes on macOS, 108 on Linux. */
    private static final int MOST_PATH_BYTES = 103;

    private static final String SOCKET = ".sock";
    private static final String LOG = ".log";

    /** What a worker may have said without its being deleted between builds. */
    private static final long MOST_LOG_BYTES = 1 << 20;

    private static final Duration LOGS_KEPT = Duration.ofDays(1);

    private static final int TOKEN_BYTES = 4;
    private static final int NAME_DIGITS = 12;

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    /** No folder can be used, for a reason that the user can do something about. */
    static final class UnsuitableException extends Exception {
        UnsuitableException(String reason) {
            super(reason, null, false, false);
        }
    }

    /**
     * The folder that belongs to a cache; made if it is missing. In the cache, or, if sockets there would have too long a path, in the
     * system's folder for temporary files.
     *
     * @param cache the user's folder for what can be made again
     * @throws UnsuitableException there is none that nobody else can enter, or none with a path that is short enough
     * @throws IOException one cannot be made or examined
     */
    static KeepFolder in(Path cache) throws UnsuitableException, IOException {
        for (Path each : candidates(cache)) {
            if (fits(each)) {
                Files.createDirectories(each, PosixFilePermissions.asFileAttribute(OWNER));
                check(each);
                return new KeepFolder(each);
            }
        }
        throw new UnsuitableException("the path of " + cache + " is too long for a socket");
    }

    /**
     * The folder that {@link #in} chooses, if it is there.
     *
     * @throws UnsuitableException others can enter it
     */
    static Optional<KeepFolder> existing(Path cache) throws UnsuitableException, IOException {
        for (Path each : candidates(cache)) {
            if (fits(each)) {
                if (!Files.isDirectory(each)) {
                    return Optional.empty();
                }
                check(each);
                return Optional.of(new KeepFolder(each));
            }
        }
        return Optional.empty();
    }

    private static List<Path> candidates(Path cache) {
        Path absolute = cache.toAbsolutePath();
        String name = Digest.sha256(absolute.toString()).hex().substring(0, NAME_DIGITS);
        return List.of(
                absolute.resolve(CacheFolder.TEST_JVM.group() + "-kept"),
                Path.of(System.getProperty("java.io.tmpdir", File.separator + "tmp"), "wasm-maven-" + name)
                        .toAbsolutePath());
    }

    private static boolean fits(Path folder) {
        String longest = folder.resolve("0".repeat(KeptKey.DIGITS + 1 + 2 * TOKEN_BYTES) + SOCKET + ".new")
                .toString();
        return longest.getBytes(StandardCharsets.UTF_8).length <= MOST_PATH_BYTES;
    }

    private static void check(Path folder) throws UnsuitableException, IOException {
        Optional<String> problem = WasiRuntime.codeCacheProblem(folder);
        if (problem.isPresent()) {
            throw new UnsuitableException(problem.get());
        }
        if (!OWNER.containsAll(Files.getPosixFilePermissions(folder))) {
            throw new UnsuitableException("others can enter " + folder);
        }
    }

    /** A name for a socket that is not there yet. */
    Path newSocket(String key) {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        StringBuilder name = new StringBuilder(key).append('-');
        for (byte each : token) {
            name.append(String.format("%02x", each & 0xFF));
        }
        return path.resolve(name + SOCKET);
    }

    /** The sockets of workers with a key that starts so, that which was given a build last first. */
    List<Path> sockets(String key) throws IOException {
        record Found(Path socket, Instant used) {}
        List<Found> found = new ArrayList<>();
        for (Path each : files(SOCKET)) {
            if (each.getFileName().toString().startsWith(key)) {
                lastUsed(each).ifPresent(used -> found.add(new Found(each, used)));
            }
        }
        found.sort(Comparator.comparing(Found::used).reversed());
        return found.stream().map(Found::socket).toList();
    }

    /** Notes that a worker has a build now. */
    static void used(Path socket) {
        try {
            Files.setLastModifiedTime(socket, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // It was deleted, so that the worker ends after this build.
            return;
        }
    }

    /** Deletes what workers said that ended long ago, and not as they should. */
    void deleteOldLogs() throws IOException {
        Instant limit = Instant.now().minus(LOGS_KEPT);
        for (Path each : files(LOG)) {
            Path socket = path.resolve(each.getFileName().toString().replace(LOG, SOCKET));
            if (!Files.exists(socket) && lastUsed(each).filter(limit::isAfter).isPresent()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(each -> each.getFileName().toString().endsWith(ending))
                    .toList();
        }
    }

    private static Optional<Instant> lastUsed(Path file) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Where a worker's standard streams go. */
    static Path log(Path socket) {
        return socket.resolveSibling(socket.getFileName().toString().replace(SOCKET, LOG));
    }

    /** Empties what a worker has said if that has become long. What it says next is added to it. */
    static void shorten(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > MOST_LOG_BYTES) {
            try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        }
    }
}
