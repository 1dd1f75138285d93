package dev.wasmmaven.toolkit.testrun;

import java.nio.file.Path;

/** Where loaded programs come from: the runtime in this JVM, or a fake in a test. Used by many threads at once. */
@FunctionalInterface
public interface TestProgramLoader {

    /**
     * Reads, validates and compiles an executable.
     *
     * @throws dev.wasmmaven.runtime.error.WasmException if the file cannot be read or is no module that can be run
     */
    TestProgram load(Path file);
}
