package dev.wasmmaven.sdk;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wasi-sdk version, which is not a semantic version: {@code 34}, {@code 22.0} and {@code 20.0+threads} are all in
 * use. Ordered by major, then minor; the qualifier takes no part in the order but in equality.
 *
 * @param major the release's number, 1 or greater
 * @param minor 0 or greater; {@code 34} means {@code 34.0}
 * @param qualifier what follows a {@code +}, such as {@code threads}; empty for none
 */
public record WasiSdkVersion(int major, int minor, String qualifier) implements Comparable<WasiSdkVersion> {

    private static final Pattern FORM =
            Pattern.compile("([1-9][0-9]{0,4})(?:\\.([0-9]{1,5}))?(?:\\+([0-9A-Za-z.-]+))?");
    private static final Comparator<WasiSdkVersion> ORDER =
            Comparator.comparingInt(WasiSdkVersion::major).thenComparingInt(WasiSdkVersion::minor);

    /**
     * Reads a version as people write it.
     *
     * @throws InvalidVersionException the text has another form
     */
    public static WasiSdkVersion parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new InvalidVersionException(text);
        }
        String minor = matcher.group(2);
        String qualifier = matcher.group(3);
        return new WasiSdkVersion(
                Integer.parseInt(matcher.group(1)),
                minor == null ? 0 : Integer.parseInt(minor),
                qualifier == null ? "" : qualifier);
    }

    @Override
    public int compareTo(WasiSdkVersion other) {
        return ORDER.compare(this, other);
    }

    /** Whether this is the other version or a later one. */
    public boolean isAtLeast(WasiSdkVersion minimum) {
        return compareTo(minimum) >= 0;
    }

    @Override
    public String toString() {
        return major + "." + minor + (qualifier.isEmpty() ? "" : "+" + qualifier);
    }

    /** The text is no wasi-sdk version. */
    public static final class InvalidVersionException extends IllegalArgumentException implements Diagnosed {

        InvalidVersionException(String text) {
            super("not a wasi-sdk version: '" + text + "'");
        }

        @Override
        public DiagnosticId diagnosticId() {
            return DiagnosticId.SDK_VERSION_INVALID;
        }

        @Override
        public String nextStep() {
            return "write a release's number such as 34, 22.0 or 20.0+threads";
        }
    }
}
