package dev.wasmmaven.toolkit.testrun;

import java.util.Objects;

/**
 * What a test wrote to one of its streams, as text; bytes that are no UTF-8 became U+FFFD.
 *
 * @param text the text; where bytes were left out, a note in square brackets stands in their place
 * @param omittedBytes how many bytes were left out because the limit was reached
 */
public record CapturedOutput(String text, long omittedBytes) {

    public static final CapturedOutput EMPTY = new CapturedOutput("", 0);

    public CapturedOutput {
        Objects.requireNonNull(text, "text");
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }
}
