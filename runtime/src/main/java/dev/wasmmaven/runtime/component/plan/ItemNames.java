package dev.wasmmaven.runtime.component.plan;

import java.util.Map;
import java.util.Optional;

/** What a component's {@code component-name} section calls its items, which need not be right; for messages. */
public record ItemNames(Map<Sort, Map<Integer, String>> names) {

    /** In a message; names can be as long as files. */
    private static final int MAX_LENGTH = 200;

    /** No item has a name. */
    public static final ItemNames NONE = new ItemNames(Map.of());

    public ItemNames {
        names = Map.copyOf(names);
    }

    /** The name of an item of an index space. */
    public Optional<String> of(Sort sort, int index) {
        return Optional.ofNullable(names.getOrDefault(sort, Map.of()).get(index));
    }

    /** The item in words: {@code instance "b"}, or {@code core instance 2} where it has no name. */
    public String describe(Sort sort, int index) {
        return sort.text() + " " + of(sort, index).map(ItemNames::quoted).orElse(String.valueOf(index));
    }

    /** A name that a file chose, fit for a line of a message. */
    public static String quoted(String name) {
        String line = name.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return "\"" + line + (line.length() < name.length() ? "…" : "") + "\"";
    }
}
