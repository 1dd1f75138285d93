package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.HostCall;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.HostInput;
import dev.wasmmaven.runtime.host.HostOutput;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.CommandFunctions;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code wasi:cli}: environment, exit, standard streams, terminals. */
final class CliFunctions {

    static final Declaration ENVIRONMENT = Declaration.of("wasi:cli/environment", List.of(), """
            get-environment: func() -> list<tuple<string, string>>
            get-arguments: func() -> list<string>
            get-initial-cwd: func() -> option<string>
            """);

    static final Declaration EXIT = Declaration.of("wasi:cli/exit", List.of(), """
            exit: func(status: result)
            exit-with-code: func(status-code: u8)
            """);

    static final Declaration TYPES = Declaration.of("wasi:cli/types", List.of(), """
            enum error-code { io, illegal-byte-sequence, pipe }
            """);

    static final Declaration STDIN = Declaration.of("wasi:cli/stdin", List.of(), errorCode(), """
            read-via-stream: func() -> tuple<stream<u8>, future<result<_, error-code>>>
            """);

    static final Declaration STDOUT = output("wasi:cli/stdout");

    static final Declaration STDERR = output("wasi:cli/stderr");

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

    private static final ValType RESULT =
            new ValType.ResultType(Optional.empty(), Optional.of(TYPES.type("error-code")));

    private CliFunctions() {}

    private static Map<String, ValType> errorCode() {
        return Map.of("error-code", TYPES.type("error-code"));
    }

    private static Declaration output(String name) {
        return Declaration.of(name, List.of(), errorCode(), """
            write-via-stream: func(data: stream<u8>) -> future<result<_, error-code>>
            """);
    }

    static Implementation environment(HostEnvironment environment) {
        return CommandFunctions.environment(new Implementation(ENVIRONMENT), environment, "get-initial-cwd");
    }

    static Implementation exit() {
        return CommandFunctions.exit(new Implementation(EXIT));
    }

    static Implementation stdin(HostInput input) {
        return new Implementation(STDIN).func("read-via-stream", call -> {
            HostCall host = call.host();
            Outcome outcome = outcome(call);
            Val stream = host.stream(
                    PrimitiveType.U8, new StandardInput(input, host.store().operations(), outcome));
            return Values.tuple(stream, outcome.future());
        });
    }

    /** @param declaration that of standard output or error */
    static Implementation output(Declaration declaration, HostOutput output) {
        return new Implementation(declaration).func("write-via-stream", call -> {
            HostCall host = call.host();
            Outcome outcome = outcome(call);
            BytesSink.Target target = bytes -> output.write(bytes, 0, bytes.length);
            host.read(call.args().get(0), BytesSink.CHUNK, new BytesSink(host.store(), target, outcome));
            return outcome.future();
        });
    }

    private static Outcome outcome(Call call) {
        return new Outcome(call.host().future(RESULT), CliFunctions::errorCode);
    }

    private static Val errorCode(HostException e) {
        return new Val.EnumOf(
                switch (e.error()) {
                    case PIPE -> "pipe";
                    case ILSEQ -> "illegal-byte-sequence";
                    default -> "io";
                });
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
