import java.util.function.IntUnaryOperator;

/** The loop that all engines of Java are measured by. */
final class HostCalls {

    private static final int CALLS = 2_000_000;
    private static final int ROUNDS = 30;

    private HostCalls() {}

    /** Prints the time of a call in each round, the loop around it included. */
    static void measure(IntUnaryOperator callHost) {
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            if (callHost.applyAsInt(CALLS) != CALLS) {
                throw new IllegalStateException("the host function was not called " + CALLS + " times");
            }
            System.out.printf("host_call %.3f ns%n", (System.nanoTime() - start) / (double) CALLS);
        }
    }
}
