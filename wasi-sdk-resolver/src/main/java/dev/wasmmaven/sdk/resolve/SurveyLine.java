package dev.wasmmaven.sdk.resolve;

import dev.wasmmaven.sdk.SdkLayout;
import java.util.Optional;

/**
 * What one place has.
 *
 * @param source the kind of place
 * @param state whether it would be used
 * @param text what is there, or why it would not be used
 * @param layout what looking inside has shown, for an SDK that is there
 */
public record SurveyLine(String source, State state, String text, Optional<SdkLayout> layout) {

    /** Whether a place's SDK would be used. */
    public enum State {
        /** It would be used. */
        CHOSEN,
        /** It would be downloaded and used. */
        WOULD_BE_OBTAINED,
        /** It would do, but an earlier place comes first. */
        USABLE,
        /** It would not do. */
        REJECTED
    }

    @Override
    public String toString() {
        return source + ": " + state + ": " + text;
    }
}
