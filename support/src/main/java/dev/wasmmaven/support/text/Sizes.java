package dev.wasmmaven.support.text;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as users write them: {@code 65536}, {@code 64K}, {@code 64KiB}, {@code 1.5g}; a K is 1,024. */
public final class Sizes {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?)\\s*([kmgt]?)(?:i?b)?");

    private Sizes() {}

    /**
     * Reads a size.
     *
     * @return 0 to {@link Long#MAX_VALUE}
     * @throws IllegalArgumentException the text has another form, or the size is larger
     */
    public static long parse(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            int power = " kmgt"
                    .indexOf(matcher.group(2).isEmpty() ? ' ' : matcher.group(2).charAt(0));
            BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
            if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                return bytes.longValue();
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a size such as 65536, 64K, 512M or 2G");
    }
}
