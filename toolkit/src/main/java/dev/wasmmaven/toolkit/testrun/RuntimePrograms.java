package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.runtime.NetworkRules;
import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.error.WasmException;
import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.toolkit.testrun.TestFailure.Kind;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs test executables on a runtime in this JVM, their output held in memory up to its limit. */
public final class RuntimePrograms implements TestProgramLoader {

    /** Whoever allows more has all accesses of memories slower: see {@link WasiRuntime.Builder#maxMemory}. */
    private static final long FAST_MEMORY = (2L << 30) - (64L << 10);

    private final WasiRuntime runtime;

    /**
     * A runtime that suits a number of tests at the same time: they share the heap, each may take its part. A greedy test
     * then fails by itself, instead of leaving no memory to the others and to the rest of the JVM.
     */
    public static RuntimePrograms forThreads(int threads) {
        long share = Runtime.getRuntime().maxMemory() / 4 * 3 / threads;
        return new RuntimePrograms(
                WasiRuntime.builder().maxMemory(Math.min(share, FAST_MEMORY)).build());
    }

    /** On a runtime that is closed with this. */
    public RuntimePrograms(WasiRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public TestProgram load(Path file) {
        return program(guarded(() -> runtime.load(file))::run);
    }

    /** A program whose instances are run by a function. */
    static TestProgram program(Function<RunOptions, RunResult> runner) {
        return request -> guarded(() -> run(runner, request));
    }

    private static GuestRun run(Function<RunOptions, RunResult> runner, GuestRequest request) {
        BoundedOutput stdout = new BoundedOutput(request.outputLimit());
        BoundedOutput stderr = new BoundedOutput(request.outputLimit());
        RunOptions.Builder options = RunOptions.builder()
                .args(request.args())
                .env(request.env())
                .network(request.network() ? NetworkRules.ALL : NetworkRules.NONE)
                .stdout(stdout)
                .stderr(stderr);
        request.preopens().forEach(options::preopen);
        request.timeout().ifPresent(options::timeout);
        RunResult result = runner.apply(options.build());
        return new GuestRun(result, stdout.capture(), stderr.capture());
    }

    /** The others have to go on, whatever a guest did to the runtime. */
    private static <T> T guarded(Supplier<T> action) {
        try {
            return action.get();
        } catch (WasmException e) {
            throw new ProgramException(diagnosed(e));
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            throw new ProgramException(TestFailure.internal(e));
        }
    }

    private static TestFailure diagnosed(Diagnosed cause) {
        return TestFailure.of(Kind.LOAD, cause.getMessage()).diagnosed(cause.diagnosticId(), cause.nextStep());
    }

    /** Stops the instances that run. */
    @Override
    public void close() {
        runtime.close();
    }
}
