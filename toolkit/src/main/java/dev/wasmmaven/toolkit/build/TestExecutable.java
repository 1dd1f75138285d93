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
 * @param harness false if the manifest says {@code harness = false}
 * @param file the {@code .wasm}
 * @param env variables that cargo sets when it runs a test ({@code CARGO_MANIFEST_DIR}, {@code CARGO_PKG_…},
 *     {@code CARGO_BIN_EXE_…})
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
