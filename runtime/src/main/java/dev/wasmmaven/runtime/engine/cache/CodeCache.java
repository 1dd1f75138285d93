package dev.wasmmaven.runtime.engine.cache;

import dev.wasmmaven.support.cache.AtomicFiles;
import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of compiled code. Nothing that goes wrong with it is an error: without it, code is compiled again.
 *
 * <p>When the files take more than the limit, those that were not used for longest go.
 */
public final class CodeCache {

    /** Default limit of all files together, in bytes. */
    public static final long DEFAULT_MAX_BYTES = 512L << 20;

    /** Environment variable that names the directory. */
    public static final String VARIABLE = "WASM_MAVEN_CODE_CACHE";

    private static final String SUFFIX = ".code";

    /** How exactly the time of the last use is kept. */
    private static final Duration USE_RESOLUTION = Duration.ofHours(1);

    /** Age at which what a killed process has left is removed. */
    private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

    private final Path directory;
    private final long maxBytes;
    private final PrivateDirectory check;
    private final String compiler;

    private CodeCache(Path directory, long maxBytes, PrivateDirectory check, String compiler) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.check = check;
        this.compiler = compiler;
    }

    /**
     * Opens a cache, and makes its directory if it is missing.
     *
     * @param maxBytes what all its files may take together
     * @return empty if the directory cannot be made, or others than this user could write to it
     */
    public static Optional<CodeCache> open(Path directory, long maxBytes) {
        try {
            PrivateDirectory check = new PrivateDirectory();
            check.create(directory);
            if (check.reasonAgainst(directory).isPresent()) {
                return Optional.empty();
            }
            return Optional.of(new CodeCache(directory.toRealPath(), maxBytes, check, CompilerVersion.current()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Where code is kept unless another directory is given: the environment variable {@value #VARIABLE}, else a folder
     * in the place for caches of the user's that the system prescribes.
     */
    public static Path defaultDirectory(Map<String, String> environment) {
        String home = System.getProperty("user.home", ".");
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String given = environment.getOrDefault(VARIABLE, "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        String base;
        if (system.startsWith("windows")) {
            base = environment.getOrDefault("LOCALAPPDATA", home + "\\AppData\\Local");
        } else if (system.startsWith("mac")) {
            base = home + "/Library/Caches";
        } else {
            // XDG Base Directory Specification: a relative path is to be ignored.
            String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
            base = xdg.startsWith("/") ? xdg : home + "/.cache";
        }
        return Path.of(base, "wasm-maven", "code");
    }

    /** Why {@link #open} does not use a directory, in words; empty if it does, or would make it. */
    public static Optional<String> reasonAgainst(Path directory) {
        try {
            return Files.exists(directory) ? new PrivateDirectory().reasonAgainst(directory) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(directory + " cannot be looked at: " + e.getMessage());
        }
    }

    public Path directory() {
        return directory;
    }

    /**
     * The code of the module with that digest, as this version of the compiler makes it; perhaps none of it yet.
     *
     * @param variant which of the kinds of code that it can make: part of a file's name
     */
    public StoredClasses classes(Digest module, String variant) {
        Path file = directory.resolve(module.hex() + "-" + compiler + variant + SUFFIX);
        return new StoredClasses(this, file, read(file));
    }

    ClassFile read(Path file) {
        try {
            if (!Files.exists(file) || !check.isOwn(file)) {
                return ClassFile.empty();
            }
            Instant now = Instant.now();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(USE_RESOLUTION))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
            return ClassFile.of(Files.readAllBytes(file));
        } catch (IOException | OutOfMemoryError e) {
            return ClassFile.empty();
        }
    }

    /** Writes classes beside those that the file has meanwhile. */
    void add(Path file, Map<String, byte[]> classes) {
        try {
            AtomicFiles.write(file, read(file).with(classes));
            prune(file);
        } catch (IOException | OutOfMemoryError e) {
            // A full disk, say. They will be compiled again.
        }
    }

    private record Aged(Path file, long size, Instant used) {}

    private void prune(Path keep) throws IOException {
        List<Aged> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                try {
                    Instant used = Files.getLastModifiedTime(file).toInstant();
                    if (file.toString().endsWith(SUFFIX)) {
                        files.add(new Aged(file, Files.size(file), used));
                    } else if (used.isBefore(Instant.now().minus(LEFTOVER_AGE))) {
                        Files.deleteIfExists(file);
                    }
                } catch (IOException e) {
                    // Another process has removed it.
                }
            }
        }
        long total = files.stream().mapToLong(Aged::size).sum();
        files.sort(Comparator.comparing(Aged::used));
        for (Aged file : files) {
            if (total <= maxBytes) {
                return;
            }
            if (!file.file().equals(keep)) {
                Files.deleteIfExists(file.file());
                total -= file.size();
            }
        }
    }
}
