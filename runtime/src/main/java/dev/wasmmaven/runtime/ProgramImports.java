package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.RunOptions.MissingImports;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreExtern;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.ImportMatching;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UnlinkableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds what a program imports, or tells everything that is missing at once. */
final class ProgramImports {

    private ProgramImports() {}

    /**
     * The externs for a module's imports, in their order.
     *
     * @throws UnlinkableException naming every import that has none, and those with another type than asked for
     */
    static List<CoreExtern> resolve(
            CoreModule module,
            Function<CoreImport, Optional<CoreExtern>> provider,
            MissingImports policy,
            CoreEngine engine) {
        List<CoreExtern> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (CoreImport wanted : module.imports()) {
            try {
                provider.apply(wanted)
                        .or(() -> replacement(wanted, policy, engine).map(CoreExtern.class::cast))
                        .ifPresentOrElse(
                                found::add,
                                () -> missing.add("  " + wanted.module() + "." + wanted.name() + ", a "
                                        + ImportMatching.describe(wanted.type())));
            } catch (UnlinkableException e) {
                missing.add("  " + e.getMessage());
            }
        }
        if (missing.isEmpty()) {
            return found;
        }
        throw new UnlinkableException(
                module.name() + " imports what this runtime does not provide:" + System.lineSeparator()
                        + String.join(System.lineSeparator(), missing) + reason(module),
                null);
    }

    /** What stands for a function that nobody provides, if something may. */
    private static Optional<CoreFunc> replacement(CoreImport wanted, MissingImports policy, CoreEngine engine) {
        if (policy == MissingImports.REFUSE || !(wanted.type() instanceof CoreFuncType type)) {
            return Optional.empty();
        }
        if (policy == MissingImports.TRAP) {
            return Optional.of(engine.hostFunc(type, (caller, args) -> {
                throw new TrapException(
                        TrapKind.OTHER,
                        "unknown import: " + wanted.module() + "." + wanted.name() + " has not been defined",
                        List.of(),
                        null);
            }));
        }
        long[] zeros = new long[type.results().size()];
        for (int i = 0; i < zeros.length; i++) {
            zeros[i] = type.results().get(i).isReference() ? CoreFunc.NULL_REFERENCE : 0;
        }
        return Optional.of(engine.hostFunc(type, (caller, args) -> zeros.clone()));
    }

    /** Why, for the imports that tell which tool or target made the module. */
    private static String reason(CoreModule module) {
        String hint = "";
        for (CoreImport wanted : module.imports()) {
            hint = switch (wanted.module()) {
                case "__wbindgen_placeholder__", "wbg" -> "it was built for a browser, with wasm-bindgen";
                default -> wanted.module().startsWith("wasi:") ? "it is a part of a component" : hint;
            };
        }
        return hint.isEmpty() ? "" : System.lineSeparator() + "(" + hint + ")";
    }
}
