package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.RunOptions.MissingImports;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreExtern;
import dev.wasmmaven.runtime.engine.CoreInstance;
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
    public Opened open(HostEnvironment environment, CoreStop stop) {
        Wasi01 wasi = new Wasi01(environment);
        return new Opened() {
            @Override
            public RunResult call(Supplier<Duration> elapsed) {
                return ModuleGuest.this.call(wasi, stop, elapsed);
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

    private RunResult call(Wasi01 wasi, CoreStop stop, Supplier<Duration> elapsed) {
        List<CoreExtern> imports =
                ProgramImports.resolve(module, wanted -> wasi.resolve(engine, wanted), missingImports, engine);
        CoreInstance instance = engine.instantiate(module, imports, stop);
        Optional<List<WasmValue>> values = entry.call(instance);
        return values.isPresent()
                ? new RunResult.Returned(values.get(), elapsed.get())
                : new RunResult.Exited(0, elapsed.get());
    }
}
