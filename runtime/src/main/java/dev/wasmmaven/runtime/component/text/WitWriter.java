package dev.wasmmaven.runtime.component.text;

import java.util.List;

/** Lines of WIT, indented; items are kept apart by empty lines. */
final class WitWriter {

    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean first = true;

    void line(String line) {
        text.append(INDENT.repeat(depth)).append(line).append('\n');
        first = false;
    }

    /** An empty line, unless this is the first item of its block. */
    void separate() {
        if (!first) {
            text.append('\n');
        }
        first = true;
    }

    /** Lines that belong together. */
    void group(List<String> lines) {
        if (!lines.isEmpty()) {
            separate();
            lines.forEach(this::line);
        }
    }

    void open(String header) {
        line(header + " {");
        depth++;
        first = true;
    }

    void close() {
        depth--;
        line("}");
    }

    /** A block of names, each with a comma. */
    void block(String header, List<String> parts) {
        open(header);
        parts.forEach(it -> line(it + ","));
        close();
    }

    /** The lines of another, one level deeper than this one is now. */
    void paste(WitWriter other) {
        other.text.toString().lines().forEach(it -> {
            if (it.isEmpty()) {
                text.append('\n');
            } else {
                line(it);
            }
        });
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
