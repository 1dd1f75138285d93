package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.toolkit.build.TestExecutable;
import java.nio.file.Path;
import java.util.Map;

/** Executables for tests. */
public final class Executables {

    private Executables() {}

    public static TestExecutable executable(Path root, String packageName, TestExecutable.Kind kind, String target) {
        return new TestExecutable(
                packageName,
                root.resolve(packageName),
                root,
                root.resolve("target/tmp"),
                target,
                kind,
                true,
                root.resolve("target/" + packageName + "-" + target + ".wasm"),
                Map.of("CARGO_PKG_NAME", packageName));
    }

    public static TestExecutable withoutHarness(TestExecutable executable) {
        return new TestExecutable(
                executable.packageName(),
                executable.packageDirectory(),
                executable.workspaceRoot(),
                executable.targetTmpdir(),
                executable.targetName(),
                executable.kind(),
                false,
                executable.file(),
                executable.env());
    }
}
