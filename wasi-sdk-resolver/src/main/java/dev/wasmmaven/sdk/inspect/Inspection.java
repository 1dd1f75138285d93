package dev.wasmmaven.sdk.inspect;

import dev.wasmmaven.sdk.SdkLayout;

/** What looking inside a directory gave. */
public sealed interface Inspection {

    /** It has what was asked for. */
    record Accepted(SdkLayout layout) implements Inspection {}

    /**
     * It has not.
     *
     * @param reason a sentence without a full stop that names the file at fault
     */
    record Rejected(String reason) implements Inspection {}
}
