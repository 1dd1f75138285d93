package dev.wasmmaven.runtime.engine.symbol;

import java.util.Optional;

/** Punycode (RFC 3492) as Rust's v0 names use it: {@code _} in place of {@code -}, which names cannot hold. */
final class Punycode {

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;

    private Punycode() {}

    static Optional<String> decode(String encoded) {
        int delimiter = encoded.lastIndexOf('_');
        StringBuilder out = new StringBuilder(delimiter < 0 ? "" : encoded.substring(0, delimiter));
        int at = delimiter + 1;
        if (at == encoded.length()) {
            return Optional.empty();
        }
        int codePoint = 128;
        long index = 0;
        int bias = 72;
        int damp = 700;
        int length = out.length();
        while (at < encoded.length()) {
            long delta = 0;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                if (at >= encoded.length()) {
                    return Optional.empty();
                }
                int digit = digit(encoded.charAt(at++));
                if (digit < 0) {
                    return Optional.empty();
                }
                delta += digit * weight;
                int threshold = Math.max(T_MIN, Math.min(T_MAX, k - bias));
                if (delta > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
                if (weight > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
            }
            length++;
            index += delta;
            long next = codePoint + index / length;
            if (!Character.isValidCodePoint((int) Math.min(next, Integer.MAX_VALUE))) {
                return Optional.empty();
            }
            codePoint = (int) next;
            index %= length;
            out.insert(out.offsetByCodePoints(0, (int) index), Character.toChars(codePoint));
            index++;
            bias = adapt(delta / damp, length);
            damp = 2;
        }
        return Optional.of(out.toString());
    }

    private static int adapt(long scaled, int length) {
        long delta = scaled + scaled / length;
        int k = 0;
        while (delta > ((BASE - T_MIN) * T_MAX) / 2) {
            delta /= BASE - T_MIN;
            k += BASE;
        }
        return (int) (k + ((BASE - T_MIN + 1) * delta) / (delta + SKEW));
    }

    private static int digit(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 26;
        }
        return -1;
    }
}
