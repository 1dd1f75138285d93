package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.binary.ComponentDecoder;
import dev.wasmmaven.runtime.component.binary.ComponentFeature;
import dev.wasmmaven.runtime.component.binary.ComponentFeatures;
import dev.wasmmaven.runtime.component.validate.ComponentLoader;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.cache.CodeCache;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.error.ModuleUnreadableException;
import dev.wasmmaven.runtime.inspect.ComponentDescription;
import dev.wasmmaven.runtime.inspect.ModuleDescription;
import dev.wasmmaven.runtime.inspect.ModuleInspector;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Loads WASI programs. Thread-safe; one is enough for a process.
 *
 * <pre>{@code
 * try (WasiRuntime runtime = WasiRuntime.create()) {
 *     WasmProgram program = runtime.load(Path.of("hello.wasm"));
 *     RunResult result = program.run(RunOptions.builder().args("hello").build());
 * }
 * }</pre>
 */
public final class WasiRuntime implements AutoCloseable {

    private static final Duration SAVE_INTERVAL = Duration.ofSeconds(10);

    private final AtomicLong lastSave = new AtomicLong(System.nanoTime());
    private final CoreEngine engine;
    private final CoreOptions.Mode mode;
    private final ComponentLoader components;
    private final long guestStack;
    private final Set<GuestRun> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private WasiRuntime(Builder builder) {
        this.engine = new ChicoryEngine(
                builder.maxMemory, builder.largeMemories, builder.maxTableElements, builder.openCodeCache());
        this.mode = builder.interpreter ? CoreOptions.Mode.INTERPRETED : CoreOptions.Mode.COMPILED;
        this.components = new ComponentLoader(
                builder.features, (part, bytes) -> engine.load(bytes, new CoreOptions(part, mode)), builder.rewriting);
        this.guestStack = builder.guestStack;
    }

    /** A runtime with the defaults of {@link Builder}. */
    public static WasiRuntime create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads and prepares a program.
     *
     * @throws ModuleUnreadableException the file cannot be read
     * @throws dev.wasmmaven.runtime.error.WasmException as for {@link #load(String, byte[])}
     */
    public WasmProgram load(Path file) {
        return load(name(file), read(file));
    }

    /**
     * Tells what a module's file says about itself, without preparing it to be run.
     *
     * @throws ModuleUnreadableException the file cannot be read
     * @throws dev.wasmmaven.runtime.error.WasmException as for {@link #inspect(String, byte[])}
     */
    public static ModuleDescription inspect(Path file) {
        return inspect(name(file), read(file));
    }

    /**
     * Tells what a module's file says about itself, without preparing it to be run.
     *
     * @param name names it in messages
     * @throws dev.wasmmaven.runtime.error.MalformedException the bytes are not a module
     * @throws dev.wasmmaven.runtime.error.UnsupportedException a component
     */
    public static ModuleDescription inspect(String name, byte[] wasm) {
        return ModuleInspector.inspect(name, wasm);
    }

    /**
     * Tells what a component's file says about itself; it is decoded and validated with every feature on, and not prepared to
     * be run.
     *
     * @param name names it in messages
     * @throws dev.wasmmaven.runtime.error.MalformedException the bytes are not a component
     * @throws dev.wasmmaven.runtime.error.InvalidException it does not validate
     * @throws dev.wasmmaven.runtime.error.UnsupportedException it needs what this runtime does not have
     */
    public static ComponentDescription inspectComponent(String name, byte[] wasm) {
        Builder builder = builder().interpreter(true).rewriting(false);
        componentFeatures().forEach(feature -> builder.componentFeature(feature, true));
        try (WasiRuntime runtime = builder.build()) {
            return ComponentInspector.describe(
                    name, wasm, runtime.loadComponent(name, wasm).plan());
        }
    }

    /** Names of the component model's gated features that {@link Builder#componentFeature} turns on and off. */
    public static Set<String> componentFeatures() {
        return Arrays.stream(ComponentFeature.values())
                .map(ComponentFeature::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether the bytes begin as a component does; otherwise they are a core module, or neither. */
    public static boolean isComponent(byte[] wasm) {
        return ComponentDecoder.isComponent(wasm);
    }

    /**
     * Reads and prepares a component for being called from Java.
     *
     * @throws ModuleUnreadableException the file cannot be read
     * @throws dev.wasmmaven.runtime.error.WasmException as for {@link #loadComponent(String, byte[])}
     */
    public Component loadComponent(Path file) {
        return loadComponent(name(file), read(file));
    }

    /**
     * Prepares a component for being called from Java: decodes, validates, compiles.
     *
     * @param name names it in messages and backtraces, normally the file name
     * @throws dev.wasmmaven.runtime.error.MalformedException the bytes are not a component
     * @throws dev.wasmmaven.runtime.error.InvalidException it does not validate
     * @throws dev.wasmmaven.runtime.error.UnsupportedException it needs what this runtime does not have
     * @throws IllegalStateException the runtime is closed
     */
    public Component loadComponent(String name, byte[] wasm) {
        checkOpen();
        return new Component(engine, components.load(name, wasm));
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    /**
     * Reads a file.
     *
     * @throws ModuleUnreadableException it cannot be read; the message says why
     */
    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ModuleUnreadableException(file + " does not exist", e);
        } catch (IOException e) {
            throw new ModuleUnreadableException(file + " cannot be read: " + reason(file, e), e);
        }
    }

    private static String reason(Path file, IOException e) {
        if (Files.isDirectory(file)) {
            return "it is a directory";
        }
        if (e instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return e instanceof java.nio.file.AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }

    /**
     * Prepares a program, a module or a component: parses, validates, compiles.
     *
     * @param name names it in messages and backtraces, normally the file name
     * @param wasm the bytes, which must not change as long as the program is used
     * @throws dev.wasmmaven.runtime.error.MalformedException the bytes are neither a module nor a component
     * @throws dev.wasmmaven.runtime.error.InvalidException it does not validate
     * @throws dev.wasmmaven.runtime.error.UnsupportedException it needs what this runtime does not have
     * @throws dev.wasmmaven.runtime.error.UninstantiableException the Java heap is too small for it
     * @throws IllegalStateException the runtime is closed
     */
    public WasmProgram load(String name, byte[] wasm) {
        checkOpen();
        Objects.requireNonNull(wasm, "wasm");
        return new WasmProgram(this, Program.load(engine, name, wasm, mode, components));
    }

    void compile(Program program) {
        checkOpen();
        program.compile();
        engine.saveCode();
    }

    RunResult run(Guest guest, RunOptions options) {
        checkOpen();
        GuestRun run = new GuestRun(guest, options, guestStack);
        running.add(run);
        try {
            if (closed) {
                run.cancel();
            }
            return run.execute();
        } finally {
            running.remove(run);
            saveCodeNowAndThen();
        }
    }

    /** A process that is killed should not have compiled in vain; one that runs a thousand tests has other work. */
    private void saveCodeNowAndThen() {
        long now = System.nanoTime();
        long last = lastSave.get();
        if (now - last > SAVE_INTERVAL.toNanos() && lastSave.compareAndSet(last, now)) {
            engine.saveCode();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the runtime is closed");
        }
    }

    /** Where code is kept unless {@link Builder#codeCache(Path)} says otherwise. */
    public static Path codeCacheDirectory() {
        return CodeCache.defaultDirectory(System.getenv());
    }

    /** Why compiled code would not be kept in a directory, in words; empty if it would. */
    public static Optional<String> codeCacheProblem(Path directory) {
        return CodeCache.reasonAgainst(directory);
    }

    /**
     * Lets go of code that runtimes of this process keep in memory for programs that are loaded again: of all modules, counting those
     * in components, but the most recently loaded. Programs that are in use keep theirs. Without it, code stays as long as the
     * Java heap has room, whatever its classes take beside the heap.
     *
     * @param most how many modules' code stays; at least 0
     */
    public static void retainCode(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("most must not be negative: " + most);
        }
        ChicoryEngine.retainPrepared(most);
    }

    /** Stops all guests, whose runs end as {@link RunResult.Cancelled}, and takes no new ones. */
    @Override
    public void close() {
        closed = true;
        running.forEach(GuestRun::cancel);
        engine.saveCode();
    }

    /** How a runtime works; the defaults suit programs built by rustc. */
    public static final class Builder {

        /** Deep enough for recursive Rust code in debug builds; of a stack, only what is used costs memory. */
        private static final long DEFAULT_STACK = 256L << 20;

        /** What one Java array can hold in whole pages. */
        private static final long ARRAY_LIMIT = (2L << 30) - (64L << 10);

        private boolean interpreter;
        private boolean rewriting = true;
        private ComponentFeatures features = ComponentFeatures.defaults();
        private boolean codeCache = true;
        private Path codeCacheDirectory = CodeCache.defaultDirectory(System.getenv());
        private long codeCacheLimit = CodeCache.DEFAULT_MAX_BYTES;
        private long maxMemory = Runtime.getRuntime().maxMemory() / 4 * 3;
        private boolean largeMemories;
        private int maxTableElements = ChicoryEngine.MAX_TABLE_ELEMENTS;
        private long guestStack = DEFAULT_STACK;

        private Builder() {}

        /** Interprets instead of compiling: starts sooner, runs some hundred times slower. */
        public Builder interpreter(boolean value) {
            interpreter = value;
            return this;
        }

        /**
         * Whether core modules inside of components may be replaced by faster ones that do the same: those that only tie
         * others together are left out, and a thread's context slots become globals. True by default; without, each module
         * runs byte for byte as it is in the file, which helps to find out whose mistake something is.
         */
        public Builder rewriting(boolean value) {
            rewriting = value;
            return this;
        }

        /**
         * Whether components may use a gated feature of the component model (Explainer.md, Gated Features), such as
         * {@code error-context}; those that are off by default are not final. A component that uses one which is off is refused.
         *
         * @param name one of {@link WasiRuntime#componentFeatures()}, as in Wasmtime's options {@code -W component-model-...}
         * @throws IllegalArgumentException there is no such feature
         */
        public Builder componentFeature(String name, boolean on) {
            List<ComponentFeature> named = List.of(ComponentFeature.named(name)
                    .orElseThrow(() -> new IllegalArgumentException("no component model feature is called '" + name
                            + "'; there are " + String.join(", ", componentFeatures()))));
            features = on ? features.with(named) : features.without(named);
            return this;
        }

        /**
         * How far each memory of a guest may grow, in bytes; beyond, the guest's allocations fail. The default is three
         * quarters of the largest Java heap, and 64 KiB less than 2 GiB at most. If more is allowed here, up to 4 GiB, all accesses
         * of memories are somewhat slower; a program whose memory is larger from the start does not need that.
         */
        public Builder maxMemory(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("maxMemory must not be negative: " + bytes);
            }
            maxMemory = bytes;
            largeMemories = bytes > ARRAY_LIMIT;
            return this;
        }

        /**
         * How many elements the tables of a module's instance may have together; beyond, growing fails, and a module that
         * begins with more is not instantiated. 10,000,000 by default, of which each takes some 12 bytes.
         */
        public Builder maxTableElements(int count) {
            if (count < 0) {
                throw new IllegalArgumentException("maxTableElements must not be negative: " + count);
            }
            maxTableElements = count;
            return this;
        }

        /** Stack of the thread that runs a guest, in bytes; 256 MiB by default. */
        public Builder guestStack(long bytes) {
            if (bytes <= 0) {
                throw new IllegalArgumentException("guestStack must be positive: " + bytes);
            }
            guestStack = bytes;
            return this;
        }

        /**
         * Whether compiled code is kept on disk, so that a program starts faster when it is loaded again, by this or
         * another process; true by default. Without effect when interpreting.
         */
        public Builder codeCache(boolean value) {
            codeCache = value;
            return this;
        }

        /**
         * Where compiled code is kept. The default is the environment variable {@code WASM_MAVEN_CODE_CACHE}, else
         * {@code wasm-maven/code} in the user's place for caches. A directory that others can write to, or that cannot
         * be made, is not used, and code not kept: see {@link WasiRuntime#codeCacheProblem}.
         */
        public Builder codeCache(Path directory) {
            codeCache = true;
            codeCacheDirectory = directory;
            return this;
        }

        /** What kept code may take on disk in bytes, for all programs together; 512 MiB by default. */
        public Builder codeCacheLimit(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("codeCacheLimit must not be negative: " + bytes);
            }
            codeCacheLimit = bytes;
            return this;
        }

        private Optional<CodeCache> openCodeCache() {
            return codeCache && !interpreter ? CodeCache.open(codeCacheDirectory, codeCacheLimit) : Optional.empty();
        }

        public WasiRuntime build() {
            return new WasiRuntime(this);
        }
    }
}
