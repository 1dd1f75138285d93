package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.engine.CoreExport;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.error.FunctionNotFoundException;
import dev.wasmmaven.runtime.error.NotACommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a run enters the program. */
sealed interface Entry {

    /**
     * Checks, before anything is instantiated, that the module can be entered so.
     *
     * @throws NotACommandException it has neither {@code _start} nor a start function
     * @throws FunctionNotFoundException it has no such function
     * @throws IllegalArgumentException the arguments do not fit the function
     */
    void check(CoreModule module);

    /** Calls it; the values that it gave, or empty for a program, which gives none. */
    Optional<List<WasmValue>> call(CoreInstance instance);

    /** Whether the module has something to run: a {@code _start}, or a start function. */
    static boolean isCommand(CoreModule module) {
        return hasStart(module) || module.hasStartFunction();
    }

    private static boolean hasStart(CoreModule module) {
        // Not by comparing records, whose equals() the JVM makes when it is first called, at some cost.
        return functionType(module, Command.START)
                .filter(type -> type.params().isEmpty() && type.results().isEmpty())
                .isPresent();
    }

    /** The type of an exported function. */
    static Optional<CoreFuncType> functionType(CoreModule module, String name) {
        for (CoreExport each : module.exports()) {
            if (each.name().equals(name) && each.type() instanceof CoreFuncType type) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * The {@code _start} of a program (a command, in WASI's words). One without has been run when it was instantiated, by
     * its start function: so are programs that were written by hand.
     */
    record Command() implements Entry {

        private static final String START = "_start";

        @Override
        public void check(CoreModule module) {
            if (!isCommand(module)) {
                throw new NotACommandException(
                        module.name() + " has no _start function: it is a library, not a program", null);
            }
        }

        @Override
        public Optional<List<WasmValue>> call(CoreInstance instance) {
            instance.func(START).ifPresent(function -> function.call());
            return Optional.empty();
        }
    }

    /** An exported function, called after {@code _initialize} if there is one, as reactors ask for. */
    record Function(String name, List<WasmValue> args) implements Entry {

        private static final String INITIALIZE = "_initialize";

        @Override
        public void check(CoreModule module) {
            CoreFuncType type = functionType(module, name)
                    .orElseThrow(() -> new FunctionNotFoundException(
                            module.name() + " exports no function '" + name + "'" + others(module), null));
            List<WasmType> given = args.stream().map(WasmValue::type).toList();
            if (!given.equals(Signatures.types(type.params()))) {
                throw new IllegalArgumentException(
                        "the function '" + name + "' takes " + Signatures.types(type.params()) + ", not " + given);
            }
        }

        private static String others(CoreModule module) {
            List<String> names = module.exports().stream()
                    .filter(each -> each.type() instanceof CoreFuncType)
                    .map(CoreExport::name)
                    .toList();
            return names.isEmpty() ? "" : "; it exports " + String.join(", ", names);
        }

        @Override
        public Optional<List<WasmValue>> call(CoreInstance instance) {
            Optional<CoreFunc> initialize = instance.func(INITIALIZE);
            if (initialize.isPresent() && !name.equals(INITIALIZE)) {
                initialize.get().call();
            }
            CoreFunc function = instance.func(name).orElseThrow();
            long[] results =
                    function.call(args.stream().flatMapToLong(WasmValue::raw).toArray());
            List<WasmType> types = Signatures.types(function.type().results());
            List<WasmValue> values = new ArrayList<>();
            int at = 0;
            for (WasmType type : types) {
                long low = results[at++];
                values.add(new WasmValue(type, low, type == WasmType.V128 ? results[at++] : 0));
            }
            return Optional.of(values);
        }
    }
}
