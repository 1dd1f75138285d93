package dev.wasmmaven.sdk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions that will do, in Maven's notation: {@code 34} is exactly that release, {@code [22,34]} and {@code [22,34)} have two
 * ends, {@code [22,)} and {@code (,33]} have one.
 */
public final class WasiSdkRange {

    private static final Pattern BOUNDS = Pattern.compile("([\\[(])([^,]*),([^,]*)([])])");

    private final Optional<WasiSdkVersion> lower;
    private final boolean lowerIncluded;
    private final Optional<WasiSdkVersion> upper;
    private final boolean upperIncluded;

    private WasiSdkRange(
            Optional<WasiSdkVersion> lower,
            boolean lowerIncluded,
            Optional<WasiSdkVersion> upper,
            boolean upperIncluded) {
        this.lower = lower;
        this.lowerIncluded = lowerIncluded;
        this.upper = upper;
        this.upperIncluded = upperIncluded;
    }

    /** Exactly one version. */
    public static WasiSdkRange exactly(WasiSdkVersion version) {
        return new WasiSdkRange(Optional.of(version), true, Optional.of(version), true);
    }

    /** This version and all later ones. */
    public static WasiSdkRange atLeast(WasiSdkVersion minimum) {
        return new WasiSdkRange(Optional.of(minimum), true, Optional.empty(), false);
    }

    /** Any version. */
    public static WasiSdkRange any() {
        return new WasiSdkRange(Optional.empty(), false, Optional.empty(), false);
    }

    /**
     * Reads a version or a range.
     *
     * @throws WasiSdkVersion.InvalidVersionException the text has another form, or its lower end is above its upper end
     */
    public static WasiSdkRange parse(String text) {
        String stripped = text.strip();
        Optional<WasiSdkVersion> single = WasiSdkVersion.find(stripped);
        if (single.isPresent()) {
            return exactly(single.get());
        }
        Matcher matcher = BOUNDS.matcher(stripped);
        if (!matcher.matches()) {
            throw new WasiSdkVersion.InvalidVersionException(text);
        }
        Optional<WasiSdkVersion> lower = end(matcher.group(2));
        Optional<WasiSdkVersion> upper = end(matcher.group(3));
        if (lower.isPresent() && upper.isPresent() && lower.get().compareTo(upper.get()) > 0) {
            throw new WasiSdkVersion.InvalidVersionException(text);
        }
        return new WasiSdkRange(lower, "[".equals(matcher.group(1)), upper, "]".equals(matcher.group(4)));
    }

    private static Optional<WasiSdkVersion> end(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(WasiSdkVersion.parse(text));
    }

    /**
     * Whether a version is in the range. A range that is exactly one version with a qualifier takes only that build: {@code
     * 20.0+threads} is not met by {@code 20.0}, while {@code 20.0} is met by every build of it.
     */
    public boolean contains(WasiSdkVersion version) {
        if (exact().filter(only -> !only.qualifier().isEmpty()).isPresent()) {
            return exact().get().equals(version);
        }
        return lower.map(end -> version.compareTo(end) >= (lowerIncluded ? 0 : 1))
                        .orElse(true)
                && upper.map(end -> version.compareTo(end) <= (upperIncluded ? 0 : -1))
                        .orElse(true);
    }

    /** The one version that is meant, if the range has only one. */
    public Optional<WasiSdkVersion> exact() {
        return lowerIncluded && upperIncluded && lower.equals(upper) ? lower : Optional.empty();
    }

    /** The lower end, included or not; empty: none. */
    public Optional<WasiSdkVersion> lower() {
        return lower;
    }

    /** Whether a version is too old: below the lower end, or at one that is not included. */
    public boolean isTooOld(WasiSdkVersion version) {
        return lower.map(end -> version.compareTo(end) < (lowerIncluded ? 0 : 1))
                .orElse(false);
    }

    /** Whether a version is too new: above the upper end, or at one that is not included. */
    public boolean isTooNew(WasiSdkVersion version) {
        return upper.map(end -> version.compareTo(end) > (upperIncluded ? 0 : -1))
                .orElse(false);
    }

    /**
     * The versions that are in both.
     *
     * @return empty: there are none
     */
    public Optional<WasiSdkRange> intersect(WasiSdkRange other) {
        boolean otherLower = other.lower.isPresent()
                && (lower.isEmpty()
                        || other.lower.get().compareTo(lower.get()) > 0
                        || (other.lower.get().compareTo(lower.get()) == 0 && !other.lowerIncluded));
        boolean otherUpper = other.upper.isPresent()
                && (upper.isEmpty()
                        || other.upper.get().compareTo(upper.get()) < 0
                        || (other.upper.get().compareTo(upper.get()) == 0 && !other.upperIncluded));
        if (exact().isPresent()) {
            return other.contains(exact().get()) ? Optional.of(this) : Optional.empty();
        }
        if (other.exact().isPresent()) {
            return contains(other.exact().get()) ? Optional.of(other) : Optional.empty();
        }
        WasiSdkRange both = new WasiSdkRange(
                otherLower ? other.lower : lower,
                otherLower ? other.lowerIncluded : lowerIncluded,
                otherUpper ? other.upper : upper,
                otherUpper ? other.upperIncluded : upperIncluded);
        boolean nonEmpty = both.lower.isEmpty()
                || both.upper.isEmpty()
                || both.lower.get().compareTo(both.upper.get()) < 0
                || (both.lowerIncluded && both.upperIncluded && both.lower.equals(both.upper));
        return nonEmpty ? Optional.of(both) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WasiSdkRange range && toString().equals(range.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The notation that {@link #parse} reads. */
    @Override
    public String toString() {
        return exact().map(WasiSdkVersion::toString)
                .orElseGet(() -> (lowerIncluded ? "[" : "(")
                        + lower.map(WasiSdkVersion::toString).orElse("")
                        + ","
                        + upper.map(WasiSdkVersion::toString).orElse("")
                        + (upperIncluded ? "]" : ")"));
    }
}
