package dev.wasmmaven.plugin.config;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words the way a POSIX shell does, so that {@code -Dwasm.args="'a b' c"} means what it says.
 * Blanks separate words; single quotes take everything literally; double quotes take everything but {@code \} before
 * {@code "}, {@code \}, {@code $} and a backquote; outside of quotes {@code \} takes the next character literally
 * (POSIX.1-2017, Shell Command Language, section 2.2). Nothing is expanded.
 */
public final class ShellWords {

    private static final String ESCAPED_IN_DOUBLE_QUOTES = "\"\\$`";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    /** The words of a line; a {@link GoalException} if a quote is not closed or a backslash ends the line. */
    public static List<String> split(String line) {
        return new ShellWords(line).split();
    }

    private List<String> split() {
        while (at < line.length()) {
            char c = line.charAt(at++);
            switch (c) {
                case ' ', '\t', '\n', '\r' -> endWord();
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '\\' -> append(next("a backslash ends the line"));
                default -> append(c);
            }
        }
        endWord();
        return List.copyOf(words);
    }

    private void singleQuoted() {
        inWord = true;
        int end = line.indexOf('\'', at);
        if (end < 0) {
            throw malformed("a single quote (') is not closed");
        }
        word.append(line, at, end);
        at = end + 1;
    }

    private void doubleQuoted() {
        inWord = true;
        while (true) {
            char c = next("a double quote (\") is not closed");
            if (c == '"') {
                return;
            }
            if (c == '\\' && at < line.length() && ESCAPED_IN_DOUBLE_QUOTES.indexOf(line.charAt(at)) >= 0) {
                c = line.charAt(at++);
            }
            word.append(c);
        }
    }

    private char next(String otherwise) {
        if (at == line.length()) {
            throw malformed(otherwise);
        }
        return line.charAt(at++);
    }

    private void append(char c) {
        inWord = true;
        word.append(c);
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private GoalException malformed(String why) {
        return GoalException.configuration(
                "the arguments <" + line + "> cannot be split into words: " + why,
                "quote as in a shell, for example -Dwasm.args=\"--name 'two words'\", or give <arguments> in the POM, one"
                        + " <argument> each");
    }
}
