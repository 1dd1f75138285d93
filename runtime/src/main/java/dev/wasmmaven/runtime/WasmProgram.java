package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.text.WaveCall;
import java.util.List;
import java.util.Optional;

/**
 * A program, ready to run. Immutable, shared by any number of threads; what was compiled once serves every run. Valid
 * as long as its runtime is open.
 */
public final class WasmProgram {

    private final WasiRuntime runtime;
    private final Program program;

    WasmProgram(WasiRuntime runtime, Program program) {
        this.runtime = runtime;
        this.program = program;
    }

    /** The name it was loaded under. */
    public String name() {
        return program.name();
    }

    /**
     * Whether it can be run, unlike a library (a reactor, in WASI's words): a module has a {@code _start}, or a start function
     * (core specification 2.5.9), a component exports {@code wasi:cli/run} of WASI 0.2.
     */
    public boolean isCommand() {
        return program.isCommand();
    }

    /** Whether it is a component, and not a core module. */
    public boolean isComponent() {
        return program instanceof Program.Component;
    }

    /** Names of all exports, in the order of the file. */
    public List<String> exports() {
        return program.exports();
    }

    /** Names of all imports in the order of the file; those of a module as {@code module.name}. */
    public List<String> imports() {
        return program.imports();
    }

    /** Whether it, or a part of it, is interpreted: as asked for, or because it is beyond the compiler. */
    public boolean isInterpreted() {
        return program.isInterpreted();
    }

    /**
     * Compiles all of it now, instead of each part when it is first needed, and keeps the code if the runtime keeps code.
     * Nothing if it is interpreted.
     *
     * @throws IllegalStateException the runtime is closed
     */
    public void compile() {
        runtime.compile(program);
    }

    /** The type of a module's exported function of that name; empty if there is none. */
    public Optional<WasmSignature> function(String name) {
        return program.function(name);
    }

    /**
     * Calls a module's exported function in a new instance, after the {@code _initialize} that a reactor exports. Otherwise as
     * {@link #run}.
     *
     * @param args one for each parameter, of its type
     * @return {@link RunResult.Returned}, or another end if it came before
     * @throws dev.wasmmaven.runtime.error.FunctionNotFoundException there is no such function
     * @throws IllegalArgumentException the arguments do not fit the parameters
     */
    public RunResult invoke(String name, List<WasmValue> args, RunOptions options) {
        return runtime.run(program.call(name, List.copyOf(args), options), options);
    }

    /**
     * Calls a component's function in a new instance. Otherwise as {@link #run}.
     *
     * @param call in WAVE, such as {@code add(1, 2)} or {@code acme:kv/store@1.0.0#get("key")}; the interface can be left
     *     out where only one has a function of that name
     * @return {@link RunResult.Answered}, or another end if it came before
     * @throws dev.wasmmaven.runtime.error.FunctionNotFoundException there is no such function, or there are several
     * @throws IllegalArgumentException the arguments do not fit the parameters; the message says where
     */
    public RunResult invoke(String call, RunOptions options) {
        return runtime.run(program.call(WaveCall.of(call)), options);
    }

    /**
     * A component's imports and exports as a world in WIT, followed by the packages of the interfaces that it names; empty
     * for a module.
     */
    public Optional<String> wit() {
        return program.wit();
    }

    /**
     * Runs it in an instance of its own, on a thread of its own, and waits for the end. May be called by many threads
     * at once. If the waiting thread is interrupted, the guest is stopped and the thread stays interrupted.
     *
     * @throws dev.wasmmaven.runtime.error.NotACommandException it is no command, see {@link #isCommand}
     * @throws dev.wasmmaven.runtime.error.UnlinkableException it imports what this runtime does not provide
     * @throws dev.wasmmaven.runtime.error.PreopenException a directory does not exist or is none
     * @throws dev.wasmmaven.runtime.error.OptionInvalidException an argument or variable that no guest can be given
     * @throws dev.wasmmaven.runtime.error.UninstantiableException its memory is larger than allowed
     * @throws dev.wasmmaven.runtime.error.HostFailedException a host function failed unexpectedly
     * @throws IllegalStateException the runtime is closed
     */
    public RunResult run(RunOptions options) {
        return runtime.run(program.command(options), options);
    }
}
