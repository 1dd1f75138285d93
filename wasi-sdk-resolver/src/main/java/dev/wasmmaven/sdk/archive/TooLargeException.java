package dev.wasmmaven.sdk.archive;

import java.io.IOException;

/** An archive unpacks to more than is allowed. */
final class TooLargeException extends IOException {
    TooLargeException(String message) {
        super(message);
    }
}
