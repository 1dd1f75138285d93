package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.wasm.WasmModule;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.cache.StoredClasses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What modules with the same contents have in common, whatever their names.
 *
 * @param parsed the module with renamed imports; without code if its classes were kept on disk
 * @param imports the imports under their own names
 * @param mode how {@code machines} were made
 * @param machines makes machines of compiled code; null to interpret
 * @param largeMemories whether {@code machines} are made for memories larger than an array
 * @param className a class in the package of the module's own classes
 * @param stored where those are kept
 */
record PreparedModule(
        WasmModule parsed,
        List<CoreImport> imports,
        CoreOptions.Mode mode,
        @Nullable MachineFactory machines,
        boolean largeMemories,
        String className,
        StoredClasses stored) {}
