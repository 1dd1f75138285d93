package dev.wasmmaven.runtime.host;

/**
 * The guest reached a limit of its run that it is not told of by an error number; crosses its frames and ends it. No
 * stack trace.
 */
public final class LimitExceededException extends RuntimeException {

    /** @param message which limit, with its value */
    public LimitExceededException(String message) {
        super(message, null, false, false);
    }
}
