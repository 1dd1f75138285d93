package dev.wasmmaven.plugin.run;

import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.error.WasmFrame;
import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.Optional;
import java.util.stream.Collectors;

/** A program that was run did not end with success. */
public final class ProgramFailedException extends RuntimeException implements Diagnosed {

    private final DiagnosticId id;
    private final String nextStep;

    private ProgramFailedException(DiagnosticId id, String message, String nextStep) {
        super(message);
        this.id = id;
        this.nextStep = nextStep;
    }

    /** What is wrong with how a program ended; empty if it ended with exit code 0. */
    public static Optional<ProgramFailedException> of(String program, RunResult result) {
        if (result instanceof RunResult.Exited exited) {
            return exited.exitCode() == 0 ? Optional.empty() : Optional.of(exited(program, exited.exitCode()));
        }
        if (result instanceof RunResult.Trapped trapped) {
            return Optional.of(trapped(program, trapped));
        }
        if (result instanceof RunResult.TimedOut timedOut) {
            return Optional.of(new ProgramFailedException(
                    DiagnosticId.GUEST_TIMEOUT,
                    program + " was stopped: it did not end within "
                            + timedOut.timeout().toMillis() / 1000.0 + " s",
                    "Raise the limit with -Dwasm.run.timeout=… (0 for none), or find out what it waits for."));
        }
        return Optional.of(new ProgramFailedException(
                DiagnosticId.INTERRUPTED,
                program + " was stopped because the build was interrupted",
                "Start the build again."));
    }

    private static ProgramFailedException exited(String program, int exitCode) {
        return new ProgramFailedException(
                DiagnosticId.GUEST_EXIT,
                program + " ended with exit code " + Integer.toUnsignedString(exitCode),
                "What it printed above says why; its arguments come from -Dwasm.args, its directories from -Dwasm.dirs, its"
                        + " variables from -Dwasm.env.");
    }

    private static ProgramFailedException trapped(String program, RunResult.Trapped trapped) {
        String frames = trapped.trap().backtrace().stream()
                .map(WasmFrame::function)
                .map(name -> System.lineSeparator() + "    at " + name)
                .collect(Collectors.joining());
        return new ProgramFailedException(
                DiagnosticId.TRAP,
                program + " trapped: " + trapped.trap().getMessage() + frames,
                "A panic's message is printed above; the backtrace names the functions, innermost first.");
    }

    @Override
    public DiagnosticId diagnosticId() {
        return id;
    }

    @Override
    public String nextStep() {
        return nextStep;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
