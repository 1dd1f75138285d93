package dev.wasmmaven.conformance.oracle.reference;

/** A rule of the Canonical ABI was broken ({@code trap_if}). */
final class ReferenceTrap extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReferenceTrap(String rule) {
        super(rule);
    }

    static void when(boolean broken, String rule) {
        if (broken) {
            throw new ReferenceTrap(rule);
        }
    }
}
