package dev.wasmmaven.toolkit.runner;

import dev.wasmmaven.toolkit.runner.TomlOutline.Item;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The key {@code target.<triple>.runner} in the text of a cargo configuration file: set and taken out again, with
 * everything else left as it is (The Cargo Book, Configuration). What is ours is marked by a comment, and a runner of
 * the user's own stays as a comment until ours is taken out.
 */
public final class RunnerEntry {

    private static final String MARK = "# wasm-maven-plugin";
    private static final String REPLACED = MARK + " replaces: ";

    private RunnerEntry() {}

    /**
     * The text with the runner set; the same text if it is set already.
     *
     * @param triple the target, such as {@code wasm32-wasip1}
     * @param command program and first arguments, written as an array so that spaces are safe
     * @throws IllegalArgumentException the text is not TOML, or holds the target in a form that has no lines to edit
     */
    public static String set(String text, String triple, List<String> command) {
        List<Item> items = TomlOutline.of(text);
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        String line = "runner = " + array(command) + " " + MARK + newline;
        List<String> path = List.of("target", triple, "runner");
        Item header = null;
        for (Item each : items) {
            if (!each.table() && each.path().equals(path)) {
                return replace(text, each, newline, line);
            }
            requireEditable(each, path);
            if (each.table() && each.path().equals(path.subList(0, 2))) {
                header = each;
            }
        }
        if (header != null) {
            String head = endLine(text.substring(0, header.end()), newline);
            return head + line + text.substring(header.end());
        }
        String before = endLine(text, newline);
        return before + (before.isEmpty() ? "" : newline) + "[target." + triple + "] " + MARK + newline + line;
    }

    private static String replace(String text, Item entry, String newline, String line) {
        String old = text.substring(entry.start(), entry.end());
        String kept = "";
        if (!old.contains(MARK)) {
            kept = old.lines().map(each -> REPLACED + each + newline).collect(Collectors.joining());
        }
        // The key may be written with more of its path than ours, depending on the table it is in.
        String key = old.substring(0, old.indexOf('=')).stripTrailing();
        String own = key + line.substring("runner".length());
        return text.substring(0, entry.start()) + kept + own + text.substring(entry.end());
    }

    private static void requireEditable(Item item, List<String> path) {
        List<String> other = item.path();
        boolean above = !item.table()
                && other.size() < path.size()
                && path.subList(0, other.size()).equals(other);
        boolean below =
                other.size() > path.size() && other.subList(0, path.size()).equals(path);
        if (above || below) {
            throw new IllegalArgumentException(String.join(".", other)
                    + " is written in a form that cannot be edited; write runner = ... below [target." + path.get(1)
                    + "]");
        }
    }

    /** The text without what {@link #set} put in, and with what it replaced; the same text if there is nothing. */
    public static String remove(String text, String triple) {
        List<String> path = List.of("target", triple, "runner");
        List<Item> items = TomlOutline.of(text);
        for (int i = 0; i < items.size(); i++) {
            Item each = items.get(i);
            if (each.path().equals(path)
                    && text.substring(each.start(), each.end()).contains(MARK)) {
                boolean alone = i > 0
                        && madeHeader(text, items.get(i - 1))
                        && (i + 1 == items.size() || items.get(i + 1).table());
                int from = alone ? items.get(i - 1).start() : each.start();
                String before = restored(text.substring(0, from));
                String after = text.substring(each.end());
                return alone
                        ? before.stripTrailing() + (before.isBlank() ? "" : lineBreak(text)) + after
                        : before + after;
            }
        }
        return text;
    }

    private static boolean madeHeader(String text, Item item) {
        return item.table() && text.substring(item.start(), item.end()).contains(MARK);
    }

    /** Makes the lines that were kept as comments at the end of a text what they were. */
    private static String restored(String before) {
        int start = before.length();
        StringBuilder kept = new StringBuilder();
        while (start > 0) {
            int line = before.lastIndexOf('\n', start - 2) + 1;
            if (!before.startsWith(REPLACED, line)) {
                break;
            }
            kept.insert(0, before.substring(line + REPLACED.length(), start));
            start = line;
        }
        return before.substring(0, start) + kept;
    }

    private static String lineBreak(String text) {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    private static String endLine(String text, String newline) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + newline;
    }

    private static String array(List<String> command) {
        return command.stream().map(RunnerEntry::string).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String string(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < 0x20 || c == 0x7f) {
                quoted.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
