package dev.wasmmaven.cli;

/** The command line was not understood; the message says what, and what could have been meant. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message, null, false, false);
    }
}
