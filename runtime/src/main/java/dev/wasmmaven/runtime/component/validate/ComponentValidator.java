package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.ComponentFeatures;
import dev.wasmmaven.runtime.component.binary.ComponentSyntax;
import dev.wasmmaven.runtime.component.binary.Definition;
import dev.wasmmaven.runtime.component.binary.ExternName;
import dev.wasmmaven.runtime.component.binary.TypeSyntax;
import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.plan.PlanStep;
import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.rewrite.ContextImport;
import dev.wasmmaven.runtime.engine.rewrite.ContextModule;
import dev.wasmmaven.runtime.engine.rewrite.ContextRewriter;
import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.MalformedException;
import dev.wasmmaven.runtime.error.UnsupportedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Validates components, definition by definition, and writes down the steps of their instantiation. */
final class ComponentValidator {

    private final byte[] bytes;
    private final ComponentFeatures features;
    private final CoreModuleLoader modules;
    private final boolean rewriting;

    ComponentValidator(byte[] bytes, ComponentFeatures features, CoreModuleLoader modules, boolean rewriting) {
        this.bytes = bytes;
        this.features = features;
        this.modules = modules;
        this.rewriting = rewriting;
    }

    /**
     * Validates a component that stands for itself.
     *
     * @param name what to call it unless it says itself
     */
    ComponentPlan validate(String name, ComponentSyntax component) {
        return new Body(name, component, null).plan();
    }

    /** One component. */
    private final class Body {

        private final String name;
        private final ComponentSyntax syntax;
        private final Scope scope;
        private final DeclarationValidator declarations;
        private final CanonValidator canon;
        private final BuiltinValidator builtins;
        private final InstanceValidator instances;
        private final ContextImports contexts;
        private final List<PlanStep> steps = new ArrayList<>();
        private @Nullable ComponentNode type;

        Body(String name, ComponentSyntax syntax, @Nullable Scope outer) {
            this.name = syntax.names().component().orElse(name);
            this.syntax = syntax;
            this.scope = new Scope(Scope.Kind.COMPONENT, outer, features);
            this.declarations = new DeclarationValidator(scope);
            this.canon = new CanonValidator(scope);
            this.builtins = new BuiltinValidator(scope, canon);
            this.instances = new InstanceValidator(scope);
            this.contexts = rewriting ? ContextImports.of(syntax) : ContextImports.none();
        }

        ComponentPlan plan() {
            for (Definition definition : syntax.definitions()) {
                try {
                    define(definition);
                } catch (Invalid e) {
                    throw e.at(definition.offset(), describe(definition));
                }
            }
            try {
                type = scope.toComponent();
            } catch (Invalid e) {
                throw e.at(syntax.end(), "the component ending");
            }
            return new ComponentPlan(
                    name, type.toExternType(), steps, syntax.names().items(), syntax.depth(), rewriting);
        }

        private void define(Definition definition) {
            if (definition instanceof Definition.CoreModule it) {
                steps.add(coreModule(it));
            } else if (definition instanceof Definition.CoreInstantiate it) {
                steps.add(instances.instantiateCore(it));
            } else if (definition instanceof Definition.CoreInlineInstance it) {
                steps.add(instances.inlineCore(it));
            } else if (definition instanceof Definition.CoreType it) {
                declarations.coreType(it.types());
                it.types().forEach(each -> steps.add(new PlanStep.PlainType(Sort.CORE_TYPE)));
            } else if (definition instanceof Definition.Nested it) {
                nested(it);
            } else if (definition instanceof Definition.Instantiate it) {
                steps.add(instances.instantiate(it));
            } else if (definition instanceof Definition.InlineInstance it) {
                steps.add(instances.inline(it));
            } else if (definition instanceof Definition.ExportAlias it) {
                declarations.exportAlias(it);
                steps.add(new PlanStep.AliasExport(it.sort(), it.instance(), it.name()));
            } else if (definition instanceof Definition.CoreExportAlias it) {
                instances.coreExportAlias(it);
                steps.add(new PlanStep.CoreAliasExport(it.sort(), it.instance(), it.name()));
            } else if (definition instanceof Definition.OuterAlias it) {
                declarations.outerAlias(it);
                steps.add(new PlanStep.AliasOuter(it.sort(), it.count(), it.index()));
            } else if (definition instanceof Definition.Type it) {
                steps.add(type(it));
            } else if (definition instanceof Definition.Lift it) {
                steps.add(canon.lift(it));
            } else if (definition instanceof Definition.Lower it) {
                steps.add(canon.lower(it));
            } else if (definition instanceof Definition.Builtin it) {
                steps.add(new PlanStep.Builtin(builtins.validate(it)));
            } else if (definition instanceof Definition.Import it) {
                Entity entity = scope.importEntity(it.name(), declarations.externType(it.type(), it.name()));
                steps.add(new PlanStep.Import(
                        it.name().name(), it.name().attributes(), entity.sort(), entity.toExternType()));
            } else if (definition instanceof Definition.Export it) {
                steps.add(export(it));
            }
        }

        private PlanStep coreModule(Definition.CoreModule module) {
            int index = scope.coreModules.size();
            String moduleName = name + ", module "
                    + syntax.names().of(Sort.CORE_MODULE, index).orElse(String.valueOf(index));
            byte[] wasm = Arrays.copyOfRange(bytes, module.start(), module.end());
            CoreModule loaded = load(moduleName, wasm, contexts.of(module));
            scope.coreModules.add(ModuleNode.of(loaded.imports(), loaded.exports()));
            return new PlanStep.CoreModule(moduleName, wasm, loaded);
        }

        /** As it is, or with its context slots as globals. */
        private CoreModule load(String moduleName, byte[] wasm, List<ContextImport> imports) {
            Optional<byte[]> rewritten = ContextRewriter.rewrite(moduleName, wasm, imports);
            if (rewritten.isPresent()) {
                try {
                    return new ContextModule(modules.load(moduleName, rewritten.get()));
                } catch (MalformedException | InvalidException | UnsupportedException e) {
                    // The same is wrong with the module itself, whose offsets are those to be told of.
                    return modules.load(moduleName, wasm);
                }
            }
            return modules.load(moduleName, wasm);
        }

        private void nested(Definition.Nested nested) {
            int index = scope.components.size();
            String nestedName = name + ", component "
                    + syntax.names().of(Sort.COMPONENT, index).orElse(String.valueOf(index));
            Body body = new Body(nestedName, nested.component(), scope);
            steps.add(new PlanStep.NestedComponent(body.plan()));
            scope.components.add(Objects.requireNonNull(body.type));
        }

        private PlanStep type(Definition.Type it) {
            if (it.type() instanceof TypeSyntax.Resource resource) {
                int index = scope.types.size();
                String resourceName = syntax.names().of(Sort.TYPE, index).orElse("type " + index + " of " + name);
                ResourceNode node = declarations.resource(resource, resourceName);
                return new PlanStep.DefineResource(node.id(), resource.destructor());
            }
            declarations.type(it.type());
            return new PlanStep.PlainType(Sort.TYPE);
        }

        private PlanStep export(Definition.Export it) {
            Entity actual = instances.item(it.sort(), it.index());
            if (actual instanceof Entity.Type type) {
                actual = new Entity.Type(type.referenced(), type.referenced().named());
            }
            Optional<Entity> ascribed = it.type().map(type -> declarations.externType(type, it.name()));
            if (ascribed.isPresent()) {
                try {
                    new Subtyping(scope.budget()).check(actual, ascribed.get());
                } catch (Invalid e) {
                    throw e.in("ascribed type of export is not compatible with item's type");
                }
            }
            Entity entity = scope.exportEntity(it.name(), ascribed.orElse(actual));
            return new PlanStep.Export(
                    it.name().name(), it.name().attributes(), it.sort(), it.index(), entity.toExternType());
        }
    }

    private static String describe(Definition definition) {
        if (definition instanceof Definition.Import it) {
            return "import " + quoted(it.name());
        }
        if (definition instanceof Definition.Export it) {
            return "export " + quoted(it.name());
        }
        if (definition instanceof Definition.Builtin it) {
            return it.opcode().text();
        }
        String form = definition.getClass().getSimpleName();
        return form.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    private static String quoted(ExternName name) {
        return "`" + name.name() + "`";
    }
}
