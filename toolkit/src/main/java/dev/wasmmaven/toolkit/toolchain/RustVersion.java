package dev.wasmmaven.toolkit.toolchain;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of rustc or cargo, such as {@code 1.95.0}, {@code 1.100.0-beta.7} or {@code 1.101.0-nightly}. Ordered by the numbers; a
 * release comes after its betas and nightlies.
 *
 * @param major 1 until further notice
 * @param minor one more every six weeks
 * @param patch 0 or greater
 * @param preRelease what follows the hyphen; empty for a release
 */
public record RustVersion(int major, int minor, int patch, String preRelease) implements Comparable<RustVersion> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:-([0-9A-Za-z.-]+))?");
    private static final Comparator<RustVersion> ORDER = Comparator.comparingInt(RustVersion::major)
            .thenComparingInt(RustVersion::minor)
            .thenComparingInt(RustVersion::patch)
            .thenComparing(version -> version.preRelease.isEmpty())
            .thenComparing(RustVersion::preRelease);

    /** Reads a version; empty if the text is none. */
    public static Optional<RustVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String preRelease = matcher.group(4);
        return Optional.of(new RustVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                preRelease == null ? "" : preRelease));
    }

    /** Whether this toolchain takes unstable options. */
    public boolean isNightly() {
        return preRelease.startsWith("nightly") || preRelease.startsWith("dev");
    }

    @Override
    public int compareTo(RustVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (preRelease.isEmpty() ? "" : "-" + preRelease);
    }
}
