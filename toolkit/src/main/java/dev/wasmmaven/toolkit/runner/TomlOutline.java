package dev.wasmmaven.toolkit.runner;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the tables and keys of a TOML file are, so that one can be changed and all else stays as its author wrote it,
 * comments and order included. Values are passed over, not understood.
 */
final class TomlOutline {

    /**
     * A table's header, or a key with its value.
     *
     * @param table whether it is a header
     * @param path the whole path, that of the table it is in included
     * @param start offset of the beginning of its first line
     * @param end offset after the end of its last line, line break included
     */
    record Item(boolean table, List<String> path, int start, int end) {}

    private final String text;
    private final List<Item> items = new ArrayList<>();
    private int at;

    private TomlOutline(String text) {
        this.text = text;
    }

    /**
     * Finds them.
     *
     * @throws IllegalArgumentException it is not TOML, as far as one can see without reading values
     */
    static List<Item> of(String text) {
        TomlOutline outline = new TomlOutline(text);
        outline.read();
        return outline.items;
    }

    private void read() {
        List<String> table = List.of();
        while (at < text.length()) {
            int start = at;
            skipBlanks();
            if (atEndOfLine()) {
                nextLine();
            } else if (text.charAt(at) == '[') {
                table = header();
                items.add(new Item(true, table, start, at));
            } else {
                List<String> path = new ArrayList<>(table);
                path.addAll(keys('='));
                value();
                items.add(new Item(false, path, start, at));
            }
        }
    }

    private List<String> header() {
        boolean array = text.startsWith("[[", at);
        at += array ? 2 : 1;
        List<String> path = keys(']');
        if (array) {
            expect(']');
        }
        skipBlanks();
        if (!atEndOfLine()) {
            throw unexpected();
        }
        nextLine();
        return path;
    }

    /** A dotted key and the character that ends it. */
    private List<String> keys(char end) {
        List<String> keys = new ArrayList<>();
        while (true) {
            skipBlanks();
            keys.add(key());
            skipBlanks();
            if (at < text.length() && text.charAt(at) == '.') {
                at++;
            } else {
                expect(end);
                return keys;
            }
        }
    }

    private String key() {
        if (at >= text.length()) {
            throw unexpected();
        }
        char quote = text.charAt(at);
        int start = at;
        if (quote == '"' || quote == '\'') {
            string();
            // No target and no key of ours has a character that must be escaped.
            return text.substring(start + 1, at - 1);
        }
        while (at < text.length() && isBare(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw unexpected();
        }
        return text.substring(start, at);
    }

    private static boolean isBare(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    /** Passes over a value to the end of its last line. */
    private void value() {
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                string();
            } else if (c == '#') {
                toEndOfLine();
            } else if (c == '\n' && depth == 0) {
                at++;
                return;
            } else {
                depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
                at++;
            }
        }
        if (depth != 0) {
            throw unexpected();
        }
    }

    private void string() {
        char quote = text.charAt(at);
        String three = String.valueOf(quote).repeat(3);
        boolean multiline = text.startsWith(three, at);
        String end = multiline ? three : String.valueOf(quote);
        at += end.length();
        while (at < text.length()) {
            if (text.startsWith(end, at)) {
                at += end.length();
                // A multi-line string may end with quotes of its own.
                while (multiline && at < text.length() && text.charAt(at) == quote) {
                    at++;
                }
                return;
            }
            if (!multiline && text.charAt(at) == '\n') {
                throw unexpected();
            }
            at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
        }
        throw unexpected();
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private boolean atEndOfLine() {
        return at >= text.length() || "#\r\n".indexOf(text.charAt(at)) >= 0;
    }

    private void toEndOfLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void nextLine() {
        toEndOfLine();
        at = Math.min(text.length(), at + 1);
    }

    private void expect(char wanted) {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw unexpected();
        }
        at++;
    }

    private IllegalArgumentException unexpected() {
        long line = text.substring(0, Math.min(at, text.length())).lines().count();
        return new IllegalArgumentException("line " + Math.max(1, line) + " is not understood");
    }
}
