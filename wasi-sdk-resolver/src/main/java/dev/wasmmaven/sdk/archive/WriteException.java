package dev.wasmmaven.sdk.archive;

import java.io.IOException;

/** The folder to unpack to cannot be written, as opposed to an archive that cannot be read. */
final class WriteException extends IOException {

    private final IOException failure;

    WriteException(IOException failure) {
        super(failure);
        this.failure = failure;
    }

    String reason() {
        return failure.toString();
    }
}
