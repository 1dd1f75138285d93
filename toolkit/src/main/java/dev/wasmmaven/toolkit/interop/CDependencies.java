package dev.wasmmaven.toolkit.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a build script may ask for a C toolchain, told by the packages in {@code Cargo.lock}: crates that compile or bind C do it
 * with the help of one of a few crates. A lock file names the packages of all targets and features, so this says "may", not "does".
 */
public final class CDependencies {

    private static final Set<String> HELPERS = Set.of(
            "autotools",
            "bindgen",
            "cc",
            "cmake",
            "cxx-build",
            "link-cplusplus",
            "meson-next",
            "pkg-config",
            "system-deps");

    private static final Pattern NAME = Pattern.compile("^name\\s*=\\s*\"([^\"]+)\"", Pattern.MULTILINE);

    private CDependencies() {}

    /**
     * The packages in a lock file that help build scripts with C.
     *
     * @param lockFile {@code Cargo.lock}
     * @return empty: there is no lock file yet, so that nothing is known; an empty set: none
     */
    public static Optional<SortedSet<String>> in(Path lockFile) {
        String text;
        try {
            if (!Files.isRegularFile(lockFile)) {
                return Optional.empty();
            }
            text = Files.readString(lockFile);
        } catch (IOException e) {
            return Optional.empty();
        }
        SortedSet<String> found = new TreeSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            if (HELPERS.contains(matcher.group(1))) {
                found.add(matcher.group(1));
            }
        }
        return Optional.of(found);
    }
}
