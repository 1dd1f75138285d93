package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.text.WitText;
import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.engine.CoreEngine;
import java.util.List;

/** A component, loaded, validated and compiled. Immutable, shared by all its instances and threads. */
public final class Component {

    private final CoreEngine engine;
    private final ComponentPlan plan;

    Component(CoreEngine engine, ComponentPlan plan) {
        this.engine = engine;
        this.plan = plan;
    }

    CoreEngine engine() {
        return engine;
    }

    ComponentPlan plan() {
        return plan;
    }

    /** What it is called in messages. */
    public String name() {
        return plan.name();
    }

    /** The names of what it imports, such as {@code wasi:cli/environment@0.2.6}. */
    public List<String> imports() {
        return names(plan.type().imports());
    }

    /** The names of what it exports, such as {@code add} or {@code acme:kv/store@1.0.0}. */
    public List<String> exports() {
        return names(plan.type().exports());
    }

    /**
     * Its imports and exports as a world in WIT, followed by the packages of the interfaces that it names; what
     * {@code wasm-tools component wit} prints.
     */
    public String wit() {
        return WitText.of(plan.type());
    }

    private static List<String> names(List<ExternType.Named> items) {
        return items.stream().map(ExternType.Named::name).toList();
    }

    @Override
    public String toString() {
        return name();
    }
}
