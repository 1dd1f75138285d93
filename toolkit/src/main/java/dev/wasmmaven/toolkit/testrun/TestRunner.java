package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.runtime.WasiRuntime;
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

    /**
     * A runtime in this JVM that suits a request: the tests that run at the same time share the heap, each may take its
     * part. A greedy test then fails by itself, instead of leaving no memory to the others and to the rest of the JVM.
     */
    public static WasiRuntime runtimeFor(TestRunRequest request) {
        long heap = Runtime.getRuntime().maxMemory() / 4 * 3;
        return WasiRuntime.builder().maxMemory(heap / request.threads()).build();
    }

    /** Runs tests on a runtime in this JVM, which has to stay open as long. */
    public TestRunner(WasiRuntime runtime) {
        this(file -> runtime.load(file)::run);
    }

    /** Runs tests wherever the programs come from. */
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
        TestRun run = new TestRun(request, loader, listener);
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
        return result;
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
