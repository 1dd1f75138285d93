package dev.wasmmaven.runtime.component.link;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions of an interface can stand for each other (Explainer.md, canonical interface names): those with the same first
 * number that is not zero, 0.0.z and pre-releases only for themselves.
 */
final class Versions {

    /** A name with a release version. */
    private static final Pattern VERSIONED = Pattern.compile("(.+)@(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:\\+.*)?");

    private Versions() {}

    /** What all compatible names have in common; empty if a name has no version or only its own will do. */
    static Optional<String> family(String name) {
        Matcher matcher = VERSIONED.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String base = matcher.group(1) + "@";
        if (number(matcher, 2) > 0) {
            return Optional.of(base + number(matcher, 2));
        }
        return number(matcher, 3) > 0 ? Optional.of(base + "0." + number(matcher, 3)) : Optional.empty();
    }

    /** The name without its version. */
    static String unversioned(String name) {
        int at = name.lastIndexOf('@');
        return at < 0 ? name : name.substring(0, at);
    }

    /** Orders compatible names by version. */
    static int compare(String a, String b) {
        Matcher first = VERSIONED.matcher(a);
        Matcher second = VERSIONED.matcher(b);
        if (!first.matches() || !second.matches()) {
            return a.compareTo(b);
        }
        for (int group = 2; group <= 4; group++) {
            int order = Integer.compare(number(first, group), number(second, group));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
