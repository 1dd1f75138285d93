package dev.wasmmaven.runtime.host.fs;

import java.io.IOException;
import java.util.Objects;

/** A directory that was to be given to a guest cannot be opened; the message names it and says why. */
public final class PreopenFailedException extends Exception {

    PreopenFailedException(String message, IOException cause) {
        super(Objects.requireNonNull(message, "message"), cause);
    }
}
