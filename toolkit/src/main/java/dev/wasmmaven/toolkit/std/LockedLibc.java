package dev.wasmmaven.toolkit.std;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The crate libc in a {@code Cargo.lock}, which cargo alone writes, always in the same form. Left to itself, cargo keeps a locked version
 * that is newer than the one of a patch, and does not use the patch.
 */
final class LockedLibc {

    private static final Pattern ENTRY = Pattern.compile(
            "(\\[\\[package\\]\\]\\R+name = \"libc\"\\R+version = \")([^\"]+)\"\\R+source = \"registry[^\"]*\"\\R+(?:checksum = \"[^\"]*\"\\R+)?");

    private LockedLibc() {}

    /** The first version of libc that is locked from a registry. */
    static Optional<String> version(String lock) {
        Matcher matcher = ENTRY.matcher(lock);
        return matcher.find() ? Optional.of(matcher.group(2)) : Optional.empty();
    }

    /**
     * The lock file with other sources in the place of every locked version that they are compatible with. A package by path has neither
     * source nor checksum.
     *
     * @param version of those sources
     * @param source of a registry that has them; empty: they are a package by path
     */
    static String replace(String lock, String version, Optional<String> source) {
        String entry = version + "\"\n"
                + source.map(address -> "source = \"" + address + "\"\n").orElse("");
        Matcher matcher = ENTRY.matcher(lock);
        StringBuilder text = new StringBuilder();
        Optional<String> replaced = Optional.empty();
        while (matcher.find()) {
            boolean compatible = compatibility(matcher.group(2)).equals(compatibility(version));
            if (compatible) {
                replaced = Optional.of(matcher.group(2));
            }
            matcher.appendReplacement(
                    text, Matcher.quoteReplacement(compatible ? matcher.group(1) + entry : matcher.group()));
        }
        matcher.appendTail(text);
        // Where several versions are locked, the lists of dependencies name them.
        return replaced.map(old -> text.toString()
                        .replaceAll(
                                "\"libc " + Pattern.quote(old) + "(?: \\(registry[^)]*\\))?\"",
                                Matcher.quoteReplacement("\"libc " + version + "\"")))
                .orElse(lock);
    }

    /** Versions that are alike in this are compatible (The Cargo Book, "SemVer Compatibility"): 0.2 of 0.2.177, 1 of 1.4.0. */
    private static String compatibility(String version) {
        String[] numbers = version.split("\\.", 3);
        return numbers[0].equals("0") && numbers.length > 1 ? "0." + numbers[1] : numbers[0];
    }
}
