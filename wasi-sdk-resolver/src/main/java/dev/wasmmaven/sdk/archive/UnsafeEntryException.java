package dev.wasmmaven.sdk.archive;

import java.io.IOException;

/** An archive's entry that would reach outside, or is no file, folder or link. */
final class UnsafeEntryException extends IOException {
    UnsafeEntryException(String message) {
        super(message);
    }
}
