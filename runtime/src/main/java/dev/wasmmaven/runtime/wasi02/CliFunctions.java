package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostInput;
import dev.wasmmaven.runtime.host.HostOutput;
import dev.wasmmaven.runtime.wasi.CommandFunctions;
import dev.wasmmaven.runtime.wasi.Declaration;
import java.util.List;

/** {@code wasi:cli}: environment, exit, standard streams, terminals. */
final class CliFunctions {

    static final Declaration ENVIRONMENT = Declaration.of("wasi:cli/environment", List.of(), """
            get-environment: func() -> list<tuple<string, string>>
            get-arguments: func() -> list<string>
            initial-cwd: func() -> option<string>
            """);

    static final Declaration EXIT = Declaration.of("wasi:cli/exit", List.of(), """
            exit: func(status: result)
            exit-with-code: func(status-code: u8)
            """);

    static final Declaration STDIN = Declaration.of("wasi:cli/stdin", List.of(Resources.INPUT_STREAM), """
            get-stdin: func() -> input-stream
            """);

    static final Declaration STDOUT = Declaration.of("wasi:cli/stdout", List.of(Resources.OUTPUT_STREAM), """
            get-stdout: func() -> output-stream
            """);

    static final Declaration STDERR = Declaration.of("wasi:cli/stderr", List.of(Resources.OUTPUT_STREAM), """
            get-stderr: func() -> output-stream
            """);

    static final Declaration TERMINAL_INPUT =
            Declaration.of("wasi:cli/terminal-input", List.of(Resources.TERMINAL_INPUT), "");

    static final Declaration TERMINAL_OUTPUT =
            Declaration.of("wasi:cli/terminal-output", List.of(Resources.TERMINAL_OUTPUT), "");

    static final Declaration TERMINAL_STDIN =
            Declaration.of("wasi:cli/terminal-stdin", List.of(Resources.TERMINAL_INPUT), """
            get-terminal-stdin: func() -> option<terminal-input>
            """);

    static final Declaration TERMINAL_STDOUT =
            Declaration.of("wasi:cli/terminal-stdout", List.of(Resources.TERMINAL_OUTPUT), """
            get-terminal-stdout: func() -> option<terminal-output>
            """);

    static final Declaration TERMINAL_STDERR =
            Declaration.of("wasi:cli/terminal-stderr", List.of(Resources.TERMINAL_OUTPUT), """
            get-terminal-stderr: func() -> option<terminal-output>
            """);

    private CliFunctions() {}

    static Implementation environment(HostEnvironment environment) {
        return CommandFunctions.environment(new Implementation(ENVIRONMENT), environment, "initial-cwd");
    }

    static Implementation exit() {
        return CommandFunctions.exit(new Implementation(EXIT));
    }

    static Implementation stdin(HostInput input) {
        return new Implementation(STDIN)
                .func("get-stdin", call -> call.own(Resources.INPUT_STREAM, new StandardInput(input)));
    }

    static Implementation stdout(HostOutput output) {
        return new Implementation(STDOUT)
                .func("get-stdout", call -> call.own(Resources.OUTPUT_STREAM, new StandardOutput(output)));
    }

    static Implementation stderr(HostOutput output) {
        return new Implementation(STDERR)
                .func("get-stderr", call -> call.own(Resources.OUTPUT_STREAM, new StandardOutput(output)));
    }

    static Implementation terminalStdin(boolean terminal) {
        return CommandFunctions.terminal(
                new Implementation(TERMINAL_STDIN), "get-terminal-stdin", Resources.TERMINAL_INPUT, terminal);
    }

    static Implementation terminalStdout(boolean terminal) {
        return CommandFunctions.terminal(
                new Implementation(TERMINAL_STDOUT), "get-terminal-stdout", Resources.TERMINAL_OUTPUT, terminal);
    }

    static Implementation terminalStderr(boolean terminal) {
        return CommandFunctions.terminal(
                new Implementation(TERMINAL_STDERR), "get-terminal-stderr", Resources.TERMINAL_OUTPUT, terminal);
    }
}
