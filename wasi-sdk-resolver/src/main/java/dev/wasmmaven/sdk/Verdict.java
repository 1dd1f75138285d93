package dev.wasmmaven.sdk;

/**
 * Why a place was passed over.
 *
 * @param source the kind of place, such as {@code WASI_SDK_PATH}
 * @param reason the reason, a sentence without a full stop that names the directory or address
 */
public record Verdict(String source, String reason) {

    @Override
    public String toString() {
        return source + ": " + reason;
    }
}
