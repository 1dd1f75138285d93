package dev.wasmmaven.runtime.engine.compiler;

/**
 * What compiling one function may cost, in steps of some nanoseconds. Dividing a function compares its blocks with its
 * parts, and each frame repeats the operands below it: a hostile function could make that take hours. The interpreter runs a
 * function that is beyond this.
 */
final class Effort {

    /** Some ten times what the largest functions of real programs have. */
    private static final int MAX_INSTRUCTIONS = 250_000;

    /** The most that was seen in a function of a real program, of Go's standard library, is a tenth of it. */
    private static final long STEPS = 250_000_000;

    /** Thrown where a function costs more than it may. */
    static final class ExhaustedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private ExhaustedException() {
            super("a function is too complex to be compiled", null, false, false);
        }
    }

    private long left;

    private Effort(long steps) {
        this.left = steps;
    }

    /** For a function with so many instructions, a table of branches counting for as many as it has targets. */
    static Effort of(int instructions) {
        if (instructions > MAX_INSTRUCTIONS) {
            throw new ExhaustedException();
        }
        return new Effort(STEPS);
    }

    /**
     * Takes account of work before it is done.
     *
     * @throws ExhaustedException it is more than is left
     */
    void spend(long steps) {
        left -= steps;
        if (left < 0) {
            throw new ExhaustedException();
        }
    }
}
