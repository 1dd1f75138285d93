package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.engine.CoreExport;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreOptions;
import java.util.List;
import java.util.Optional;

/**
 * A program, ready to run. Immutable, shared by any number of threads; what was compiled once serves every run. Valid
 * as long as its runtime is open.
 */
public final class WasmProgram {

    private final WasiRuntime runtime;
    private final CoreModule module;

    WasmProgram(WasiRuntime runtime, CoreModule module) {
        this.runtime = runtime;
        this.module = module;
    }

    /** The name it was loaded under. */
    public String name() {
        return module.name();
    }

    /** Whether it has a {@code _start} to run, unlike a library (a reactor, in WASI's words). */
    public boolean isCommand() {
        return Entry.isCommand(module);
    }

    /** Names of all exports, in the order of the module. */
    public List<String> exports() {
        return module.exports().stream().map(CoreExport::name).toList();
    }

    /** Names of all imports as {@code module.name}, in the order of the module. */
    public List<String> imports() {
        return module.imports().stream()
                .map(item -> item.module() + "." + item.name())
                .toList();
    }

    /** Whether it is interpreted: as asked for, or because it is beyond the compiler. */
    public boolean isInterpreted() {
        return module.mode() == CoreOptions.Mode.INTERPRETED;
    }

    /** The type of the exported function of that name; empty if there is none. */
    public Optional<WasmSignature> function(String name) {
        return Entry.functionType(module, name).map(Signatures::of);
    }

    /**
     * Calls an exported function in a new instance, after the {@code _initialize} that a reactor exports. Otherwise as
     * {@link #run}.
     *
     * @param args one for each parameter, of its type
     * @return {@link RunResult.Returned}, or another end if it came before
     * @throws dev.wasmmaven.runtime.error.FunctionNotFoundException there is no such function
     * @throws IllegalArgumentException the arguments do not fit the parameters
     */
    public RunResult invoke(String name, List<WasmValue> args, RunOptions options) {
        return runtime.run(module, new Entry.Function(name, List.copyOf(args)), options);
    }

    /**
     * Runs it in an instance of its own, on a thread of its own, and waits for the end. May be called by many threads
     * at once. If the waiting thread is interrupted, the guest is stopped and the thread stays interrupted.
     *
     * @throws dev.wasmmaven.runtime.error.NotACommandException it has no {@code _start}
     * @throws dev.wasmmaven.runtime.error.UnlinkableException it imports what this runtime does not provide
     * @throws dev.wasmmaven.runtime.error.PreopenException a directory does not exist or is none
     * @throws dev.wasmmaven.runtime.error.OptionInvalidException an argument or variable that no guest can be given
     * @throws dev.wasmmaven.runtime.error.UninstantiableException its memory is larger than allowed
     * @throws dev.wasmmaven.runtime.error.HostFailedException a host function failed unexpectedly
     * @throws IllegalStateException the runtime is closed
     */
    public RunResult run(RunOptions options) {
        return runtime.run(module, new Entry.Command(), options);
    }
}
