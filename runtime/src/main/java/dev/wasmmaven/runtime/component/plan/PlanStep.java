package dev.wasmmaven.runtime.component.plan;

import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.NameAttributes;
import dev.wasmmaven.runtime.component.type.ResourceId;
import java.util.List;
import java.util.OptionalInt;

/**
 * One definition of a component. Each appends one item to one index space, unless it says otherwise; indices refer to the
 * spaces as filled by the steps before. Types that define no resource make no step of their own kind but {@link PlainType},
 * which keeps the type index space in order.
 */
public sealed interface PlanStep {

    /**
     * Appends to CORE_MODULE.
     *
     * @param name what to call it in messages
     * @param wasm its bytes
     * @param module the same, loaded and validated by the core engine
     */
    // Steps are not compared, and the bytes, often megabytes, not copied.
    @SuppressWarnings("ArrayRecordComponent")
    record CoreModule(String name, byte[] wasm, dev.wasmmaven.runtime.engine.CoreModule module) implements PlanStep {}

    /** Appends to CORE_INSTANCE: instantiates a module; each argument gives all exports of an instance under one name. */
    record CoreInstantiate(int module, List<CoreArgument> arguments) implements PlanStep {}

    record CoreArgument(String name, int instance) {}

    /** Appends to CORE_INSTANCE: an instance made of what is there. */
    record CoreInlineInstance(List<Item> exports) implements PlanStep {}

    /** Appends to the core space of its sort. */
    record CoreAliasExport(Sort sort, int instance, String name) implements PlanStep {}

    /** Appends to COMPONENT. */
    record NestedComponent(ComponentPlan component) implements PlanStep {}

    /**
     * Appends to INSTANCE: instantiates a component.
     *
     * @param type the instance's type seen from here, its resources fresh: what it exports binds them
     */
    record Instantiate(int component, List<Item> arguments, ExternType.InstanceType type) implements PlanStep {}

    /** Appends to INSTANCE: an instance made of what is there. */
    record InlineInstance(List<Item> exports) implements PlanStep {}

    /** Appends to the space of its sort: an export of an instance. */
    record AliasExport(Sort sort, int instance, String name) implements PlanStep {}

    /**
     * Appends to the space of its sort (CORE_MODULE, COMPONENT, TYPE, CORE_TYPE): an item of the component so many levels
     * further out, 0 being this one.
     */
    record AliasOuter(Sort sort, int levels, int index) implements PlanStep {}

    /** Appends to TYPE: a resource type of this component, with its representation's destructor. */
    record DefineResource(ResourceId resource, OptionalInt destructor) implements PlanStep {}

    /** Appends to the given space, TYPE or CORE_TYPE: a type that means nothing at run time. */
    record PlainType(Sort sort) implements PlanStep {}

    /** Appends to FUNC. */
    record Lift(FuncType type, int coreFunc, CanonOptions options) implements PlanStep {}

    /** Appends to CORE_FUNC. */
    record Lower(FuncType type, int func, CanonOptions options) implements PlanStep {}

    /** Appends to CORE_FUNC: a canonical built-in. */
    record Builtin(CanonBuiltin builtin) implements PlanStep {}

    /** Appends to the space of its sort. Binds the resources of the type. */
    record Import(String name, NameAttributes attributes, Sort sort, ExternType type) implements PlanStep {}

    /**
     * Exports, and appends the same item once more to the space of its sort.
     *
     * @param type what it is exported as, which may hide parts of what it is; its resources are bound to those of the item
     */
    record Export(String name, NameAttributes attributes, Sort sort, int index, ExternType type) implements PlanStep {}

    /** A named item of an index space. */
    record Item(String name, Sort sort, int index) {}
}
