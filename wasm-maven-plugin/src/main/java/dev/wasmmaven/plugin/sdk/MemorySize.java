package dev.wasmmaven.plugin.sdk;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.toolkit.build.Interop;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A size in bytes as users write it: {@code 67108864}, {@code 65536k}, {@code 64m}, {@code 2g}; units are powers of 1024. */
public final class MemorySize {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})\\s*([kmg]?)(?:i?b)?");

    private MemorySize() {}

    /**
     * Reads a size.
     *
     * @param parameter what the user calls it, for messages
     * @throws GoalException it has another form
     */
    public static OptionalLong parse(@Nullable String text, String parameter) {
        if (text == null || text.isBlank()) {
            return OptionalLong.empty();
        }
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw invalid(parameter, text, "it is no number with a unit");
        }
        int shift = switch (matcher.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        return OptionalLong.of(Long.parseLong(matcher.group(1)) << shift);
    }

    /** A size that is not possible. */
    public static GoalException invalid(String parameter, String text, String reason) {
        return GoalException.configuration(
                "<" + parameter + "> is '" + text + "': " + reason,
                "write a number of bytes, or one with k, m or g, that is a multiple of " + Interop.PAGE
                        + " bytes and not above 4g, such as 64m");
    }
}
