package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.link.LinkedFunc;
import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.error.NotACommandException;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.wasi02.Wasi02;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A component of the world {@code wasi:cli/command} over WASI 0.2: its export {@code wasi:cli/run} is called. */
record ComponentGuest(CoreEngine engine, ComponentPlan plan) implements Guest {

    private static final String RUN = "wasi:cli/run@";
    private static final String RUN_02 = RUN + "0.2.";

    /** The name of the export that programs begin with. */
    static Optional<String> entry(ComponentPlan plan) {
        return names(plan.type().exports()).stream()
                .filter(name -> name.startsWith(RUN_02))
                .findFirst();
    }

    static List<String> names(List<ExternType.Named> items) {
        return items.stream().map(ExternType.Named::name).toList();
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public void check() {
        if (entry(plan).isPresent()) {
            return;
        }
        List<String> exports = names(plan.type().exports());
        Optional<String> other =
                exports.stream().filter(name -> name.startsWith(RUN)).findFirst();
        throw new NotACommandException(
                plan.name()
                        + other.map(name -> " exports " + name + "; only version 0.2 is supported")
                                .orElse(" does not export wasi:cli/run: it is a library, not a program"),
                null);
    }

    @Override
    public Opened open(HostEnvironment environment, CoreStop stop) {
        Wasi02 wasi = new Wasi02(environment);
        Store store = new Store(engine, stop, wasi.sleeper());
        return new Opened() {
            @Override
            public RunResult call(Supplier<Duration> elapsed) {
                return new RunResult.Exited(ComponentGuest.this.call(wasi, store), elapsed.get());
            }

            @Override
            public void stop() {
                wasi.stop();
            }

            @Override
            public void close() {
                wasi.close();
                store.close();
            }
        };
    }

    private int call(Wasi02 wasi, Store store) {
        Linker linker = new Linker();
        wasi.offer(linker, names(plan.type().imports()));
        LinkedFunc run = linker.instantiate(store, plan)
                .func(entry(plan).orElseThrow(), "run")
                .orElseThrow();
        Optional<Val> result = run.call();
        return result.orElseThrow() instanceof Val.ResultOf ended && ended.isOk() ? 0 : 1;
    }
}
