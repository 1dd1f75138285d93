package dev.wasmmaven.toolkit.doctor;

/** How a thing stands. */
public enum Status {
    /** There, and good. */
    OK,
    /** Not needed for every build, or good to know. */
    NOTE,
    /** A build would fail. */
    PROBLEM
}
