package dev.wasmmaven.sdk;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wasi-sdk version, which is not a semantic version: {@code 34}, {@code 22.0}, {@code 20.0+threads}, {@code 34.0-rc.2} and
 * the {@code 25.3g0123456789ab+m} of a build between releases are all in use. Ordered by major, then minor, a
 * pre-release before its release; the qualifier takes no part in the order but in equality.
 *
 * @param major the release's number, 1 or greater
 * @param minor 0 for a release, the number of commits after it for a build between releases; {@code 34} means {@code 34.0}
 * @param preRelease what follows a {@code -}, such as {@code rc.2}; empty for a release
 * @param qualifier what follows a {@code +}: {@code threads}, or {@code m} for a modified source tree as in the Windows
 *     releases up to 22; empty for none
 */
public record WasiSdkVersion(int major, int minor, String preRelease, String qualifier)
        implements Comparable<WasiSdkVersion> {

    // wasi-sdk's version.py writes the commit after minor or pre-release, without a separator.
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})(?:\\.([0-9]{1,5}))?"
            + "(?:-([0-9A-Za-z](?:[0-9A-Za-z.-]*?[0-9A-Za-z])??))?(?:g[0-9a-f]{7,40})?(?:\\+([0-9A-Za-z.-]+))?");
    private static final Comparator<WasiSdkVersion> ORDER = Comparator.comparingInt(WasiSdkVersion::major)
            .thenComparingInt(WasiSdkVersion::minor)
            .thenComparing(WasiSdkVersion::preRelease, WasiSdkVersion::comparePreReleases);

    /** A release without pre-release and qualifier. */
    public static WasiSdkVersion of(int major, int minor) {
        return new WasiSdkVersion(major, minor, "", "");
    }

    /**
     * Reads a version as people and VERSION files write it. The commit of a build between releases is not kept.
     *
     * @throws InvalidVersionException the text has another form
     */
    public static WasiSdkVersion parse(String text) {
        return find(text).orElseThrow(() -> new InvalidVersionException(text));
    }

    /** Reads a version if the text is one. */
    public static Optional<WasiSdkVersion> find(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String minor = matcher.group(2);
        String preRelease = matcher.group(3);
        String qualifier = matcher.group(4);
        return Optional.of(new WasiSdkVersion(
                Integer.parseInt(matcher.group(1)),
                minor == null ? 0 : Integer.parseInt(minor),
                preRelease == null ? "" : preRelease,
                qualifier == null ? "" : qualifier));
    }

    @Override
    public int compareTo(WasiSdkVersion other) {
        return ORDER.compare(this, other);
    }

    /** Whether this is the other version or a later one. */
    public boolean isAtLeast(WasiSdkVersion minimum) {
        return compareTo(minimum) >= 0;
    }

    /** Dot-separated parts; numbers by value; none at all, the release itself, comes last. */
    private static int comparePreReleases(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        String[] left = one.split("\\.", -1);
        String[] right = other.split("\\.", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = comparePart(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    private static int comparePart(String left, String right) {
        boolean numbers = left.matches("[0-9]{1,9}") && right.matches("[0-9]{1,9}");
        return numbers ? Integer.compare(Integer.parseInt(left), Integer.parseInt(right)) : left.compareTo(right);
    }

    @Override
    public String toString() {
        return major
                + "."
                + minor
                + (preRelease.isEmpty() ? "" : "-" + preRelease)
                + (qualifier.isEmpty() ? "" : "+" + qualifier);
    }

    /** The text is no wasi-sdk version and no range of them. */
    public static final class InvalidVersionException extends SdkException {

        InvalidVersionException(String text) {
            super(
                    DiagnosticId.SDK_VERSION_INVALID,
                    "not a wasi-sdk version: '" + text + "'",
                    "write a release's number such as 34, 22.0 or 20.0+threads, or a range such as [22,34] or [22,)");
        }
    }
}
