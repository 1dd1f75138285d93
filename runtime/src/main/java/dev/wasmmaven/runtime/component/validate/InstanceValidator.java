package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.Definition;
import dev.wasmmaven.runtime.component.plan.PlanStep;
import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.engine.CoreExternType;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreGlobalType;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreTableType;
import dev.wasmmaven.runtime.engine.CoreTagType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Instances, core and component: instantiation, instances made of what is there, and what they export. */
final class InstanceValidator {

    private final Scope scope;

    InstanceValidator(Scope scope) {
        this.scope = scope;
    }

    /** The item of an index space. */
    Entity item(Sort sort, int index) {
        return switch (sort) {
            case CORE_MODULE -> new Entity.Module(scope.coreModules.get(index));
            case FUNC -> new Entity.Func(scope.funcs.get(index));
            case TYPE -> {
                TypeNode type = scope.types.get(index);
                yield new Entity.Type(type, type);
            }
            case COMPONENT -> new Entity.Component(scope.components.get(index));
            case INSTANCE -> new Entity.Instance(scope.instances.get(index));
            default -> throw new IllegalStateException("the decoder refuses exports of sort " + sort);
        };
    }

    PlanStep.CoreInstantiate instantiateCore(Definition.CoreInstantiate it) {
        ModuleNode module = scope.coreModules.get(it.module());
        Map<String, Map<String, CoreExternType>> arguments = new HashMap<>();
        for (Definition.CoreArgument argument : it.arguments()) {
            if (arguments.put(argument.name(), scope.coreInstances.get(argument.instance())) != null) {
                throw Invalid.because("duplicate module instantiation argument named `" + argument.name() + "`");
            }
        }
        module.imports().forEach((key, wanted) -> {
            Map<String, CoreExternType> argument = arguments.get(key.module());
            if (argument == null) {
                throw Invalid.because("missing module instantiation argument named `" + key.module() + "`");
            }
            CoreExternType offered = argument.get(key.name());
            if (offered == null) {
                throw Invalid.because("module instantiation argument `" + key.module()
                        + "` does not export an item named `" + key.name() + "`");
            }
            try {
                CoreTypes.checkMatch(offered, wanted);
            } catch (Invalid e) {
                throw e.in("type mismatch for export `" + key.name() + "` of module instantiation argument `"
                        + key.module() + "`");
            }
        });
        scope.addCoreInstance(module.exports());
        return new PlanStep.CoreInstantiate(
                it.module(),
                it.arguments().stream()
                        .map(argument -> new PlanStep.CoreArgument(argument.name(), argument.instance()))
                        .toList());
    }

    PlanStep.CoreInlineInstance inlineCore(Definition.CoreInlineInstance it) {
        Map<String, CoreExternType> exports = new LinkedHashMap<>();
        int nodes = 0;
        for (Definition.Item export : it.exports()) {
            CoreExternType type = coreItem(export.sort(), export.index());
            nodes = TypeSize.sum(nodes, CoreTypes.nodes(type));
            if (exports.put(export.name().name(), type) != null) {
                throw Invalid.because(
                        "duplicate instantiation export name `" + export.name().name() + "` already defined");
            }
        }
        scope.addCoreInstance(exports);
        return new PlanStep.CoreInlineInstance(items(it.exports()));
    }

    private static List<PlanStep.Item> items(List<Definition.Item> items) {
        return items.stream()
                .map(it -> new PlanStep.Item(it.name().name(), it.sort(), it.index()))
                .toList();
    }

    private CoreExternType coreItem(Sort sort, int index) {
        return switch (sort) {
            case CORE_FUNC -> scope.coreFuncs.get(index);
            case CORE_TABLE -> scope.coreTables.get(index);
            case CORE_MEMORY -> scope.coreMemories.get(index);
            case CORE_GLOBAL -> scope.coreGlobals.get(index);
            case CORE_TAG -> scope.coreTags.get(index);
            default -> throw new IllegalStateException("the decoder refuses core exports of sort " + sort);
        };
    }

    /** Appends an export of a core instance. */
    void coreExportAlias(Definition.CoreExportAlias it) {
        CoreExternType type = scope.coreInstances.get(it.instance()).get(it.name());
        if (type == null) {
            throw Invalid.because("core instance " + it.instance() + " has no export named `" + it.name() + "`");
        }
        if (it.sort() == Sort.CORE_FUNC && type instanceof CoreFuncType func) {
            scope.coreFuncs.add(func);
        } else if (it.sort() == Sort.CORE_TABLE && type instanceof CoreTableType table) {
            scope.coreTables.add(table);
        } else if (it.sort() == Sort.CORE_MEMORY && type instanceof CoreMemoryType memory) {
            scope.coreMemories.add(memory);
        } else if (it.sort() == Sort.CORE_GLOBAL && type instanceof CoreGlobalType global) {
            scope.coreGlobals.add(global);
        } else if (it.sort() == Sort.CORE_TAG && type instanceof CoreTagType tag) {
            scope.coreTags.add(tag);
        } else {
            throw Invalid.because("export `" + it.name() + "` for core instance " + it.instance() + " is not a "
                    + it.sort().text());
        }
    }

    PlanStep.Instantiate instantiate(Definition.Instantiate it) {
        ComponentNode component = scope.components.get(it.component());
        Map<String, Entity> arguments = new HashMap<>();
        for (Definition.Item argument : it.arguments()) {
            String name = argument.name().name();
            if (arguments.put(name, item(argument.sort(), argument.index())) != null) {
                throw Invalid.because(
                        "instantiation argument `" + name + "` conflicts with previous argument `" + name + "`");
            }
        }
        Substitution substitution = new Subtyping(scope.budget()).satisfy(arguments, component, Subtyping.Side.IMPORT);
        for (ComponentNode.Path path : component.defined()) {
            // Each instantiation makes resource types of its own.
            ResourceId fresh = new ResourceId(path.resource().name());
            substitution.put(path.resource(), fresh);
            scope.inherit(fresh);
        }
        InstanceNode instance = new InstanceNode(substitution.apply(component.exports()), List.of());
        scope.addInstance(instance);
        return new PlanStep.Instantiate(it.component(), items(it.arguments()), instance.toExternType());
    }

    PlanStep.InlineInstance inline(Definition.InlineInstance it) {
        ExternNames names = new ExternNames(Subtyping.Side.EXPORT, scope.features());
        for (Definition.Item export : it.exports()) {
            names.add(export.name(), item(export.sort(), export.index()));
        }
        scope.addInstance(new InstanceNode(names.members(), List.of()));
        return new PlanStep.InlineInstance(items(it.exports()));
    }
}
