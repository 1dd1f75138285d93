package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkRequest;
import java.util.List;

/** A place that an SDK can come from. Safe for use by several threads. */
public interface SdkSource {

    /** What kind of place it is, for messages: {@code WASI_SDK_PATH}, {@code cache}. */
    String name();

    /**
     * Whether the user has named this place for this very purpose, so that a failure here ends the search instead of leading on to
     * the next place.
     */
    default boolean isDecisive() {
        return false;
    }

    /** What is here, best first, at least one offer. Looks only: nothing is downloaded, unpacked or written. */
    List<SdkOffer> look(SdkRequest request);
}
