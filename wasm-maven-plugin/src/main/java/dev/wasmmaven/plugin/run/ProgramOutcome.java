package dev.wasmmaven.plugin.run;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.error.WasmFrame;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the end of a program means for the build. */
public final class ProgramOutcome {

    private ProgramOutcome() {}

    /** What is wrong with how a program ended; empty if it ended with exit code 0. */
    public static Optional<GoalException> problem(String program, RunResult result) {
        if (result instanceof RunResult.Exited exited) {
            return exited.exitCode() == 0 ? Optional.empty() : Optional.of(exited(program, exited.exitCode()));
        }
        if (result instanceof RunResult.Trapped trapped) {
            return Optional.of(trapped(program, trapped));
        }
        if (result instanceof RunResult.TimedOut timedOut) {
            return Optional.of(new GoalException(
                    DiagnosticId.GUEST_TIMEOUT,
                    program + " was stopped: it did not end within "
                            + timedOut.timeout().toMillis() / 1000.0 + " s",
                    "raise the limit with -Dwasm.run.timeout=… (0 for none), or find out what it waits for"));
        }
        return Optional.of(new GoalException(
                DiagnosticId.INTERRUPTED,
                program + " was stopped because the build was interrupted",
                "start the build again"));
    }

    private static GoalException exited(String program, int exitCode) {
        return new GoalException(
                DiagnosticId.GUEST_EXIT,
                program + " ended with exit code " + Integer.toUnsignedString(exitCode),
                "what it printed says why; its arguments come from -Dwasm.args, its directories from -Dwasm.dirs, its"
                        + " variables from -Dwasm.env");
    }

    private static GoalException trapped(String program, RunResult.Trapped trapped) {
        String frames = trapped.trap().backtrace().stream()
                .map(WasmFrame::function)
                .map(name -> System.lineSeparator() + "    at " + name)
                .collect(Collectors.joining());
        return new GoalException(
                DiagnosticId.TRAP,
                program + " trapped: " + trapped.trap().getMessage() + frames,
                "read the panic's message above, if there is one; the backtrace names the functions, innermost first");
    }
}
