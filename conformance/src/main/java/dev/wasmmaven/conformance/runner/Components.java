package dev.wasmmaven.conformance.runner;

import dev.wasmmaven.runtime.component.binary.ComponentFeature;
import dev.wasmmaven.runtime.component.binary.ComponentFeatures;
import dev.wasmmaven.runtime.component.link.LinkedInstance;
import dev.wasmmaven.runtime.component.link.Linker;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.task.ParkingSleeper;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.validate.ComponentLoader;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreStop;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The components of a script. */
final class Components {

    private final CoreEngine engine;
    private final CoreStop stop;
    private final ComponentLoader loader;
    private final Linker linker = new Linker();

    private final Map<String, Store> stores = new HashMap<>();

    Components(CoreEngine engine, EngineMode mode, CoreStop stop) {
        this.engine = engine;
        this.stop = stop;
        this.loader = new ComponentLoader(
                features(), (name, wasm) -> engine.load(wasm, mode.options(name)), mode.rewriting());
    }

    /** What the specification's tests are run with: all but nested names, which they expect to be refused. */
    private static ComponentFeatures features() {
        return new ComponentFeatures(EnumSet.complementOf(EnumSet.of(ComponentFeature.NESTED_NAMES)));
    }

    ComponentPlan load(String name, byte[] bytes) {
        return loader.load(name, bytes);
    }

    /** Makes an instance in a store of its own, since a trap ends a store; in that of what it imports, if it does. */
    LinkedInstance instantiate(String name, byte[] bytes) {
        ComponentPlan plan = load(name, bytes);
        Store store = plan.type().imports().stream()
                .map(each -> stores.get(each.name()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> new Store(engine, stop, new ParkingSleeper(stop)));
        return linker.instantiate(store, plan);
    }

    /** Makes the exports of an instance available for import. */
    void register(String name, LinkedInstance instance) {
        linker.instance(name, instance);
        stores.put(name, instance.store());
    }

    /** Whether what a function returned is what a script expects of it. */
    static boolean same(List<Val> expected, Optional<Val> actual) {
        return expected.equals(actual.stream().map(Components::normal).toList());
    }

    /** With lists of bytes as lists of numbers, as scripts write them. */
    private static Val normal(Val value) {
        if (value instanceof Val.Bytes it) {
            List<Val> elements = new ArrayList<>();
            for (byte each : it.bytes()) {
                elements.add(new Val.U8(Byte.toUnsignedInt(each)));
            }
            return new Val.ListOf(elements);
        }
        if (value instanceof Val.ListOf it) {
            return new Val.ListOf(normal(it.elements()));
        }
        if (value instanceof Val.TupleOf it) {
            return new Val.TupleOf(normal(it.elements()));
        }
        if (value instanceof Val.RecordOf it) {
            return new Val.RecordOf(it.names(), normal(it.values()));
        }
        if (value instanceof Val.VariantOf it) {
            return new Val.VariantOf(it.label(), it.payload().map(Components::normal));
        }
        if (value instanceof Val.OptionOf it) {
            return new Val.OptionOf(it.value().map(Components::normal));
        }
        if (value instanceof Val.ResultOf it) {
            return new Val.ResultOf(it.isOk(), it.payload().map(Components::normal));
        }
        return value;
    }

    private static List<Val> normal(List<Val> values) {
        return values.stream().map(Components::normal).toList();
    }
}
