package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreExtern;
import dev.wasmmaven.runtime.engine.CoreFeatures;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreGlobal;
import dev.wasmmaven.runtime.engine.CoreGlobalType;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.engine.CoreTable;
import dev.wasmmaven.runtime.engine.CoreTableType;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.engine.HostFunc;
import dev.wasmmaven.runtime.host.HostEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A guest without an engine: a memory, and calls of WASI functions as a module would make them. */
final class FakeGuest implements CoreInstance, AutoCloseable {

    /** Where results go unless a test says otherwise. */
    static final int OUT = 0x100;

    /** Where {@link #text} puts strings. */
    private static final int TEXT = 0x4000;

    final ByteMemory memory = new ByteMemory();
    final Wasi01 wasi;
    private final Engine engine = new Engine();
    private int text = TEXT;

    FakeGuest(HostEnvironment environment) {
        this.wasi = new Wasi01(environment);
    }

    /** Calls a function with all arguments as i32, except those given as a {@link Long}, which are i64. */
    int call(String name, Number... args) {
        return callOf(Wasi01.MODULE, name, args);
    }

    int callOf(String module, String name, Number... args) {
        List<CoreValType> params = java.util.Arrays.stream(args)
                .map(each -> each instanceof Long ? CoreValType.I64 : CoreValType.I32)
                .toList();
        List<CoreValType> results = name.equals("proc_exit") ? List.of() : List.of(CoreValType.I32);
        CoreFunc func = wasi.resolve(engine, new CoreImport(module, name, new CoreFuncType(params, results)))
                .orElseThrow();
        long[] values = new long[args.length];
        for (int i = 0; i < args.length; i++) {
            values[i] = args[i].longValue();
        }
        long[] result = func.call(values);
        return result.length == 0 ? 0 : (int) result[0];
    }

    Optional<CoreFunc> resolve(String module, String name, CoreFuncType type) {
        return wasi.resolve(engine, new CoreImport(module, name, type));
    }

    /** Puts a string into the memory; returns its address. */
    int text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    int bytes(byte... value) {
        int at = text;
        memory.write(at, value, 0, value.length);
        text = (at + value.length + 15) & ~15;
        return at;
    }

    /** Puts a list of buffers into the memory, as pairs of address and length; returns its address. */
    int vectors(int... pairs) {
        int at = bytes(new byte[pairs.length * 4]);
        for (int i = 0; i < pairs.length; i++) {
            memory.i32(at + 4 * i, pairs[i]);
        }
        return at;
    }

    String string(int address, int length) {
        return new String(memory.bytes, address, length, StandardCharsets.UTF_8);
    }

    static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Opens with {@code path_open}; returns the descriptor, or minus the error. */
    int open(int dir, String path, int oflags, long rights, int fdflags) {
        int errno = call(
                "path_open",
                dir,
                Flags.LOOKUP_SYMLINK_FOLLOW,
                text(path),
                length(path),
                oflags,
                rights,
                rights,
                fdflags,
                OUT);
        return errno == 0 ? memory.i32(OUT) : -errno;
    }

    @Override
    public CoreModule module() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CoreExtern> export(String name) {
        return name.equals("memory") ? Optional.of(memory) : Optional.empty();
    }

    @Override
    public CoreStop stopSwitch() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        wasi.close();
    }

    /** Makes host functions, which is all that WASI asks of an engine. */
    private final class Engine implements CoreEngine {
        @Override
        public CoreFunc hostFunc(CoreFuncType type, HostFunc body) {
            return new CoreFunc() {
                @Override
                public CoreFuncType type() {
                    return type;
                }

                @Override
                public long[] call(long... args) {
                    long[] results = body.call(FakeGuest.this, args);
                    return results == null ? new long[0] : results;
                }
            };
        }

        @Override
        public CoreModule load(byte[] wasm, CoreOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CoreInstance instantiate(
                CoreModule module, List<CoreExtern> imports, List<CoreMemory> shared, CoreStop stop) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CoreMemory> newSharedMemories(CoreModule module) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CoreMemory newMemory(CoreMemoryType type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CoreTable newTable(CoreTableType type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CoreGlobal newGlobal(CoreGlobalType type, long value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CoreFeatures features() {
            throw new UnsupportedOperationException();
        }
    }
}
