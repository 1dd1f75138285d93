package dev.wasmmaven.sdk.transfer;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a successful answer.
 *
 * @param response with status 200 or 206
 * @param offset where the bytes are wanted to start
 */
record Answer(HttpResponse<?> response, long offset) {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\\*)");

    /** Whether a partial answer starts where it was asked to. */
    boolean continuesAtOffset() {
        return offset == 0
                || range().map(matcher -> Long.parseLong(matcher.group(1)) == offset)
                        .orElse(false);
    }

    /** The size of the whole resource. */
    OptionalLong total() {
        if (offset > 0) {
            return range().filter(matcher -> !"*".equals(matcher.group(2)))
                    .map(matcher -> OptionalLong.of(Long.parseLong(matcher.group(2))))
                    .orElse(OptionalLong.empty());
        }
        return response.headers().firstValueAsLong("Content-Length");
    }

    /** What names this content: a strong entity tag, else the date of the last change (RFC 9110 section 13.1.5). */
    Optional<String> validator() {
        return response.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> response.headers().firstValue("Last-Modified"));
    }

    private Optional<Matcher> range() {
        return response.headers()
                .firstValue("Content-Range")
                .map(CONTENT_RANGE::matcher)
                .filter(Matcher::matches);
    }
}
