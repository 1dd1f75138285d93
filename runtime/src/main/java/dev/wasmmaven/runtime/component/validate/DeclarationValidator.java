package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.CoreTypeSyntax;
import dev.wasmmaven.runtime.component.binary.Definition;
import dev.wasmmaven.runtime.component.binary.ExternName;
import dev.wasmmaven.runtime.component.binary.ExternTypeSyntax;
import dev.wasmmaven.runtime.component.binary.TypeSyntax;
import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.engine.CoreExport;
import dev.wasmmaven.runtime.engine.CoreExternType;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.CoreTagType;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.ArrayList;
import java.util.List;

/** What may stand in components and in types alike: types, core types, aliases, the types of imports and exports. */
final class DeclarationValidator {

    private final Scope scope;

    DeclarationValidator(Scope scope) {
        this.scope = scope;
    }

    /** Appends a type of any kind but a resource type. */
    void type(TypeSyntax type) {
        TypeNode node;
        if (type instanceof TypeSyntax.Func func) {
            node = new TypeValidator(scope).func(func);
        } else if (type instanceof TypeSyntax.Component component) {
            node = declare(Scope.Kind.COMPONENT_TYPE, component.declarations()).toComponent();
        } else if (type instanceof TypeSyntax.Instance instance) {
            node = declare(Scope.Kind.INSTANCE_TYPE, instance.declarations()).toInstance();
        } else if (type instanceof TypeSyntax.Value value) {
            node = new TypeValidator(scope).value(value);
        } else {
            throw Invalid.because("resources can only be defined within a concrete component");
        }
        scope.types.add(node);
    }

    private Scope declare(Scope.Kind kind, List<Definition> declarations) {
        Scope inner = new Scope(kind, scope, scope.features());
        DeclarationValidator validator = new DeclarationValidator(inner);
        for (Definition declaration : declarations) {
            try {
                validator.declaration(declaration);
            } catch (Invalid e) {
                throw e.in("declaration at offset 0x" + Integer.toHexString(declaration.offset()));
            }
        }
        return inner;
    }

    private void declaration(Definition declaration) {
        if (declaration instanceof Definition.CoreType it) {
            coreType(it.types());
        } else if (declaration instanceof Definition.Type it) {
            type(it.type());
        } else if (declaration instanceof Definition.Import it) {
            scope.importEntity(it.name(), externType(it.type(), it.name()));
        } else if (declaration instanceof Definition.ExportDeclaration it) {
            scope.exportEntity(it.name(), externType(it.type(), it.name()));
        } else if (declaration instanceof Definition.ExportAlias it
                && (it.sort() == Sort.TYPE || it.sort() == Sort.INSTANCE)) {
            exportAlias(it);
        } else if (declaration instanceof Definition.OuterAlias it
                && (it.sort() == Sort.TYPE || it.sort() == Sort.CORE_TYPE)) {
            outerAlias(it);
        } else {
            throw Invalid.because("aliases in a component or instance type may only refer to types or instances");
        }
    }

    /** Appends core types. */
    void coreType(List<CoreTypeSyntax> types) {
        for (CoreTypeSyntax type : types) {
            scope.coreTypes.add(
                    type instanceof CoreTypeSyntax.Module module
                            ? new CoreTypeEntry.Module(module(module))
                            : sub((CoreTypeSyntax.Sub) type));
        }
    }

    private static CoreTypeEntry sub(CoreTypeSyntax.Sub type) {
        return type instanceof CoreTypeSyntax.Func func
                ? new CoreTypeEntry.Func(func.type())
                : new CoreTypeEntry.Aggregate();
    }

    private ModuleNode module(CoreTypeSyntax.Module module) {
        List<CoreTypeEntry> types = new ArrayList<>();
        List<CoreImport> imports = new ArrayList<>();
        List<CoreExport> exports = new ArrayList<>();
        for (CoreTypeSyntax.Declaration declaration : module.declarations()) {
            if (declaration instanceof CoreTypeSyntax.Type it) {
                types.add(sub(it.type()));
            } else if (declaration instanceof CoreTypeSyntax.OuterAlias it) {
                types.add(coreTypeAlias(it, types));
            } else if (declaration instanceof CoreTypeSyntax.Import it) {
                imports.add(new CoreImport(it.module(), it.name(), coreExtern(it.type(), types)));
            } else if (declaration instanceof CoreTypeSyntax.Export it) {
                exports.add(new CoreExport(it.name(), coreExtern(it.type(), types)));
            }
        }
        return ModuleNode.of(imports, exports);
    }

    private CoreTypeEntry coreTypeAlias(CoreTypeSyntax.OuterAlias alias, List<CoreTypeEntry> own) {
        if (alias.count() == 0) {
            return coreType(alias.index(), own);
        }
        CoreTypeEntry type = scope.outer(alias.count() - 1).coreTypes.get(alias.index());
        if (type instanceof CoreTypeEntry.Module) {
            throw Invalid.because("a module type cannot be aliased inside a module type");
        }
        return type;
    }

    private static CoreTypeEntry coreType(int index, List<CoreTypeEntry> types) {
        if (index < 0 || index >= types.size()) {
            throw Invalid.because("unknown type " + Integer.toUnsignedString(index) + ": type index out of bounds");
        }
        return types.get(index);
    }

    private static CoreFuncType coreFuncType(int index, List<CoreTypeEntry> types) {
        if (coreType(index, types) instanceof CoreTypeEntry.Func func) {
            return func.type();
        }
        throw Invalid.because("core type index " + index + " is not a function type");
    }

    private static CoreExternType coreExtern(CoreTypeSyntax.Extern type, List<CoreTypeEntry> types) {
        if (type instanceof CoreTypeSyntax.FuncOf it) {
            return coreFuncType(it.type(), types);
        }
        if (type instanceof CoreTypeSyntax.TagOf it) {
            CoreFuncType function = coreFuncType(it.type(), types);
            if (!function.results().isEmpty()) {
                throw Invalid.because("invalid exception type: non-empty tag result type");
            }
            return new CoreTagType(function);
        }
        if (type instanceof CoreTypeSyntax.Table it) {
            CoreLimits.checkTable(it.type());
            return it.type();
        }
        if (type instanceof CoreTypeSyntax.Memory it) {
            CoreLimits.checkMemory(it.type());
            return it.type();
        }
        return ((CoreTypeSyntax.Global) type).type();
    }

    /**
     * The entity that a declared type describes.
     *
     * @param name what it is declared for, and what a resource is called in messages
     */
    Entity externType(ExternTypeSyntax type, ExternName name) {
        if (type instanceof ExternTypeSyntax.SubResource) {
            ResourceNode resource = ResourceNode.fresh(name.name());
            return new Entity.Type(resource, resource);
        }
        if (type instanceof ExternTypeSyntax.TypeEqual it) {
            TypeNode referenced = scope.types.get(it.type());
            return new Entity.Type(referenced, referenced.named());
        }
        ExternTypeSyntax.Indexed it = (ExternTypeSyntax.Indexed) type;
        int index = it.type();
        if (it.sort() == Sort.CORE_MODULE) {
            if (scope.coreTypes.get(index) instanceof CoreTypeEntry.Module module) {
                return new Entity.Module(module.type());
            }
            throw Invalid.because("core type index " + index + " is not a module type");
        }
        TypeNode node = scope.types.get(index);
        if (it.sort() == Sort.FUNC && node instanceof FuncNode func) {
            return new Entity.Func(func);
        }
        if (it.sort() == Sort.INSTANCE && node instanceof InstanceNode instance) {
            return new Entity.Instance(instance);
        }
        if (it.sort() == Sort.COMPONENT && node instanceof ComponentNode component) {
            return new Entity.Component(component);
        }
        String wanted = it.sort() == Sort.FUNC
                ? "a function type"
                : it.sort() == Sort.INSTANCE ? "an instance type" : "a component type";
        throw Invalid.because("type index " + index + " is not " + wanted);
    }

    /** Appends an export of an instance. */
    void exportAlias(Definition.ExportAlias alias) {
        Member member = scope.instances.get(alias.instance()).exports().get(alias.name());
        if (member == null) {
            throw Invalid.because("instance " + alias.instance() + " has no export named `" + alias.name() + "`");
        }
        if (member.entity().sort() != alias.sort()) {
            throw Invalid.because("export `" + alias.name() + "` for instance " + alias.instance() + " is not a "
                    + alias.sort().text());
        }
        scope.append(member.entity());
    }

    /** Appends an item of a scope further out. */
    void outerAlias(Definition.OuterAlias alias) {
        Scope target = scope.outer(alias.count());
        switch (alias.sort()) {
            case CORE_TYPE -> scope.coreTypes.add(target.coreTypes.get(alias.index()));
            case CORE_MODULE -> scope.coreModules.add(target.coreModules.get(alias.index()));
            case COMPONENT -> scope.components.add(target.components.get(alias.index()));
            default -> {
                TypeNode type = target.types.get(alias.index());
                checkCrossing(alias.count(), type);
                scope.types.add(type);
            }
        }
    }

    /** Resources do not cross from one component into another but by imports. */
    private void checkCrossing(int count, TypeNode type) {
        if (count == 0) {
            return;
        }
        Scope inside = scope.outer(count - 1);
        if (inside.kind() == Scope.Kind.COMPONENT) {
            inside.chargeOuterAlias(type.size());
            if (!FreeResources.of(type).isEmpty()) {
                throw Invalid.because("cannot alias outer type which transitively refers to resources not defined in"
                        + " the current component");
            }
        }
    }

    /** Appends a resource type. */
    ResourceNode resource(TypeSyntax.Resource type, String name) {
        if (type.representation() != CoreValType.I32) {
            throw Invalid.because("resources can only be represented by `i32`");
        }
        type.destructor().ifPresent(index -> {
            CoreFuncType destructor = scope.coreFuncs.get(index);
            if (!destructor.equals(CoreTypes.func(List.of(CoreValType.I32)))) {
                throw Invalid.because("core function " + index + " has wrong signature for a destructor");
            }
        });
        ResourceNode resource = ResourceNode.fresh(name);
        scope.defineResource(resource);
        return resource;
    }
}
