package dev.wasmmaven.toolkit.std;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.cargo.CargoAdditions;
import dev.wasmmaven.toolkit.cargo.TomlText;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.RustVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Everything that we ask of cargo without its having promised it; nothing else in this product does. {@code CargoInternalsTest} tells
 * when a cargo has changed its mind.
 */
public final class CargoInternals {

    /** Where {@code -Zbuild-std} takes the standard library's workspace from (cargo: {@code core/compiler/standard_lib.rs}). */
    private static final String SOURCE_ROOT = "__CARGO_TESTS_ONLY_SRC_ROOT";

    /** Has a cargo take unstable options, and no rustc (cargo: {@code core/features.rs}, {@code channel}). */
    private static final String CHANNEL = "__CARGO_TEST_CHANNEL_OVERRIDE_DO_NOT_USE_THIS";

    private static final RustVersion LOCKFILE_PATH_STABLE = new RustVersion(1, 97, 0, "");
    private static final RustVersion LOCKFILE_PATH_FIRST = new RustVersion(1, 84, 0, "");

    private CargoInternals() {}

    /** Has the standard library compiled from another folder. */
    public static CargoAdditions standardLibrary(Path library) {
        return CargoAdditions.builder()
                .variable(SOURCE_ROOT, library.toString())
                .build();
    }

    /**
     * Has cargo read and write another {@code Cargo.lock} than the workspace's. Promised only since cargo 1.97 (The Cargo Book, {@code
     * resolver.lockfile-path}); before that there was an unstable option, spelled in two ways over time.
     *
     * @param lockFile its name is {@code Cargo.lock}
     * @param unstableOptions asks cargo for its {@code -Z} options
     * @throws ToolkitException this cargo cannot do so
     */
    public static CargoAdditions lockFile(
            Path lockFile, RustVersion cargo, CommandRunner runner, Function<List<String>, Command> unstableOptions) {
        CargoAdditions.Builder additions = CargoAdditions.builder();
        if (cargo.compareTo(LOCKFILE_PATH_STABLE) >= 0) {
            return additions.configuration(assignment(lockFile)).build();
        }
        if (cargo.compareTo(LOCKFILE_PATH_FIRST) < 0) {
            throw new ToolkitException(
                    DiagnosticId.LIBC_UNAVAILABLE,
                    "cargo " + cargo
                            + " cannot build with another Cargo.lock than the crate's own, which must not be changed",
                    "use cargo 1.84 or later, or remove <libc> and put the [patch] into your own Cargo.toml");
        }
        additions.variable(CHANNEL, "nightly");
        boolean configured =
                runner.run(unstableOptions.apply(List.of("-Zhelp")).withEnv(CHANNEL, "nightly")).stdout().stream()
                        .anyMatch(line -> line.contains("lockfile-path"));
        if (configured) {
            return additions
                    .argument("-Zlockfile-path")
                    .configuration(assignment(lockFile))
                    .build();
        }
        if (cargo.minor() == LOCKFILE_PATH_STABLE.minor()) {
            // A nightly of 1.97 from after the promise was made.
            return CargoAdditions.builder().configuration(assignment(lockFile)).build();
        }
        return additions
                .argument("-Zunstable-options")
                .argument("--lockfile-path=" + lockFile)
                .build();
    }

    private static String assignment(Path lockFile) {
        return "resolver.lockfile-path = " + TomlText.string(lockFile);
    }
}
