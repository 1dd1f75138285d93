package dev.wasmmaven.toolkit.build;

import java.nio.file.Path;
import java.util.Map;

/**
 * A test executable as {@code cargo test --no-run} reported it.
 *
 * @param packageName package that it tests
 * @param packageDirectory directory of that package's manifest
 * @param workspaceRoot root of the workspace
 * @param targetTmpdir cargo's {@code CARGO_TARGET_TMPDIR}
 * @param targetName cargo target's name
 * @param kind which kind of cargo target
 * @param harness whether libtest is linked in; false for a target with {@code harness = false}, which is one test as a
 *     whole. Told by looking into the module, because cargo reports it nowhere
 * @param file the {@code .wasm}
 * @param env variables that cargo sets when it runs a test (The Cargo Book, "Environment variables"):
 *     {@code CARGO_MANIFEST_DIR}, {@code CARGO_MANIFEST_PATH}, {@code CARGO_PKG_…}, {@code CARGO_BIN_EXE_…} for
 *     integration tests, and {@code OUT_DIR} with the build script's own where there is one
 */
public record TestExecutable(
        String packageName,
        Path packageDirectory,
        Path workspaceRoot,
        Path targetTmpdir,
        String targetName,
        Kind kind,
        boolean harness,
        Path file,
        Map<String, String> env) {

    public TestExecutable {
        env = Map.copyOf(env);
    }

    /** The kinds of cargo target that can hold tests. */
    public enum Kind {
        LIB,
        BIN,
        TEST,
        EXAMPLE,
        BENCH
    }
}
