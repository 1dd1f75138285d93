package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.binary.ComponentDecoder;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.text.WaveCall;
import dev.wasmmaven.runtime.component.text.WitText;
import dev.wasmmaven.runtime.component.validate.ComponentLoader;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreExport;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.error.FunctionNotFoundException;
import java.util.List;
import java.util.Optional;

/** A loaded file: a core module or a component. Immutable. */
sealed interface Program {

    /** Loads whichever it is. */
    static Program load(CoreEngine engine, String name, byte[] wasm, CoreOptions.Mode mode, ComponentLoader loader) {
        if (ComponentDecoder.isComponent(wasm)) {
            return new Component(engine, loader.load(name, wasm));
        }
        return new Module(engine, engine.load(wasm, new CoreOptions(name, mode)));
    }

    String name();

    /** Whether it can be run, unlike a library. */
    boolean isCommand();

    List<String> exports();

    List<String> imports();

    /** Whether any code in it is interpreted. */
    boolean isInterpreted();

    /** Makes all code now that would otherwise be made when it is first needed. */
    void compile();

    /** The type of an exported core function. */
    Optional<WasmSignature> function(String function);

    /** What a run of the whole program runs. */
    Guest command(RunOptions options);

    /** What a call of an exported core function runs. */
    Guest call(String function, List<WasmValue> args, RunOptions options);

    /** What a call of a component's function runs. */
    Guest call(WaveCall call);

    /** Its world; empty for a module. */
    Optional<String> wit();

    /** A core module. */
    record Module(CoreEngine engine, CoreModule module) implements Program {

        @Override
        public String name() {
            return module.name();
        }

        @Override
        public boolean isCommand() {
            return Entry.isCommand(module);
        }

        @Override
        public List<String> exports() {
            return module.exports().stream().map(CoreExport::name).toList();
        }

        @Override
        public List<String> imports() {
            return module.imports().stream()
                    .map(item -> item.module() + "." + item.name())
                    .toList();
        }

        @Override
        public boolean isInterpreted() {
            return module.mode() == CoreOptions.Mode.INTERPRETED;
        }

        @Override
        public void compile() {
            module.compileAll();
        }

        @Override
        public Optional<WasmSignature> function(String function) {
            return Entry.functionType(module, function).map(Signatures::of);
        }

        @Override
        public Guest command(RunOptions options) {
            return new ModuleGuest(engine, module, new Entry.Command(), options.missingImports());
        }

        @Override
        public Guest call(String function, List<WasmValue> args, RunOptions options) {
            return new ModuleGuest(engine, module, new Entry.Function(function, args), options.missingImports());
        }

        @Override
        public Guest call(WaveCall call) {
            throw new FunctionNotFoundException(
                    module.name() + " is a core module: its functions take numbers, not component values", null);
        }

        @Override
        public Optional<String> wit() {
            return Optional.empty();
        }
    }

    /** A component. */
    record Component(CoreEngine engine, ComponentPlan plan) implements Program {

        @Override
        public String name() {
            return plan.name();
        }

        @Override
        public boolean isCommand() {
            return ComponentEntry.Program.export(plan).isPresent();
        }

        @Override
        public List<String> exports() {
            return ComponentGuest.names(plan.type().exports());
        }

        @Override
        public List<String> imports() {
            return ComponentGuest.names(plan.type().imports());
        }

        @Override
        public boolean isInterpreted() {
            return plan.coreModules().stream().anyMatch(core -> core.module().mode() == CoreOptions.Mode.INTERPRETED);
        }

        @Override
        public void compile() {
            plan.coreModules().forEach(core -> core.module().compileAll());
        }

        /** Its functions are of the component model's types. */
        @Override
        public Optional<WasmSignature> function(String function) {
            return Optional.empty();
        }

        @Override
        public Guest command(RunOptions options) {
            return new ComponentGuest(engine, plan, new ComponentEntry.Program());
        }

        @Override
        public Guest call(String function, List<WasmValue> args, RunOptions options) {
            throw new FunctionNotFoundException(plan.name() + " is a component: it has no core function to call", null);
        }

        @Override
        public Guest call(WaveCall call) {
            return new ComponentGuest(engine, plan, new ComponentEntry.Function(call));
        }

        @Override
        public Optional<String> wit() {
            return Optional.of(WitText.of(plan.type()));
        }
    }
}
