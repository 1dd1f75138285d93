package dev.wasmmaven.runtime.engine.symbol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The legacy scheme: {@code _ZN}, length-prefixed path segments of which the last is a hash, {@code E} (compiler
 * source {@code rustc_symbol_mangling::legacy}).
 */
final class LegacyMangling {

    private static final int HASH_LENGTH = 17;

    private static final Map<String, String> ESCAPES =
            Map.of("SP", "@", "BP", "*", "RF", "&", "LT", "<", "GT", ">", "LP", "(", "RP", ")", "C", ",");

    private LegacyMangling() {}

    static Optional<String> demangle(String symbol) {
        int start;
        if (symbol.startsWith("_ZN")) {
            start = 3;
        } else if (symbol.startsWith("ZN")) {
            start = 2;
        } else if (symbol.startsWith("__ZN")) {
            start = 4;
        } else {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        int at = start;
        while (at < symbol.length() && symbol.charAt(at) != 'E') {
            int length = 0;
            int digits = at;
            while (at < symbol.length() && isDigit(symbol.charAt(at)) && at - digits < 7) {
                length = length * 10 + (symbol.charAt(at) - '0');
                at++;
            }
            if (at == digits || length == 0 || at + length > symbol.length()) {
                return Optional.empty();
            }
            segments.add(symbol.substring(at, at + length));
            at += length;
        }
        if (at >= symbol.length() || segments.isEmpty()) {
            return Optional.empty();
        }
        String suffix = symbol.substring(at + 1);
        // C++ mangles functions with parameter types behind the E; rustc has nothing or a dot there.
        if (!suffix.isEmpty() && !suffix.startsWith(".")) {
            return Optional.empty();
        }
        if (segments.size() > 1 && isHash(segments.get(segments.size() - 1))) {
            segments.remove(segments.size() - 1);
        }
        StringBuilder out = new StringBuilder();
        for (String segment : segments) {
            if (out.length() > 0) {
                out.append("::");
            }
            unescape(segment, out);
        }
        return Optional.of(out.append(suffix).toString());
    }

    private static void unescape(String segment, StringBuilder out) {
        int at = segment.startsWith("_$") ? 1 : 0;
        while (at < segment.length()) {
            char c = segment.charAt(at);
            if (c == '.') {
                boolean pair = at + 1 < segment.length() && segment.charAt(at + 1) == '.';
                out.append(pair ? "::" : ".");
                at += pair ? 2 : 1;
                continue;
            }
            int end = c == '$' ? segment.indexOf('$', at + 1) : -1;
            Optional<String> plain = end < 0 ? Optional.empty() : unescape(segment.substring(at + 1, end));
            if (plain.isPresent()) {
                out.append(plain.get());
                at = end + 1;
            } else {
                out.append(c);
                at++;
            }
        }
    }

    private static Optional<String> unescape(String escape) {
        String plain = ESCAPES.get(escape);
        if (plain != null) {
            return Optional.of(plain);
        }
        if (escape.length() < 2 || escape.length() > 7 || escape.charAt(0) != 'u') {
            return Optional.empty();
        }
        int codePoint = 0;
        for (int i = 1; i < escape.length(); i++) {
            int digit = Character.digit(escape.charAt(i), 16);
            if (digit < 0 || Character.isUpperCase(escape.charAt(i))) {
                return Optional.empty();
            }
            codePoint = codePoint * 16 + digit;
        }
        boolean printable = Character.isValidCodePoint(codePoint)
                && !Character.isISOControl(codePoint)
                && !(codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint));
        return printable ? Optional.of(Character.toString(codePoint)) : Optional.empty();
    }

    private static boolean isHash(String segment) {
        return segment.length() == HASH_LENGTH
                && segment.charAt(0) == 'h'
                && segment.chars().skip(1).allMatch(c -> isDigit((char) c) || (c >= 'a' && c <= 'f'));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
