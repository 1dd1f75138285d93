package dev.wasmmaven.support.process;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.time.Duration;

/** A child process that could not do its work to the end. An exit code other than 0 is not an exception but a result. */
public abstract sealed class CommandException extends RuntimeException implements Diagnosed {

    private final DiagnosticId id;
    private final String nextStep;

    CommandException(DiagnosticId id, String message, String nextStep, Throwable cause) {
        super(message, cause);
        this.id = id;
        this.nextStep = nextStep;
    }

    CommandException(DiagnosticId id, String message, String nextStep) {
        super(message);
        this.id = id;
        this.nextStep = nextStep;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    @Override
    public DiagnosticId diagnosticId() {
        return id;
    }

    @Override
    public String nextStep() {
        return nextStep;
    }

    /** The operating system refused to start it: no such file, no permission, no such directory. */
    public static final class NotStarted extends CommandException {
        NotStarted(Command command, Exception cause) {
            super(
                    DiagnosticId.PROCESS_NOT_STARTED,
                    "cannot start '" + command.arguments().get(0) + "': " + cause.getMessage(),
                    "check that the file exists and may be executed",
                    cause);
        }
    }

    /** It did not end in time and was ended, with all its descendants. */
    public static final class TimedOut extends CommandException {
        TimedOut(Command command, Duration timeout) {
            super(
                    DiagnosticId.CARGO_TIMEOUT,
                    "'" + command.display() + "' did not end within " + timeout.toMillis() / 1000.0 + " s",
                    "raise the timeout, or find out with the command by hand what it waits for");
        }
    }

    /** The thread that waited was interrupted; the child was ended, and the thread's interrupt status is set. */
    public static final class Interrupted extends CommandException {
        Interrupted(Command command, InterruptedException cause) {
            super(
                    DiagnosticId.INTERRUPTED,
                    "interrupted while '" + command.display() + "' was running",
                    "start the build again",
                    cause);
        }
    }
}
