package dev.wasmmaven.support.diagnostic;

/**
 * Implemented by every exception that reaches a user: which problem it is, and what to do about it. The exception's
 * own message names the cause.
 */
public interface Diagnosed {

    /** The stable id of this kind of problem. */
    DiagnosticId diagnosticId();

    /** The next step for the user, a sentence that names the parameter, property or command to use. */
    String nextStep();

    /** What was wrong, in one sentence, naming the item at fault. */
    String getMessage();

    /** The text shown to a user: {@code WASM-nnnn: message} and, on a second line, the next step. */
    default String render() {
        return diagnosticId().code() + ": " + getMessage() + System.lineSeparator() + "  Next step: " + nextStep();
    }
}
