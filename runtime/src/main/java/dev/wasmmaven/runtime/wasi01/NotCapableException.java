package dev.wasmmaven.runtime.wasi01;

/** The descriptor lacks a right that the function needs: {@code ENOTCAPABLE}, which only WASI 0.1 knows. */
final class NotCapableException extends RuntimeException {

    NotCapableException() {
        super("not capable", null, false, false);
    }
}
