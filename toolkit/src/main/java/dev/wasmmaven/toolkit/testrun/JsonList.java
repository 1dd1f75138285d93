package dev.wasmmaven.toolkit.testrun;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * libtest's answer to {@code --list --format json} (library/test/src/formatters/json.rs). Its records are matched
 * rather than parsed, because libtest (seen in 1.95) does not escape the reason of {@code #[ignore = "…"]}: quotes
 * and line ends stand in it as they are.
 */
final class JsonList {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String START = "{ \"type\": \"suite\", \"event\": \"discovery\" }";
    private static final String STRING = "([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)";
    private static final Pattern TEST = Pattern.compile(
            "^\\{ \"type\": \"[a-z]+\", \"event\": \"discovered\", \"name\": \""
                    + STRING
                    + "\", \"ignore\": (true|false), \"ignore_message\": \"(.*?)\", \"source_path\": \""
                    + STRING
                    + "\", \"start_line\": (\\d+), \"start_col\": (\\d+), [^\\n]*\\}$",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern END = Pattern.compile(
            "^\\{ \"type\": \"suite\", \"event\": \"completed\", [^\\n]*\"total\": (\\d+)[, ][^\\n]*\\}$",
            Pattern.MULTILINE);

    private JsonList() {}

    /** Whether the output is libtest's, complete or not. */
    static boolean isOne(String output) {
        return output.startsWith(START);
    }

    /** The tests; empty if the list is not whole or written in another way. */
    static Optional<List<ListedTest>> parse(String output) {
        Map<String, ListedTest> tests = new LinkedHashMap<>();
        int found = 0;
        Matcher matcher = TEST.matcher(output);
        while (matcher.find()) {
            found++;
            String name = unescape(matcher.group(1));
            boolean ignored = matcher.group(2).equals("true");
            String reason = matcher.group(3);
            String path = unescape(matcher.group(4));
            tests.put(
                    name,
                    new ListedTest(
                            name,
                            ignored,
                            reason.isEmpty() ? Optional.empty() : Optional.of(reason),
                            path.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(path + ":" + matcher.group(5) + ":" + matcher.group(6))));
        }
        Matcher end = END.matcher(output);
        boolean whole = end.find() && end.group(1).equals(Integer.toString(found));
        return whole ? Optional.of(List.copyOf(tests.values())) : Optional.empty();
    }

    private static String unescape(String literal) {
        if (literal.indexOf('\\') < 0) {
            return literal;
        }
        try (JsonParser parser = JSON.createParser('"' + literal + '"')) {
            String value = parser.nextTextValue();
            return value == null ? literal : value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
