package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.Instruction;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline;
import dev.wasmmaven.runtime.engine.compiler.CompiledModule;
import dev.wasmmaven.runtime.error.UninstantiableException;
import dev.wasmmaven.runtime.error.UnsupportedException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Bytes to module: outline, parse, validate, compile. */
final class ModuleLoader {

    /** Prefix byte of the fixed-width SIMD instructions (core specification 5.4.9). */
    private static final int SIMD_PREFIX = 0xfd;

    private final Backtraces backtraces;

    ModuleLoader(Backtraces backtraces) {
        this.backtraces = backtraces;
    }

    ChicoryModule load(byte[] wasm, CoreOptions options) {
        try {
            ModuleOutline outline = ModuleOutline.of(options.name(), wasm);
            ParsedModule parsed = ParsedModule.of(options.name(), outline);
            checkFeatures(options.name(), parsed.module());
            if (options.mode() == CoreOptions.Mode.INTERPRETED) {
                return new ChicoryModule(
                        options.name(), outline, parsed.module(), parsed.imports(), options.mode(), null);
            }
            String className = backtraces.newClassName(options.name());
            ChicoryModule module = new ChicoryModule(
                    options.name(),
                    outline,
                    parsed.module(),
                    parsed.imports(),
                    options.mode(),
                    compile(parsed.module(), className, options.mode()));
            backtraces.register(className, module);
            return module;
        } catch (OutOfMemoryError e) {
            throw new UninstantiableException(
                    options.name() + " does not fit into the Java heap of "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MiB; raise -Xmx",
                    e);
        }
    }

    private static @Nullable MachineFactory compile(WasmModule module, String className, CoreOptions.Mode mode) {
        if (mode == CoreOptions.Mode.COMPILED
                && CompiledModule.reasonAgainst(module).isEmpty()) {
            return CompiledModule.of(module, Backtraces.packageOf(className))::newMachine;
        }
        try {
            Function<Instance, Machine> machines = MachineFactoryCompiler.builder(module)
                    .withClassName(className)
                    .withInterpreterFallback(InterpreterFallback.SILENT)
                    .compile();
            // The factory itself holds on to the module, with all its instructions.
            Function<Instance, Machine> bare = machines instanceof com.dylibso.chicory.runtime.CompiledModule compiled
                    ? compiled.machineFactory()
                    : machines;
            return (instance, stop) -> bare.apply(instance);
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            // Chicory's compiler makes classes that do not verify of more than 1024 functions of one type with a long
            // parameter before another one, gives up on what does not fit into class files, and stumbles with any
            // exception over some unreachable code. Its interpreter runs those modules all the same;
            // CoreModule.mode() tells.
            return null;
        }
    }

    /** Refuses what would only fail when it is run. */
    private static void checkFeatures(String name, WasmModule module) {
        for (FunctionBody body : module.codeSection().functionBodies()) {
            for (Instruction instruction : body.instructions()) {
                if (instruction.opcode().opcode() >>> 8 == SIMD_PREFIX) {
                    throw new UnsupportedException(
                            name + " uses SIMD (" + instruction.opcode()
                                    + "), which this runtime does not have; build without the target feature simd128",
                            null);
                }
            }
        }
    }
}
