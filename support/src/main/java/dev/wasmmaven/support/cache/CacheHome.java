package dev.wasmmaven.support.cache;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder below which everything that is shared between projects and can be made again is kept: unpacked SDKs, sources of the C library,
 * patched copies of the standard library's sources.
 */
public final class CacheHome {

    /** Names the folder, wherever the system's custom would put it. */
    public static final String VARIABLE = "WASM_MAVEN_CACHE";

    private static final String NAME = "wasm-maven";

    private CacheHome() {}

    /**
     * The folder of a user: {@value #VARIABLE}, else where the system's custom puts caches. Linux and others: {@code XDG_CACHE_HOME}
     * or {@code ~/.cache} (XDG Base Directory Specification); macOS: {@code ~/Library/Caches}; Windows: {@code LOCALAPPDATA}.
     *
     * @param environment environment variables
     * @param home the user's home directory
     * @param osName as the system property {@code os.name}
     */
    public static Path of(Map<String, String> environment, Path home, String osName) {
        String system = osName.toLowerCase(Locale.ROOT);
        return path(environment, VARIABLE).orElseGet(() -> {
            if (system.startsWith("windows")) {
                return path(environment, "LOCALAPPDATA")
                        .orElse(home.resolve("AppData").resolve("Local"))
                        .resolve(NAME);
            }
            if (system.startsWith("mac")) {
                return home.resolve("Library").resolve("Caches").resolve(NAME);
            }
            return path(environment, "XDG_CACHE_HOME")
                    .orElse(home.resolve(".cache"))
                    .resolve(NAME);
        });
    }

    /** An absolute path in a variable; a relative one is ignored, as the XDG specification wants it. */
    private static Optional<Path> path(Map<String, String> environment, String variable) {
        try {
            return Stream.ofNullable(environment.get(variable))
                    .filter(text -> !text.isBlank())
                    .map(Path::of)
                    .filter(Path::isAbsolute)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
