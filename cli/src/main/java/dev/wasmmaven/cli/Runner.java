package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.WasmProgram;
import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** Loads and runs one program, and tells how it ended. */
final class Runner {

    private static final String STDIN = "-";

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final boolean terminal;
    private final PrintStream messages;

    Runner(InputStream in, OutputStream out, OutputStream err, boolean terminal, PrintStream messages) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.messages = messages;
    }

    /** Gives the exit code of the process. */
    int run(RunRequest request) {
        try (WasiRuntime runtime =
                WasiRuntime.builder().interpreter(request.interpreter()).build()) {
            WasmProgram program = load(runtime, request.file());
            return report(program, program.run(options(request)), request);
        } catch (RuntimeException | Error | IOException e) {
            return fail(e, request.stackTrace());
        }
    }

    private WasmProgram load(WasiRuntime runtime, String file) throws IOException {
        if (file.equals(STDIN)) {
            return runtime.load("standard input", in.readAllBytes());
        }
        return runtime.load(Path.of(file));
    }

    private RunOptions options(RunRequest request) {
        Path name = Path.of(request.file()).getFileName();
        RunOptions.Builder options = RunOptions.builder()
                .args(name == null ? request.file() : name.toString())
                .args(request.args())
                .env(request.env())
                .stdout(out)
                .stderr(err);
        if (!request.file().equals(STDIN)) {
            options.stdin(in);
        }
        request.dirs().forEach(options::preopen);
        request.timeout().ifPresent(options::timeout);
        if (terminal) {
            for (RunOptions.StdStream stream : RunOptions.StdStream.values()) {
                options.terminal(stream);
            }
        }
        return options.build();
    }

    private int report(WasmProgram program, RunResult result, RunRequest request) {
        if (result instanceof RunResult.Exited exited) {
            return ExitCodes.ofGuest(exited.exitCode());
        }
        if (result instanceof RunResult.Trapped trapped) {
            messages.println("error: " + program.name() + ": " + trapped.trap().getMessage() + " ("
                    + trapped.trap().diagnosticId().code() + ")");
            BacktraceText.print(trapped.trap().backtrace(), messages);
            printStackTrace(trapped.trap(), request.stackTrace());
            return ExitCodes.TRAP;
        }
        if (result instanceof RunResult.TimedOut timedOut) {
            messages.println("error: " + program.name() + " did not end within "
                    + timedOut.timeout().toString().substring(2).toLowerCase(java.util.Locale.ROOT)
                    + " and was stopped ("
                    + DiagnosticId.GUEST_TIMEOUT.code() + ")");
            return ExitCodes.TIMEOUT;
        }
        messages.println("error: " + program.name() + " was stopped");
        return ExitCodes.CANCELLED;
    }

    private int fail(Throwable e, boolean stackTrace) {
        if (e instanceof Diagnosed diagnosed) {
            messages.println("error: " + diagnosed.render());
        } else {
            messages.println("error: " + DiagnosticId.INTERNAL_ERROR.code() + ": " + e);
            messages.println("  Next step: report this with the output of the option --errors");
        }
        printStackTrace(e, stackTrace);
        return ExitCodes.ERROR;
    }

    private void printStackTrace(Throwable e, boolean wanted) {
        if (wanted) {
            e.printStackTrace(messages);
        }
    }
}
