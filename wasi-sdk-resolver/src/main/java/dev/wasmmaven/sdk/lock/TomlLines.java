package dev.wasmmaven.sdk.lock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of TOML that the lock file uses: one statement on a line.
 *
 * @param top the keys before the first table
 * @param tables the tables of arrays, in order
 */
record TomlLines(Map<String, String> top, List<Table> tables) {

    private static final Pattern HEADER = Pattern.compile("\\[\\[([A-Za-z0-9_-]+)]]\\s*(?:#.*)?");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\[\\\\\"])*)\"|([0-9]{1,18}))\\s*(?:#.*)?");

    /**
     * One table.
     *
     * @param name the array's name
     * @param line where it starts, from 1
     * @param values its keys
     */
    record Table(String name, int line, Map<String, String> values) {}

    /** A line that is not understood; the message names it. */
    static final class SyntaxException extends Exception {
        SyntaxException(int line, String problem) {
            super("line " + line + ": " + problem);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    static TomlLines parse(String text) throws SyntaxException {
        Map<String, String> top = new LinkedHashMap<>();
        List<Table> tables = new ArrayList<>();
        Map<String, String> current = top;
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher header = HEADER.matcher(line);
            if (header.matches()) {
                current = new LinkedHashMap<>();
                tables.add(new Table(header.group(1), number, current));
                continue;
            }
            assign(line, number, current);
        }
        return new TomlLines(top, tables);
    }

    private static void assign(String line, int number, Map<String, String> current) throws SyntaxException {
        Matcher assignment = ASSIGNMENT.matcher(line);
        if (!assignment.matches()) {
            boolean conflict = line.startsWith("<<<<<<<") || line.startsWith("=======") || line.startsWith(">>>>>>>");
            throw new SyntaxException(
                    number, conflict ? "a merge conflict is left" : "neither a table nor key = \"value\"");
        }
        String text = assignment.group(2);
        String value = text == null ? assignment.group(3) : text.replaceAll("\\\\(.)", "$1");
        if (current.put(assignment.group(1), value) != null) {
            throw new SyntaxException(number, "'" + assignment.group(1) + "' is there twice");
        }
    }
}
