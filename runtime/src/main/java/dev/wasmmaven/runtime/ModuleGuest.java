package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.RunOptions.MissingImports;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreExtern;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.wasi01.Wasi01;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A core module over WASI 0.1. */
record ModuleGuest(CoreEngine engine, CoreModule module, Entry entry, MissingImports missingImports) implements Guest {

    @Override
    public String name() {
        return module.name();
    }

    @Override
    public void check() {
        entry.check(module);
    }

    @Override
    public Opened open(HostEnvironment environment, CoreStop stop, GuestThreads threads) {
        Wasi01 wasi = new Wasi01(environment, GuestThreads.startedBy(module));
        return new Opened() {
            @Override
            public RunResult call(Supplier<Duration> elapsed) {
                return ModuleGuest.this.call(wasi, stop, threads, elapsed);
            }

            @Override
            public void stop() {
                wasi.stop();
            }

            @Override
            public void close() {
                wasi.close();
            }
        };
    }

    private RunResult call(Wasi01 wasi, CoreStop stop, GuestThreads threads, Supplier<Duration> elapsed) {
        List<CoreExtern> imports =
                ProgramImports.resolve(module, wanted -> provide(wasi, threads, wanted), missingImports, engine);
        // The proposal has the memory imported; linkers that are not told so define it, and the threads still share it.
        List<CoreMemory> shared = GuestThreads.startedBy(module) ? engine.newSharedMemories(module) : List.of();
        threads.use((id, argument) -> engine.instantiate(module, imports, shared, stop)
                .func(GuestThreads.ENTRY)
                .orElseThrow()
                .call(id, argument));
        CoreInstance instance = engine.instantiate(module, imports, shared, stop);
        Optional<List<WasmValue>> values = entry.call(instance);
        return values.isPresent()
                ? new RunResult.Returned(values.get(), elapsed.get())
                : new RunResult.Exited(0, elapsed.get());
    }

    /** A shared memory is the host's to make, since several instances import it. */
    private Optional<CoreExtern> provide(Wasi01 wasi, GuestThreads threads, CoreImport wanted) {
        if (wanted.type() instanceof CoreMemoryType memory && memory.shared()) {
            return Optional.of(engine.newMemory(memory));
        }
        return threads.resolve(engine, module, wanted)
                .or(() -> wasi.resolve(engine, wanted))
                .map(CoreExtern.class::cast);
    }
}
