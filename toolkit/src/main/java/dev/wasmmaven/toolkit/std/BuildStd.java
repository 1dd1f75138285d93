package dev.wasmmaven.toolkit.std;

/** Whether the standard library is compiled with the crate ({@code -Zbuild-std}; The Cargo Book, "Unstable Features"). */
public enum BuildStd {
    /** Only where no compiled one is installed or can be installed. */
    AUTO,
    /** Even where a compiled one is there. */
    ALWAYS,
    /** Never: without a compiled one the build fails. */
    NEVER
}
