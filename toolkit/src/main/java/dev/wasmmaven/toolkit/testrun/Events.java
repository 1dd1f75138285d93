package dev.wasmmaven.toolkit.testrun;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Passes on what workers report: one call at a time, executables in order. */
final class Events {

    private final TestRunListener listener;
    private final @Nullable Runnable[] starts;
    private final @Nullable ExecutableResult[] results;
    private int current;

    Events(TestRunListener listener, int executables) {
        this.listener = listener;
        this.starts = new Runnable[executables];
        this.results = new ExecutableResult[executables];
    }

    synchronized void prepared(int index, ExecutableRun run, int tests) {
        starts[index] = () -> listener.executableStarted(run.executable(), run.suite(), tests);
        passOn();
    }

    synchronized void testFinished(TestCaseResult result) {
        listener.testFinished(result);
    }

    synchronized void finished(int index, ExecutableResult result) {
        results[index] = result;
        passOn();
    }

    synchronized void debug(String message) {
        listener.debug(message);
    }

    private void passOn() {
        while (current < results.length) {
            Runnable start = starts[current];
            if (start != null) {
                start.run();
                starts[current] = null;
            }
            ExecutableResult result = results[current];
            if (result == null) {
                return;
            }
            listener.executableFinished(result);
            current++;
        }
    }

    synchronized List<ExecutableResult> results() {
        List<ExecutableResult> all = new ArrayList<>();
        Arrays.stream(results).forEach(each -> all.add(Objects.requireNonNull(each)));
        return all;
    }
}
