package dev.wasmmaven.runtime.component.text;

import java.math.BigInteger;

/** The words, numbers and quoted text of WAVE; white space and comments lie between them. */
final class WaveLexer {

    private static final BigInteger MAX_UNSIGNED =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
    private static final String MULTILINE = "\"\"\"";

    private final String text;
    private int position;

    WaveLexer(String text) {
        this.text = text;
    }

    IllegalArgumentException error(String what) {
        return new IllegalArgumentException(what + " at column " + (position + 1) + " of " + text);
    }

    private void skipSpace() {
        while (position < text.length()) {
            if (Character.isWhitespace(text.charAt(position))) {
                position++;
            } else if (text.startsWith("//", position)) {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    boolean at(char c) {
        skipSpace();
        return position < text.length() && text.charAt(position) == c;
    }

    boolean accept(char c) {
        if (!at(c)) {
            return false;
        }
        position++;
        return true;
    }

    void expect(char c) {
        if (!accept(c)) {
            throw error("expected '" + c + "'");
        }
    }

    void end() {
        skipSpace();
        if (position < text.length()) {
            throw error("unexpected text");
        }
    }

    private int wordEnd() {
        int end = position;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    }

    /** A keyword, if it comes next. */
    boolean acceptWord(String word) {
        skipSpace();
        int end = wordEnd();
        if (!text.substring(position, end).equals(word)) {
            return false;
        }
        position = end;
        return true;
    }

    /** A label; after a percent sign also one that is a keyword. */
    String label() {
        skipSpace();
        boolean escaped = accept('%');
        int end = wordEnd();
        String word = text.substring(position, end);
        if (word.isEmpty() || (!escaped && WaveText.KEYWORDS.contains(word))) {
            throw error(
                    word.isEmpty()
                            ? "expected a label"
                            : "expected a label; write %" + word + " for the label " + word);
        }
        position = end;
        return word;
    }

    private String number() {
        skipSpace();
        int end = position;
        while (end < text.length() && (isWordPart(text.charAt(end)) || ".+".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return text.substring(position, end);
    }

    private BigInteger integer(BigInteger min, BigInteger max) {
        String number = number();
        if (!number.matches("-?[0-9]{1,20}")) {
            throw error("expected an integer from " + min + " to " + max);
        }
        BigInteger value = new BigInteger(number);
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw error(number + " is not from " + min + " to " + max);
        }
        position += number.length();
        return value;
    }

    /** An integer within bounds. */
    long integer(long min, long max) {
        return integer(BigInteger.valueOf(min), BigInteger.valueOf(max)).longValue();
    }

    /** The bits of an unsigned 64-bit integer. */
    long unsigned() {
        return integer(BigInteger.ZERO, MAX_UNSIGNED).longValue();
    }

    /** A floating point number, as Java reads it. */
    String floating() {
        String number = number();
        String java = switch (number) {
            case "nan" -> "NaN";
            case "inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            default -> number;
        };
        if (java.equals(number) && !number.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            throw error("expected a number");
        }
        position += number.length();
        return java;
    }

    /** A character in single quotes. */
    int character() {
        skipSpace();
        expect('\'');
        if (at('\'')) {
            throw error("expected a character");
        }
        int codePoint = position < text.length() ? codePoint('\'') : -1;
        if (position >= text.length() || text.charAt(position) != '\'') {
            throw error("expected one character and a single quote");
        }
        position++;
        return codePoint;
    }

    /** A string in double quotes, or of several lines between three of them. */
    String string() {
        skipSpace();
        if (text.startsWith(MULTILINE, position)) {
            return multiline();
        }
        expect('"');
        StringBuilder value = new StringBuilder();
        while (position < text.length() && text.charAt(position) != '"') {
            value.appendCodePoint(codePoint('"'));
        }
        if (position >= text.length()) {
            throw error("the string has no end");
        }
        position++;
        return value.toString();
    }

    private int codePoint(char quote) {
        int codePoint = text.codePointAt(position);
        if (codePoint == '\n' || codePoint == '\r') {
            throw error("a line ends before " + quote);
        }
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            throw error("half a character");
        }
        position += Character.charCount(codePoint);
        return codePoint == '\\' ? escape() : codePoint;
    }

    private int escape() {
        char c = position < text.length() ? text.charAt(position) : ' ';
        position++;
        return switch (c) {
            case '\\', '\'', '"' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                position -= 2;
                throw error("unknown escape");
            }
        };
    }

    private int unicode() {
        int end = text.indexOf('}', position);
        if (end < 0
                || text.charAt(position) != '{'
                || !text.substring(position + 1, end).matches("[0-9a-fA-F]{1,6}")) {
            throw error("expected a code point in braces, such as {1f600}");
        }
        int codePoint = Integer.parseInt(text.substring(position + 1, end), 16);
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        if (surrogate || !Character.isValidCodePoint(codePoint)) {
            throw error("not a character");
        }
        position = end + 1;
        return codePoint;
    }

    /** Lines between triple quotes, without the indentation of the last. */
    private String multiline() {
        int start = position + MULTILINE.length();
        int end = text.indexOf(MULTILINE, start);
        if (end < 0) {
            throw error("the string has no end");
        }
        String[] lines = text.substring(start, end).split("\r?\n", -1);
        String indent = lines[lines.length - 1];
        if (lines.length < 2 || !lines[0].isBlank() || !indent.isBlank()) {
            throw error("triple quotes stand on lines of their own");
        }
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < lines.length - 1; i++) {
            if (!lines[i].startsWith(indent)) {
                throw error("a line is indented less than the closing quotes");
            }
            value.append(i == 1 ? "" : "\n").append(unescaped(lines[i].substring(indent.length())));
        }
        position = end + MULTILINE.length();
        return value.toString();
    }

    private static String unescaped(String line) {
        WaveLexer inner = new WaveLexer(line);
        StringBuilder value = new StringBuilder();
        while (inner.position < line.length()) {
            value.appendCodePoint(inner.codePoint('"'));
        }
        return value.toString();
    }
}
