package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.link.LinkedInstance;
import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.host.HostEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A component over WASI 0.2 and 0.3. */
record ComponentGuest(CoreEngine engine, ComponentPlan plan, ComponentEntry entry) implements Guest {

    static List<String> names(List<ExternType.Named> items) {
        return items.stream().map(ExternType.Named::name).toList();
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public void check() {
        entry.check(plan);
    }

    @Override
    public Opened open(HostEnvironment environment, CoreStop stop, GuestThreads threads) {
        ComponentHost wasi = new ComponentHost(environment);
        Store store = new Store(engine, stop, wasi.sleeper());
        return new Opened() {
            @Override
            public RunResult call(Supplier<Duration> elapsed) {
                return entry.call(instantiate(wasi, store), elapsed);
            }

            @Override
            public void stop() {
                wasi.stop();
            }

            @Override
            public void close() {
                ComponentInstance.close(store, wasi);
            }
        };
    }

    private LinkedInstance instantiate(ComponentHost wasi, Store store) {
        Linker linker = new Linker();
        wasi.offer(linker, names(plan.type().imports()));
        return linker.instantiate(store, plan);
    }
}
