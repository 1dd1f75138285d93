package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.OpCode;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline;
import dev.wasmmaven.runtime.engine.cache.CodeCache;
import dev.wasmmaven.runtime.engine.cache.StoredClasses;
import dev.wasmmaven.runtime.engine.compiler.CompiledModule;
import dev.wasmmaven.runtime.engine.compiler.rt.FlatMemory;
import dev.wasmmaven.runtime.engine.compiler.rt.InterpretedCode;
import dev.wasmmaven.runtime.error.UninstantiableException;
import dev.wasmmaven.runtime.error.UnsupportedException;
import dev.wasmmaven.support.digest.Digest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Bytes to module: outline, parse, validate, compile. */
final class ModuleLoader {

    /** Prefix byte of the fixed-width SIMD instructions (core specification 5.4.9). */
    private static final int SIMD_PREFIX = 0xfd;

    /** Chicory's compiler makes methods for each type, called or not. */
    private static final int MOST_TYPES = 20_000;

    private final Backtraces backtraces;
    private final Optional<CodeCache> cache;
    private final boolean largeMemories;
    private final Set<StoredClasses> classes =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /**
     * @param cache where compiled code is kept, if it is
     * @param largeMemories whether all memories are larger than an array, not only those that begin so
     */
    ModuleLoader(Backtraces backtraces, Optional<CodeCache> cache, boolean largeMemories) {
        this.backtraces = backtraces;
        this.cache = cache;
        this.largeMemories = largeMemories;
    }

    ChicoryModule load(byte[] wasm, CoreOptions options) {
        try {
            ModuleOutline outline = ModuleOutline.of(options.name(), wasm);
            PreparedModule prepared = prepare(outline, options);
            ChicoryModule module = new ChicoryModule(options.name(), outline, prepared);
            backtraces.register(prepared.className(), module);
            classes.add(prepared.stored());
            return module;
        } catch (OutOfMemoryError e) {
            throw new UninstantiableException(
                    options.name() + " does not fit into the Java heap of "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MiB; raise -Xmx",
                    e);
        }
    }

    /** Keeps the code that was compiled meanwhile. */
    void save() {
        List<StoredClasses> all;
        synchronized (classes) {
            all = List.copyOf(classes);
        }
        all.forEach(StoredClasses::save);
    }

    private PreparedModule prepare(ModuleOutline outline, CoreOptions options) {
        if (options.mode() != CoreOptions.Mode.COMPILED) {
            return parse(outline, options, backtraces.newClassName(options.name()), StoredClasses.none(), false);
        }
        boolean large = largeMemories || beginsLarge(outline, options);
        ModuleOutline.Essence essence = outline.essence();
        Digest code = Digest.sha256(large ? marked(essence.code()) : essence.code());
        PreparedModules.Key key = new PreparedModules.Key(
                code, Digest.sha256(essence.data()), options.mode(), cache.map(CodeCache::directory));
        return PreparedModules.SHARED.get(key, () -> {
            Optional<PreparedModule> twin = PreparedModules.SHARED.withSameCode(key);
            if (twin.isPresent() && twin.get().machines() instanceof CompiledCode compiled) {
                return likeTwin(outline, options, twin.get(), compiled);
            }
            StoredClasses stored =
                    cache.map(it -> it.classes(code, CompiledModule.variant())).orElseGet(StoredClasses::none);
            String className = Backtraces.className(code);
            return stored.isKnown()
                    ? known(outline, options, className, stored, large)
                    : parse(outline, options, className, stored, large);
        });
    }

    /** Sets the code for large memories apart from the other code of the same module. */
    private static byte[] marked(byte[] essence) {
        byte[] marked = Arrays.copyOf(essence, essence.length + 1);
        marked[essence.length] = 1;
        return marked;
    }

    /** Whether a memory of the module's own is larger from the start than an array can be. */
    private static boolean beginsLarge(ModuleOutline outline, CoreOptions options) {
        return outline.initialMemoryPages(options.name()).orElse(0) > FlatMemory.MAX_PAGES;
    }

    /**
     * A module that differs from one that is there only in what is in its data segments, as that which the tests that should
     * panic run in: it has the same classes, and with them what HotSpot has made of them.
     */
    private static PreparedModule likeTwin(
            ModuleOutline outline, CoreOptions options, PreparedModule twin, CompiledCode compiled) {
        ParsedModule parsed = ParsedModule.withoutCode(options.name(), outline);
        return new PreparedModule(
                parsed.module(),
                parsed.imports(),
                twin.mode(),
                new CompiledCode(compiled.module().withDataOf(parsed.module())),
                twin.largeMemories(),
                twin.className(),
                twin.stored());
    }

    /** Of a module whose classes are on disk, only what instances need is read. */
    private static PreparedModule known(
            ModuleOutline outline, CoreOptions options, String className, StoredClasses stored, boolean large) {
        ParsedModule parsed = ParsedModule.withoutCode(options.name(), outline);
        Lazy<WasmModule> code = new Lazy<>(() -> ParsedModule.code(options.name(), outline));
        CompiledModule compiled =
                CompiledModule.of(parsed.module(), code, Backtraces.packageOf(className), stored, large);
        return new PreparedModule(
                parsed.module(),
                parsed.imports(),
                options.mode(),
                new CompiledCode(compiled),
                large,
                className,
                stored);
    }

    private static PreparedModule parse(
            ModuleOutline outline, CoreOptions options, String className, StoredClasses stored, boolean large) {
        ParsedModule parsed = ParsedModule.of(options.name(), outline);
        CoreOptions.Mode mode = mode(options, parsed.module());
        MachineFactory machines =
                mode == CoreOptions.Mode.INTERPRETED ? null : compile(parsed.module(), className, mode, stored, large);
        return new PreparedModule(
                machines == null ? InterpretedCode.of(parsed.module()) : parsed.module(),
                parsed.imports(),
                mode,
                machines,
                large && machines instanceof CompiledCode,
                className,
                stored);
    }

    private static @Nullable MachineFactory compile(
            WasmModule module, String className, CoreOptions.Mode mode, StoredClasses stored, boolean large) {
        if (mode == CoreOptions.Mode.COMPILED) {
            if (CompiledModule.reasonAgainst(module).isEmpty()) {
                return new CompiledCode(CompiledModule.of(module, Backtraces.packageOf(className), stored, large));
            }
            if (module.typeSection().subTypeCount() > MOST_TYPES || InterpretedCode.mendsBlocksOf(module)) {
                return null;
            }
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

    /**
     * How to run the module. Vectors are our compiler's alone, so a module with them is compiled even if it was to be
     * interpreted, or refused, since it would only fail when it is run. So is one that keeps exceptions to throw them again: Chicory
     * keeps one for each tag, so of two that are on their way the first would be lost.
     */
    private static CoreOptions.Mode mode(CoreOptions options, WasmModule module) {
        Optional<OpCode> vector = Optional.empty();
        boolean keepsExceptions = false;
        for (FunctionBody body : module.codeSection().functionBodies()) {
            for (AnnotatedInstruction instruction : body.instructions()) {
                if (instruction.opcode().opcode() >>> 8 == SIMD_PREFIX) {
                    vector = Optional.of(instruction.opcode());
                } else if (instruction.opcode() == OpCode.THROW_REF) {
                    keepsExceptions = true;
                }
            }
        }
        if (vector.isEmpty() && !keepsExceptions) {
            return options.mode();
        }
        Optional<String> reason = CompiledModule.reasonAgainst(module);
        if (reason.isEmpty()) {
            return CoreOptions.Mode.COMPILED;
        }
        if (vector.isPresent()) {
            throw new UnsupportedException(
                    options.name() + " uses SIMD (" + vector.get() + ") together with " + reason.get()
                            + ", which this runtime does not have; build without the target feature simd128",
                    null);
        }
        return options.mode();
    }
}
