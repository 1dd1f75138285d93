package dev.wasmmaven.toolkit.cargo;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.diagnostics.Diagnoses;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.ToolOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts cargo and understands what it says. */
public final class Cargo {

    private static final int SHOWN_ERROR_LINES = 20;

    private final CommandRunner runner;

    public Cargo(CommandRunner runner) {
        this.runner = runner;
    }

    /**
     * Asks for the workspace.
     *
     * @param command {@code cargo metadata --format-version 1 --no-deps}
     * @throws ToolkitException cargo does not accept the manifest, or its answer is not understood
     */
    public CargoMetadata metadata(Command command, ToolOutput output) {
        return CargoMetadata.parse(ask(command, output));
    }

    /**
     * What a call of {@code cargo metadata} prints.
     *
     * @throws ToolkitException cargo does not accept the manifest, or lacks a crate
     */
    public String ask(Command command, ToolOutput output) {
        output.debug(command.display());
        StringBuilder stdout = new StringBuilder();
        List<String> stderr = new ArrayList<>();
        int exitCode = runner.run(command, stdout::append, line -> {
            stderr.add(line);
            output.progress(line);
        });
        if (exitCode != 0) {
            throw Diagnoses.find(stderr)
                    .orElseGet(() -> new ToolkitException(
                            DiagnosticId.MANIFEST_INVALID,
                            "cargo does not accept the manifest: " + errors(stderr),
                            "run `cargo metadata` in the crate's directory"));
        }
        return stdout.toString();
    }

    /**
     * Builds.
     *
     * @param command a cargo call with {@code --message-format json}
     * @param events told each event, in order
     * @param warnings told each warning of cargo itself
     * @throws ToolkitException the build failed; the cause is the most telling of the known messages
     */
    public void build(Command command, ToolOutput output, Consumer<CargoEvent> events, Consumer<String> warnings) {
        output.debug(command.display());
        List<String> errors = new ArrayList<>();
        int exitCode = runner.run(
                command,
                line -> CargoMessageParser.parse(line)
                        .ifPresentOrElse(event -> onEvent(event, events, errors), () -> output.progress(line)),
                line -> onStderr(line, output, warnings, errors));
        if (exitCode != 0) {
            throw Diagnoses.find(errors).orElseGet(() -> failed(command, exitCode, errors));
        }
    }

    private static void onEvent(CargoEvent event, Consumer<CargoEvent> events, List<String> errors) {
        if (event instanceof CargoEvent.CompilerMessage message
                && message.level().startsWith("error")) {
            errors.addAll(message.rendered().lines().toList());
        }
        events.accept(event);
    }

    private static void onStderr(String line, ToolOutput output, Consumer<String> warnings, List<String> errors) {
        errors.add(line);
        if (line.startsWith("warning: ") && !line.contains("build failed, waiting for other jobs")) {
            warnings.accept(line.substring("warning: ".length()));
        } else {
            output.progress(line);
        }
    }

    private static ToolkitException failed(Command command, int exitCode, List<String> stderr) {
        return new ToolkitException(
                DiagnosticId.CARGO_FAILED,
                "cargo failed with exit code " + exitCode + ": " + errors(stderr),
                "run `" + command.display() + "` in "
                        + command.directory().map(Path::toString).orElse("the crate's directory"));
    }

    /** What cargo said from its first error on. */
    private static String errors(List<String> stderr) {
        List<String> told = stderr.stream()
                .dropWhile(line -> !line.startsWith("error"))
                .limit(SHOWN_ERROR_LINES)
                .toList();
        return told.isEmpty() ? "it gave no reason" : String.join(System.lineSeparator(), told);
    }
}
