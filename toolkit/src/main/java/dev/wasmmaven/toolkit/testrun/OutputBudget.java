package dev.wasmmaven.toolkit.testrun;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much output of passed tests a run keeps in all, so that thousands of talkative tests do not fill the heap. What
 * a failed test wrote is kept whatever the others did.
 */
final class OutputBudget {

    private static final int ALWAYS_KEPT = 2048;

    private final AtomicLong left;

    OutputBudget(long characters) {
        this.left = new AtomicLong(characters);
    }

    CapturedOutput keep(CapturedOutput output) {
        int length = output.text().length();
        if (length <= ALWAYS_KEPT || left.addAndGet(-length) >= 0) {
            return output;
        }
        int cut = length - ALWAYS_KEPT;
        return new CapturedOutput(
                output.text().substring(0, ALWAYS_KEPT) + "\n[… " + cut
                        + " characters left out: the tests of this run wrote too much in all …]\n",
                output.omittedBytes() + cut);
    }
}
