package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.canon.Builtins;
import dev.wasmmaven.runtime.component.canon.Canon;
import dev.wasmmaven.runtime.component.canon.HostCoreFunc;
import dev.wasmmaven.runtime.component.canon.LateFunc;
import dev.wasmmaven.runtime.component.handle.ResourceType;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.plan.ItemNames;
import dev.wasmmaven.runtime.component.plan.PlanStep;
import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.component.task.InstancePath;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.task.Task;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreExtern;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreTableType;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.engine.rewrite.ContextModule;
import dev.wasmmaven.runtime.engine.rewrite.IndirectionModules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Carries out a plan: one component instance, and those inside it. */
final class Instantiation {

    private final Store store;
    private final CoreEngine engine;
    private final Map<String, RuntimeItem> imports;
    private final ItemNames names;
    private final ShimPlan shims;
    private final IdentityHashMap<PlanStep, List<LateFunc>> lateFuncs = new IdentityHashMap<>();
    private final ComponentBody body;
    private final Builtins builtins;

    private Instantiation(
            RuntimeItem.Component component, InstancePath path, Store store, Map<String, RuntimeItem> imports) {
        this.store = store;
        this.engine = store.engine();
        this.imports = imports;
        List<PlanStep> steps = component.plan().steps();
        this.shims = component.plan().rewriting() ? ShimPlan.of(steps) : ShimPlan.none();
        this.names = component.plan().names();
        InstanceState state = new InstanceState(store, path, steps.stream().anyMatch(Instantiation::mayBlock));
        if (steps.stream().anyMatch(Instantiation::runsCode)) {
            store.addInstance(steps.stream().anyMatch(Instantiation::needsManyStacks));
        }
        this.body = new ComponentBody(state, component.enclosing());
        this.builtins = new Builtins(engine, body);
    }

    private static boolean runsCode(PlanStep step) {
        return step instanceof PlanStep.CoreInstantiate || step instanceof PlanStep.Lift;
    }

    private static boolean mayBlock(PlanStep step) {
        if (step instanceof PlanStep.Lower lower) {
            return lower.type().async() && !lower.options().async();
        }
        return step instanceof PlanStep.Builtin builtin && Builtins.mayBlock(builtin.builtin());
    }

    private static boolean needsManyStacks(PlanStep step) {
        if (step instanceof PlanStep.Lift lift) {
            return lift.options().async() && lift.options().callback().isEmpty();
        }
        return step instanceof PlanStep.Builtin builtin && Builtins.needsManyStacks(builtin.builtin());
    }

    /** Makes an instance whose imports are known to fit. */
    static ComponentBody instantiate(ComponentPlan plan, Store store, Map<String, RuntimeItem> imports) {
        InstancePath path = InstancePath.root("component " + ItemNames.quoted(plan.name()));
        return instantiate(new RuntimeItem.Component(plan, null), path, store, imports);
    }

    private static ComponentBody instantiate(
            RuntimeItem.Component component, InstancePath path, Store store, Map<String, RuntimeItem> imports) {
        Instantiation instantiation = new Instantiation(component, path, store, imports);
        for (PlanStep step : component.plan().steps()) {
            instantiation.core(step);
        }
        return instantiation.body;
    }

    private void core(PlanStep step) {
        if (step instanceof PlanStep.CoreModule it) {
            body.add(Sort.CORE_MODULE, new RuntimeItem.Module(it.module()));
        } else if (step instanceof PlanStep.CoreInstantiate it) {
            body.addCoreInstance(coreInstance(it));
        } else if (step instanceof PlanStep.CoreInlineInstance it) {
            body.addCoreInstance(inlineCore(it));
        } else if (step instanceof PlanStep.CoreAliasExport it) {
            body.addCore(it.sort(), body.coreInstance(it.instance()).get(it.name()));
        } else if (step instanceof PlanStep.Lower it) {
            body.addCore(Sort.CORE_FUNC, lower(it));
        } else if (step instanceof PlanStep.Builtin it) {
            body.addCore(Sort.CORE_FUNC, builtins.bind(it.builtin()));
        } else {
            component(step);
        }
    }

    private void component(PlanStep step) {
        if (step instanceof PlanStep.NestedComponent it) {
            body.add(Sort.COMPONENT, new RuntimeItem.Component(it.component(), body));
        } else if (step instanceof PlanStep.Instantiate it) {
            RuntimeItem.Instance instance = nested(it);
            body.bind(it.type(), instance);
            body.add(Sort.INSTANCE, instance);
        } else if (step instanceof PlanStep.InlineInstance it) {
            body.add(Sort.INSTANCE, new RuntimeItem.Instance(items(it.exports())));
        } else if (step instanceof PlanStep.AliasExport it) {
            RuntimeItem.Instance instance = (RuntimeItem.Instance) body.item(Sort.INSTANCE, it.instance());
            body.add(it.sort(), itemOrType(instance.exports().get(it.name())));
        } else if (step instanceof PlanStep.AliasOuter it) {
            body.add(it.sort(), body.outer(it.levels()).item(it.sort(), it.index()));
        } else if (step instanceof PlanStep.DefineResource it) {
            body.add(Sort.TYPE, new RuntimeItem.Resource(resource(it)));
        } else if (step instanceof PlanStep.PlainType it) {
            body.add(it.sort(), new RuntimeItem.PlainType());
        } else if (step instanceof PlanStep.Lift it) {
            body.add(Sort.FUNC, lift(it));
        } else if (step instanceof PlanStep.Import it) {
            RuntimeItem item = itemOrType(imports.get(it.name()));
            body.bind(it.type(), item);
            body.add(it.sort(), item);
        } else if (step instanceof PlanStep.Export it) {
            RuntimeItem item = body.item(it.sort(), it.index());
            body.bind(it.type(), item);
            body.add(it.sort(), item);
            body.export(it.name(), item);
        }
    }

    /** Types that mean nothing at run time need not be offered. */
    private static RuntimeItem itemOrType(@Nullable RuntimeItem item) {
        return item == null ? new RuntimeItem.PlainType() : item;
    }

    private CoreExports coreInstance(PlanStep.CoreInstantiate step) {
        Optional<List<CoreFuncType>> shim = shims.shim(step);
        if (shim.isPresent()) {
            return lateFuncs(step, shim.get());
        }
        Optional<PlanStep> filled = shims.filled(step);
        if (filled.isPresent()) {
            CoreExports functions = body.coreInstance(step.arguments().get(0).instance());
            List<LateFunc> late = Objects.requireNonNull(lateFuncs.get(filled.get()), "the shim comes first");
            for (int i = 0; i < late.size(); i++) {
                late.get(i).bind((CoreFunc) functions.get(String.valueOf(i)));
            }
            return name -> {
                throw new IllegalStateException("no core export " + name);
            };
        }
        CoreModule module = ((RuntimeItem.Module) body.item(Sort.CORE_MODULE, step.module())).module();
        Map<String, CoreExports> arguments = new HashMap<>();
        step.arguments().forEach(argument -> arguments.put(argument.name(), body.coreInstance(argument.instance())));
        List<CoreExtern> externs = new ArrayList<>();
        for (CoreImport wanted : module.imports()) {
            CoreExports argument = Objects.requireNonNull(arguments.get(wanted.module()), wanted.module());
            externs.add(HostCoreFunc.forEngine(argument.get(wanted.name())));
        }
        CoreModule real = module;
        if (module instanceof ContextModule rewritten) {
            externs.addAll(body.state().contextGlobals());
            real = rewritten.rewritten();
        }
        body.state()
                .path()
                .addCoreInstance(names.describe(Sort.CORE_INSTANCE, body.coreInstanceCount()), module.name());
        CoreInstance instance = start(real, externs);
        return name -> instance.export(name).orElseThrow(() -> new IllegalStateException("no core export " + name));
    }

    /** Stands for a shim: functions that will be bound, and a table that nobody looks into. */
    private CoreExports lateFuncs(PlanStep step, List<CoreFuncType> types) {
        List<LateFunc> late =
                types.stream().map(type -> new LateFunc(engine, type)).toList();
        lateFuncs.put(step, late);
        return name -> name.equals(IndirectionModules.TABLE)
                ? engine.newTable(new CoreTableType(CoreValType.FUNCREF, 0, OptionalLong.of(0)))
                : late.get(Integer.parseInt(name)).func();
    }

    /** A start function is a call of a synchronous type. */
    private CoreInstance start(CoreModule module, List<CoreExtern> externs) {
        List<CoreInstance> made = new ArrayList<>(1);
        Task task = new Task(body.state(), false, Task.Lift.SYNC, null, () -> {});
        task.run(() -> {
            task.start();
            made.add(engine.instantiate(module, externs, store.stop()));
            task.returned();
            task.exit();
        });
        return made.get(0);
    }

    private CoreExports inlineCore(PlanStep.CoreInlineInstance step) {
        Map<String, CoreExtern> exports = new HashMap<>();
        step.exports().forEach(item -> exports.put(item.name(), body.core(item.sort(), item.index())));
        return name -> Objects.requireNonNull(exports.get(name), name);
    }

    private RuntimeItem.Instance nested(PlanStep.Instantiate step) {
        RuntimeItem.Component component = (RuntimeItem.Component) body.item(Sort.COMPONENT, step.component());
        InstancePath path = body.state().path().instance(names.describe(Sort.INSTANCE, body.count(Sort.INSTANCE)));
        return new RuntimeItem.Instance(
                instantiate(component, path, store, items(step.arguments())).exports());
    }

    private Map<String, RuntimeItem> items(List<PlanStep.Item> items) {
        Map<String, RuntimeItem> result = new LinkedHashMap<>();
        items.forEach(item -> result.put(item.name(), body.item(item.sort(), item.index())));
        return result;
    }

    private ResourceType resource(PlanStep.DefineResource step) {
        ResourceType type = new ResourceType(step.resource().name(), body.state());
        if (step.destructor().isPresent()) {
            CoreFunc destructor = body.coreFunc(step.destructor().getAsInt());
            type.destructor(Canon.destructor(body.state(), destructor));
        }
        body.bind(step.resource(), type);
        return type;
    }

    private RuntimeItem lift(PlanStep.Lift step) {
        return new RuntimeItem.Func(
                Canon.lift(step.type(), body.types(), body.coreFunc(step.coreFunc()), body.bind(step.options())));
    }

    private CoreFunc lower(PlanStep.Lower step) {
        RuntimeItem.Func callee = (RuntimeItem.Func) body.item(Sort.FUNC, step.func());
        return Canon.lower(engine, callee.func(), step.type(), body.types(), body.bind(step.options()));
    }
}
