package dev.wasmmaven.toolkit.testrun;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs Rust tests, each in an instance of its own, several at a time.
 *
 * <p>A test is given what cargo would give it and nothing else of the host: the package directory as {@code .} and
 * under its own path, the workspace and cargo's temporary directory for tests under theirs, the variables that cargo
 * sets, and what the request adds. Standard input is empty.
 */
public final class TestRunner {

    private final TestProgramLoader loader;

    /** Runs tests where this loader has them run; it has to stay open as long. */
    public TestRunner(TestProgramLoader loader) {
        this.loader = loader;
    }

    /**
     * Runs the selected tests of all executables to their end.
     *
     * @throws InterruptedException if the calling thread is interrupted; the tests that run are stopped first
     */
    public TestRunResult run(TestRunRequest request, TestRunListener listener) throws InterruptedException {
        long started = System.nanoTime();
        TestDurations durations = request.durations().map(TestDurations::read).orElseGet(TestDurations::none);
        TestRun run = new TestRun(request, durations, loader, listener);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < request.threads(); i++) {
            Thread worker = new Thread(run::work, "wasm-test-" + (i + 1));
            worker.setDaemon(true);
            workers.add(worker);
        }
        workers.forEach(Thread::start);
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            run.cancel();
            workers.forEach(Thread::interrupt);
            joinBriefly(workers);
            throw e;
        }
        Throwable failure = run.failure();
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        TestRunResult result = new TestRunResult(run.results(), Duration.ofNanos(System.nanoTime() - started));
        listener.runFinished(result);
        request.durations().ifPresent(file -> remember(durations.with(result), file, listener));
        return result;
    }

    private static void remember(TestDurations durations, Path file, TestRunListener listener) {
        try {
            durations.write(file);
        } catch (IOException e) {
            listener.debug("how long the tests took is not remembered: " + e);
        }
    }

    /** Gives stopped tests a moment to be gone, so that nobody writes into a workspace that is being left. */
    private static void joinBriefly(List<Thread> workers) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        for (Thread worker : workers) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left > 0) {
                worker.join(left);
            }
        }
    }
}
