package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunResult;

/** A loaded test executable: what the runner asks of a runtime. Used by many threads at once. */
@FunctionalInterface
public interface TestProgram {

    /**
     * Runs a fresh instance to its end, on behalf of the calling thread.
     *
     * @throws dev.wasmmaven.runtime.error.WasmException if the run cannot begin
     */
    RunResult run(RunOptions options);
}
