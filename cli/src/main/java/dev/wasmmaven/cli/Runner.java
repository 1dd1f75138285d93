package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunOptions.StdStream;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.WasmProgram;
import dev.wasmmaven.runtime.WasmSignature;
import dev.wasmmaven.runtime.WasmValue;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Loads and runs one program, and tells how it ended. */
final class Runner {

    static final String STDIN = "-";

    private final Console console;
    private final PrintStream messages;

    Runner(Console console) {
        this.console = console;
        this.messages = console.messages();
    }

    /** Gives the exit code of the process. */
    int run(RunRequest request) {
        try (WasiRuntime runtime = runtime(request)) {
            WasmProgram program = load(runtime, request.file());
            RunOptions options = options(request);
            RunResult result = request.invoke().isPresent()
                    ? invoke(program, request.invoke().get(), request, options)
                    : program.run(options);
            return report(program, result, request);
        } catch (UsageException e) {
            throw e;
        } catch (RuntimeException | Error | IOException e) {
            int code = CommandLineInterface.fail(e, messages);
            printStackTrace(e, request);
            return code;
        }
    }

    private static RunResult invoke(WasmProgram program, String call, RunRequest request, RunOptions options) {
        if (!program.isComponent()) {
            return program.invoke(call, values(program, request), options);
        }
        // A function's name alone, as for modules, takes its arguments from the command line.
        String whole = call.contains("(") ? call : call + "(" + String.join(", ", request.args()) + ")";
        try {
            return program.invoke(whole, options);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static WasiRuntime runtime(RunRequest request) {
        WasiRuntime.Builder builder =
                WasiRuntime.builder().interpreter(request.interpreter()).rewriting(request.rewriting());
        request.componentFeatures().forEach(builder::componentFeature);
        request.codeCache().ifPresent(builder::codeCache);
        if (!request.keepCode()) {
            builder.codeCache(false);
        }
        request.limits().memory().ifPresent(builder::maxMemory);
        request.limits().stack().ifPresent(builder::guestStack);
        request.limits().tableElements().ifPresent(builder::maxTableElements);
        return builder.build();
    }

    private WasmProgram load(WasiRuntime runtime, String file) throws IOException {
        if (file.equals(STDIN)) {
            return runtime.load("standard input", drain(console.in()));
        }
        return runtime.load(Path.of(file));
    }

    /** All bytes; {@link FileInputStream#readAllBytes} of JDK 17 asks for a position, which a pipe has not. */
    private static byte[] drain(InputStream in) throws IOException {
        return new BufferedInputStream(in).readAllBytes();
    }

    private RunOptions options(RunRequest request) throws IOException {
        RunOptions.Builder options = RunOptions.builder()
                .args(request.argv0())
                .args(request.args())
                .env(request.env())
                .missingImports(request.missingImports())
                .network(request.network());
        if (!request.closed().contains(StdStream.STDOUT)) {
            options.stdout(console.out());
        }
        if (!request.closed().contains(StdStream.STDERR)) {
            options.stderr(console.err());
        }
        if (!request.closed().contains(StdStream.STDIN) && !request.file().equals(STDIN)) {
            options.stdin(console.in());
        }
        request.initialCwd().ifPresent(options::initialCwd);
        request.dirs().forEach(options::preopen);
        for (InetSocketAddress each : request.listen()) {
            options.listener(listener(each));
        }
        RunRequest.Limits limits = request.limits();
        limits.timeout().ifPresent(options::timeout);
        limits.output().ifPresent(options::maxOutput);
        limits.disk().ifPresent(options::maxFileBytes);
        limits.descriptors().ifPresent(options::maxDescriptors);
        console.terminals().stream()
                .filter(stream -> !request.closed().contains(stream))
                .forEach(options::terminal);
        return options.build();
    }

    private static ServerSocketChannel listener(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            return channel.bind(address);
        } catch (IOException e) {
            channel.close();
            throw new UsageException("cannot listen at " + address + ": " + e.getMessage());
        }
    }

    private static List<WasmValue> values(WasmProgram program, RunRequest request) {
        Optional<WasmSignature> signature = program.function(request.invoke().orElseThrow());
        List<WasmValue> values = new ArrayList<>();
        if (signature.isPresent()) {
            int count = signature.get().params().size();
            if (request.args().size() < count) {
                throw new UsageException("the function takes " + count + " arguments "
                        + signature.get().params() + ", but only "
                        + request.args().size() + " were given");
            }
            try {
                for (int i = 0; i < count; i++) {
                    values.add(WasmValue.parse(
                            signature.get().params().get(i), request.args().get(i)));
                }
            } catch (IllegalArgumentException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }
        return values;
    }

    private int report(WasmProgram program, RunResult result, RunRequest request) {
        if (result instanceof RunResult.Exited exited) {
            return ExitCodes.ofGuest(exited.exitCode());
        }
        if (result instanceof RunResult.Returned returned) {
            PrintStream out = console.results();
            returned.values().forEach(out::println);
            out.flush();
            return 0;
        }
        if (result instanceof RunResult.Answered answered) {
            PrintStream out = console.results();
            // What Wasmtime prints for a function without a result; for a core function it prints nothing.
            out.println(answered.text().orElse("()"));
            out.flush();
            return 0;
        }
        if (result instanceof RunResult.Trapped trapped) {
            return trapped(program, trapped.trap(), request);
        }
        if (result instanceof RunResult.TimedOut timedOut) {
            messages.println("error: " + program.name() + " did not end within "
                    + timedOut.timeout().toString().substring(2).toLowerCase(Locale.ROOT) + " and was stopped ("
                    + DiagnosticId.GUEST_TIMEOUT.code() + ")");
            return request.limits().timeoutTraps() ? ExitCodes.TRAP : ExitCodes.TIMEOUT;
        }
        messages.println("error: " + program.name() + " was stopped");
        return ExitCodes.CANCELLED;
    }

    private int trapped(WasmProgram program, TrapException trap, RunRequest request) {
        messages.println("error: " + program.name() + ": " + trap.getMessage() + " ("
                + trap.diagnosticId().code() + ")");
        BacktraceText.print(trap.backtrace(), messages);
        printStackTrace(trap, request);
        return ExitCodes.TRAP;
    }

    private void printStackTrace(Throwable e, RunRequest request) {
        if (request.stackTrace()) {
            e.printStackTrace(messages);
        }
    }
}
