package dev.wasmmaven.runtime.component.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.plan.ItemNames;
import dev.wasmmaven.runtime.component.plan.PlanStep;
import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.ExternType.FuncExtern;
import dev.wasmmaven.runtime.component.type.ExternType.InstanceType;
import dev.wasmmaven.runtime.component.type.ExternType.Named;
import dev.wasmmaven.runtime.component.type.ExternType.ResourceExtern;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.NameAttributes;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.error.HostFailedException;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.UnlinkableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LinkerTest {

    private static final FuncType NEXT = func(Optional.of(PrimitiveType.U32), PrimitiveType.U32);

    private final Store store = new Store(new ChicoryEngine(1 << 20));
    private final Linker linker = new Linker();

    private static FuncType func(Optional<ValType> result, ValType... params) {
        List<FuncType.Param> list = new ArrayList<>();
        for (ValType param : params) {
            list.add(new FuncType.Param("p" + list.size(), param));
        }
        return new FuncType(false, list, result);
    }

    private static Named named(String name, ExternType type) {
        return new Named(name, type, NameAttributes.NONE);
    }

    private static PlanStep.Import importStep(String name, ExternType type) {
        Sort sort = type instanceof InstanceType ? Sort.INSTANCE : Sort.FUNC;
        return new PlanStep.Import(name, NameAttributes.NONE, sort, type);
    }

    /** A component that imports instances and exports one function of the first as {@code run}. */
    private static ComponentPlan plan(PlanStep.Import... imports) {
        List<PlanStep> steps = new ArrayList<>(List.of(imports));
        List<Named> types = new ArrayList<>();
        for (PlanStep.Import each : imports) {
            types.add(named(each.name(), each.type()));
        }
        return new ComponentPlan(
                "test.wasm", new ExternType.ComponentType(types, List.of()), steps, ItemNames.NONE, 1, true);
    }

    private static ComponentPlan reexport(String instance, InstanceType type, String function) {
        ExternType exported = type.export(function).orElseThrow();
        return new ComponentPlan(
                "test.wasm",
                new ExternType.ComponentType(List.of(named(instance, type)), List.of(named("run", exported))),
                List.of(
                        importStep(instance, type),
                        new PlanStep.AliasExport(Sort.FUNC, 0, function),
                        new PlanStep.Export("run", NameAttributes.NONE, Sort.FUNC, 0, exported)),
                ItemNames.NONE,
                1,
                true);
    }

    private static InstanceType counter(FuncType type) {
        return new InstanceType(List.of(named("next", new FuncExtern(type))));
    }

    private static Val increment(HostCall call, List<Val> args) {
        return new Val.U32(((Val.U32) args.get(0)).bits() + 1);
    }

    @Test
    @DisplayName("one error lists every import that is missing or of another type, with what was offered")
    void errors() {
        linker.instance("a:b/counter@0.2.12").func("next", NEXT, LinkerTest::increment);
        linker.instance("a:b/late@0.3.0").func("next", NEXT, LinkerTest::increment);
        FuncType other = func(Optional.of(PrimitiveType.STRING), PrimitiveType.U64);
        InstanceType two = new InstanceType(
                List.of(named("next", new FuncExtern(other)), named("reset", new FuncExtern(func(Optional.empty())))));
        assertThatThrownBy(() -> linker.instantiate(
                        store,
                        plan(
                                importStep("a:b/counter@0.2.3", two),
                                importStep("a:b/late@0.2.3", counter(NEXT)),
                                importStep("a:b/nowhere", counter(NEXT)),
                                importStep("log", new FuncExtern(NEXT)))))
                .isInstanceOf(UnlinkableException.class)
                .hasMessage("""
                        test.wasm cannot be linked:
                          a:b/counter@0.2.3 next: expected func(p0: u64) -> string, found func(p0: u32) -> u32
                          a:b/counter@0.2.3 reset: func() is missing
                          a:b/late@0.2.3: this version is missing; offered is a:b/late@0.3.0
                          a:b/nowhere: the instance is missing
                          log: func(p0: u32) -> u32 is missing""");
    }

    @Test
    @DisplayName("an import is served by its own version, else by the highest compatible one")
    void versions() {
        linker.instance("a:b/counter@0.2.1").func("next", NEXT, LinkerTest::increment);
        linker.instance("a:b/counter@0.2.12").func("next", NEXT, (call, args) -> new Val.U32(12));
        linker.instance("a:b/counter@0.2.9").func("next", NEXT, (call, args) -> new Val.U32(9));
        assertThat(run("a:b/counter@0.2.1")).isEqualTo(new Val.U32(8));
        assertThat(run("a:b/counter@0.2.0")).isEqualTo(new Val.U32(12));
        assertThat(run("a:b/counter@0.2.99")).isEqualTo(new Val.U32(12));
    }

    private Val run(String name) {
        return linker.instantiate(store, reexport(name, counter(NEXT), "next"))
                .func("run")
                .orElseThrow()
                .call(new Val.U32(7))
                .orElseThrow();
    }

    @Test
    @DisplayName("a function without a type takes that of the import")
    void untyped() {
        linker.instance("a:b/counter").func("next", LinkerTest::increment);
        assertThat(run("a:b/counter")).isEqualTo(new Val.U32(8));
    }

    @Test
    @DisplayName("arguments that do not fit are refused before anything runs, and the store lives on")
    void arguments() {
        linker.instance("a:b/counter").func("next", LinkerTest::increment);
        LinkedFunc run = linker.instantiate(store, reexport("a:b/counter", counter(NEXT), "next"))
                .func("run")
                .orElseThrow();
        assertThatIllegalArgumentException().isThrownBy(() -> run.call()).withMessage("expected 1 arguments, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.call(new Val.Str("x")))
                .withMessage("expected u32, got Str[value=x]");
        assertThat(run.call(new Val.U32(1))).contains(new Val.U32(2));
    }

    @Test
    @DisplayName("a result of another type is the host function's fault, and ends the store")
    void wrongResult() {
        linker.instance("a:b/counter").func("next", (call, args) -> new Val.Bool(true));
        LinkedFunc run = linker.instantiate(store, reexport("a:b/counter", counter(NEXT), "next"))
                .func("run")
                .orElseThrow();
        assertThatThrownBy(() -> run.call(new Val.U32(1)))
                .isInstanceOf(HostFailedException.class)
                .hasMessageStartingWith("a:b/counter next returned a value of another type: expected u32");
        assertThatThrownBy(() -> run.call(new Val.U32(1)))
                .isInstanceOf(TrapException.class)
                .hasMessage("cannot enter component instance");
    }

    @Test
    @DisplayName("a resource of the host is the same type in every interface that offers it, and no other")
    void resources() {
        HostResource<String> thing = new HostResource<>("thing", String.class);
        HostResource<String> other = new HostResource<>("thing", String.class);
        linker.instance("a:b/things").resource(thing).func("make", (call, args) -> call.own(thing, "made"));
        linker.instance("a:b/users").resource(thing);
        linker.instance("a:b/strangers").resource(other);
        assertThat(linker.instantiate(store, things("a:b/users")).exportNames()).isEmpty();
        assertThatThrownBy(() -> linker.instantiate(store, things("a:b/strangers")))
                .isInstanceOf(UnlinkableException.class)
                .hasMessageContaining("a:b/strangers thing: resource types are not the same");
    }

    /** A component that wants the same resource type from two interfaces. */
    private static ComponentPlan things(String second) {
        ResourceId id = new ResourceId("thing");
        Named resource = named("thing", new ResourceExtern(id));
        InstanceType first = new InstanceType(List.of(
                resource, named("make", new FuncExtern(func(Optional.of(new ValType.OwnType(id)))))));
        return plan(importStep("a:b/things", first), importStep(second, new InstanceType(List.of(resource))));
    }
}
