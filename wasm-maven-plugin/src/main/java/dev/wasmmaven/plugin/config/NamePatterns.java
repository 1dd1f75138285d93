package dev.wasmmaven.plugin.config;

import java.util.List;
import org.codehaus.plexus.util.SelectorUtils;

/**
 * Ant-style include and exclude patterns over names such as {@code mypackage/test/smoke}: {@code ?} one character,
 * {@code *} any within a part, {@code **} any parts. A pattern without a slash is looked for at any depth, as Surefire
 * does with class names.
 *
 * @param includes what to take; empty takes everything
 * @param excludes what to leave out of that
 */
public record NamePatterns(List<String> includes, List<String> excludes) {

    public NamePatterns {
        includes = includes.stream().map(NamePatterns::anchored).toList();
        excludes = excludes.stream().map(NamePatterns::anchored).toList();
    }

    /** Whether a name, parts separated by {@code /}, is taken. */
    public boolean matches(String name) {
        return (includes.isEmpty() || matchesAny(includes, name)) && !matchesAny(excludes, name);
    }

    private static boolean matchesAny(List<String> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> SelectorUtils.matchPath(pattern, name, "/", true));
    }

    private static String anchored(String pattern) {
        String slashed = pattern.strip().replace('\\', '/');
        return slashed.contains("/") ? slashed : "**/" + slashed;
    }
}
