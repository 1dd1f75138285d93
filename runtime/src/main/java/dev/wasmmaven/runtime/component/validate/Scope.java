package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.ComponentFeatures;
import dev.wasmmaven.runtime.component.binary.ExternName;
import dev.wasmmaven.runtime.component.binary.Limits;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.engine.CoreExternType;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreGlobalType;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreTableType;
import dev.wasmmaven.runtime.engine.CoreTagType;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A component, component type or instance type as far as it is defined: index spaces, imports, exports, resources. */
final class Scope {

    /** What has a scope. */
    enum Kind {
        COMPONENT,
        COMPONENT_TYPE,
        INSTANCE_TYPE
    }

    final IndexSpace<CoreTypeEntry> coreTypes = new IndexSpace<>("core type", Limits.TYPES);
    final IndexSpace<CoreFuncType> coreFuncs = new IndexSpace<>("core function", Limits.FUNCTIONS);
    final IndexSpace<CoreTableType> coreTables = new IndexSpace<>("core table", Limits.CORE_ITEMS);
    final IndexSpace<CoreMemoryType> coreMemories = new IndexSpace<>("core memory", Limits.CORE_ITEMS);
    final IndexSpace<CoreGlobalType> coreGlobals = new IndexSpace<>("core global", Limits.CORE_ITEMS);
    final IndexSpace<CoreTagType> coreTags = new IndexSpace<>("core tag", Limits.CORE_ITEMS);
    final IndexSpace<ModuleNode> coreModules = new IndexSpace<>("core module", Limits.MODULES);
    final IndexSpace<Map<String, CoreExternType>> coreInstances = new IndexSpace<>("core instance", Limits.INSTANCES);
    final IndexSpace<TypeNode> types = new IndexSpace<>("type", Limits.TYPES);
    final IndexSpace<FuncNode> funcs = new IndexSpace<>("function", Limits.FUNCTIONS);
    final IndexSpace<InstanceNode> instances = new IndexSpace<>("instance", Limits.INSTANCES);
    final IndexSpace<ComponentNode> components = new IndexSpace<>("component", Limits.COMPONENTS);

    private final Kind kind;
    private final @Nullable Scope outer;
    private final ComponentFeatures features;
    private final Budget budget;
    private final ExternNames imports;
    private final ExternNames exports;
    private final NamedTypes named = new NamedTypes();

    /** Resources that imports bring, with their paths. */
    private final List<ComponentNode.Path> importedResources = new ArrayList<>();

    /** Resources that are fresh for each instance. */
    private final Set<ResourceId> definedResources = new LinkedHashSet<>();

    /** Those of them that are defined here and no further in. */
    private final Set<ResourceId> localResources = new LinkedHashSet<>();

    private Optional<CoreValType> contextType = Optional.empty();
    private int outerAliasNodes;

    Scope(Kind kind, @Nullable Scope outer, ComponentFeatures features) {
        this.kind = kind;
        this.outer = outer;
        this.features = features;
        this.budget = outer == null ? new Budget() : outer.budget;
        this.imports = new ExternNames(Subtyping.Side.IMPORT, features);
        this.exports = new ExternNames(Subtyping.Side.EXPORT, features);
    }

    Kind kind() {
        return kind;
    }

    ComponentFeatures features() {
        return features;
    }

    /** Shared with the scopes around and inside. */
    Budget budget() {
        return budget;
    }

    /** The scope so many levels further out, 0 being this one. */
    Scope outer(int count) {
        Scope scope = this;
        for (int i = 0; i != count; i++) {
            if (scope.outer == null) {
                throw Invalid.because("invalid outer alias count of " + Integer.toUnsignedString(count));
            }
            scope = scope.outer;
        }
        return scope;
    }

    ValueNode valueType(int index) {
        if (types.get(index) instanceof ValueNode value) {
            return value;
        }
        throw notA(index, "a defined type");
    }

    FuncNode funcType(int index) {
        if (types.get(index) instanceof FuncNode func) {
            return func;
        }
        throw notA(index, "a function type");
    }

    ResourceNode resourceType(int index) {
        if (types.get(index) instanceof ResourceNode resource) {
            return resource;
        }
        throw notA(index, "a resource type");
    }

    private static Invalid notA(int index, String what) {
        return Invalid.because("type index " + index + " is not " + what);
    }

    /** A resource defined here, which alone has a representation that this component knows. */
    ResourceNode localResource(int index) {
        ResourceNode resource = resourceType(index);
        if (!localResources.contains(resource.id())) {
            throw Invalid.because("type " + index + " is not a local resource");
        }
        return resource;
    }

    void defineResource(ResourceNode resource) {
        definedResources.add(resource.id());
        localResources.add(resource.id());
        types.add(resource);
    }

    /** Notes that an instantiation made a resource. */
    void inherit(ResourceId resource) {
        definedResources.add(resource);
    }

    /** All context slots of a component have one type. */
    void useContext(CoreValType type) {
        if (contextType.isPresent() && contextType.get() != type) {
            throw Invalid.because("the type of a context slot must match that of the others");
        }
        contextType = Optional.of(type);
    }

    /** Counts what outer aliases into this component cost. */
    void chargeOuterAlias(TypeSize size) {
        outerAliasNodes = TypeSize.sum(outerAliasNodes, size.nodes());
    }

    /** Appends an item to the index space of its sort. */
    void append(Entity entity) {
        if (entity instanceof Entity.Module module) {
            coreModules.add(module.type());
        } else if (entity instanceof Entity.Func func) {
            funcs.add(func.type());
        } else if (entity instanceof Entity.Instance instance) {
            addInstance(instance.type());
        } else if (entity instanceof Entity.Component component) {
            components.add(component.type());
        } else if (entity instanceof Entity.Type type) {
            types.add(type.created());
        }
    }

    void addInstance(InstanceNode type) {
        checkInstanceCount();
        instances.add(type);
    }

    void addCoreInstance(Map<String, CoreExternType> exports) {
        checkInstanceCount();
        coreInstances.add(exports);
    }

    private void checkInstanceCount() {
        if (instances.size() + coreInstances.size() >= Limits.INSTANCES) {
            throw Invalid.because("more than " + Limits.INSTANCES + " instances");
        }
    }

    /** Imports something; the result has the resources that it brings in. */
    Entity importEntity(ExternName name, Entity declared) {
        Entity entity = declared instanceof Entity.Instance instance ? freshImport(name.name(), instance) : declared;
        append(entity);
        if (isNewResource(entity)) {
            importedResources.add(new ComponentNode.Path(
                    ((ResourceNode) ((Entity.Type) entity).created()).id(), List.of(name.name())));
        }
        admit(Subtyping.Side.IMPORT, imports, name, entity);
        return entity;
    }

    /** Exports something, or declares so in a type; the result has the resources that are now of this scope. */
    Entity exportEntity(ExternName name, Entity declared) {
        Entity entity = declared instanceof Entity.Instance instance ? freshExport(instance) : declared;
        append(entity);
        if (isNewResource(entity)) {
            definedResources.add(((ResourceNode) ((Entity.Type) entity).created()).id());
        }
        admit(Subtyping.Side.EXPORT, exports, name, entity);
        return entity;
    }

    private static boolean isNewResource(Entity entity) {
        return entity instanceof Entity.Type type
                && type.created() instanceof ResourceNode
                && type.created().equals(type.referenced());
    }

    private void admit(Subtyping.Side side, ExternNames names, ExternName name, Entity entity) {
        if (entity instanceof Entity.Type type && type.created() instanceof ResourceNode resource) {
            names.register(name.name(), resource);
        }
        if (kind != Kind.INSTANCE_TYPE && !named.admit(side, entity)) {
            throw Invalid.because(entity.kind() + " not valid to be used as " + side + " `" + name.name()
                    + "`: it refers to a type that is not itself imported or exported");
        }
        names.add(name, entity);
    }

    /** An imported instance brings the resources that its type declares. */
    private Entity freshImport(String name, Entity.Instance instance) {
        InstanceNode type = instance.type();
        if (type.defined().isEmpty()) {
            return instance;
        }
        Map<ResourceId, List<String>> paths = ResourcePaths.find(type.exports(), type.defined());
        Substitution substitution = new Substitution(budget);
        for (ResourceId old : type.defined()) {
            ResourceId fresh = new ResourceId(old.name());
            substitution.put(old, fresh);
            List<String> path = new ArrayList<>(List.of(name));
            path.addAll(paths.getOrDefault(old, List.of()));
            importedResources.add(new ComponentNode.Path(fresh, path));
        }
        return new Entity.Instance(new InstanceNode(substitution.apply(type.exports()), List.of()));
    }

    /** A declared export of an instance declares the resources of its type, each time others. */
    private Entity freshExport(Entity.Instance instance) {
        InstanceNode type = instance.type();
        if (type.defined().isEmpty()) {
            return instance;
        }
        Substitution substitution = new Substitution(budget);
        for (ResourceId old : type.defined()) {
            ResourceId fresh = new ResourceId(old.name());
            substitution.put(old, fresh);
            definedResources.add(fresh);
        }
        return new Entity.Instance(new InstanceNode(substitution.apply(type.exports()), List.of()));
    }

    /** The instance type that these declarations make. */
    InstanceNode toInstance() {
        return new InstanceNode(exports.members(), List.copyOf(definedResources));
    }

    /** The component type that these definitions or declarations make. */
    ComponentNode toComponent() {
        Set<ResourceId> inImports = FreeResources.of(imports.members().values());
        if (definedResources.stream().anyMatch(inImports::contains)) {
            throw Invalid.because("local resource type found in imports");
        }
        Set<ResourceId> inExports = FreeResources.of(exports.members().values());
        List<ResourceId> visible =
                definedResources.stream().filter(inExports::contains).toList();
        Map<ResourceId, List<String>> paths = ResourcePaths.find(exports.members(), visible);
        List<ComponentNode.Path> defined = new ArrayList<>();
        for (ResourceId resource : visible) {
            List<String> path = paths.get(resource);
            if (path == null) {
                throw Invalid.because("local resource type found in export but not exported itself");
            }
            defined.add(new ComponentNode.Path(resource, path));
        }
        return new ComponentNode(imports.members(), exports.members(), importedResources, defined);
    }
}
