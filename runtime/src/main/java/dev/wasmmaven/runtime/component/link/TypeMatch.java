package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.handle.ResourceType;
import dev.wasmmaven.runtime.component.text.TypeText;
import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.engine.CoreExport;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.ImportMatching;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether a component or core module, to be instantiated by whoever imports it, is of a type (Explainer.md, Type Checking):
 * it must ask for no more than it will be given, and export no less than is wanted.
 */
final class TypeMatch {

    private final IdentityHashMap<ResourceId, ResourceType> matched = new IdentityHashMap<>();
    private final Function<ResourceId, @Nullable ResourceType> outer;
    private final Consumer<String> problems;
    private final ValueTypes types = new ValueTypes(this::resource);

    /**
     * @param outer what resource ids stand for that neither type binds itself; null if nothing
     * @param problems takes one line for each mismatch
     */
    TypeMatch(Function<ResourceId, @Nullable ResourceType> outer, Consumer<String> problems) {
        this.outer = outer;
        this.problems = problems;
    }

    private @Nullable ResourceType known(ResourceId id) {
        ResourceType bound = matched.get(id);
        return bound == null ? outer.apply(id) : bound;
    }

    private ResourceType resource(ResourceId id) {
        ResourceType known = known(id);
        return known == null ? bind(id, new ResourceType(id.name(), new Object())) : known;
    }

    private ResourceType bind(ResourceId id, ResourceType type) {
        matched.put(id, type);
        return type;
    }

    /** @param name what to call it in messages */
    void match(String name, ExternType offered, ExternType wanted) {
        if (offered instanceof ExternType.ResourceExtern mine && wanted instanceof ExternType.ResourceExtern theirs) {
            resources(name, mine.resource(), theirs.resource());
        } else if (offered instanceof ExternType.FuncExtern mine && wanted instanceof ExternType.FuncExtern theirs) {
            if (!ImportCheck.canonical(mine.type(), types).equals(ImportCheck.canonical(theirs.type(), types))) {
                problems.accept(name + ": expected " + new TypeText().of(theirs.type()) + ", found "
                        + new TypeText().of(mine.type()));
            }
        } else if (offered instanceof ExternType.ValTypeExtern mine
                && wanted instanceof ExternType.ValTypeExtern theirs) {
            if (!types.canonical(mine.type()).equals(types.canonical(theirs.type()))) {
                problems.accept(name + ": the types are not the same");
            }
        } else if (offered instanceof ExternType.TypeExtern mine && wanted instanceof ExternType.TypeExtern theirs) {
            match(name, mine.type(), theirs.type());
            match(name, theirs.type(), mine.type());
        } else if (offered instanceof ExternType.InstanceType mine
                && wanted instanceof ExternType.InstanceType theirs) {
            all(name + " ", mine.exports(), theirs.exports(), "the instance has no export ");
        } else if (offered instanceof ExternType.ComponentType mine
                && wanted instanceof ExternType.ComponentType theirs) {
            all(name + ", import ", theirs.imports(), mine.imports(), "the component will not be given its import ");
            all(name + ", export ", mine.exports(), theirs.exports(), "the component has no export ");
        } else if (offered instanceof ExternType.CoreModuleType mine
                && wanted instanceof ExternType.CoreModuleType theirs) {
            module(name, mine, theirs);
        } else {
            problems.accept(name + ": what is offered is of another kind");
        }
    }

    private void all(String name, List<ExternType.Named> offered, List<ExternType.Named> wanted, String missing) {
        for (ExternType.Named each : wanted) {
            Optional<ExternType.Named> found = offered.stream()
                    .filter(other -> other.name().equals(each.name()))
                    .findFirst();
            if (found.isPresent()) {
                match(name + each.name(), found.get().type(), each.type());
            } else {
                problems.accept(name.strip() + ": " + missing + each.name());
            }
        }
    }

    /** Binds the resource types of two ids to each other, whichever comes first. */
    private void resources(String name, ResourceId offered, ResourceId wanted) {
        ResourceType mine = known(offered);
        ResourceType theirs = known(wanted);
        if (mine == null && theirs == null) {
            bind(offered, bind(wanted, new ResourceType(wanted.name(), new Object())));
        } else if (mine == null) {
            bind(offered, resource(wanted));
        } else if (theirs == null) {
            bind(wanted, mine);
        } else if (mine != theirs) {
            problems.accept(
                    name + ": resource types are not the same: expected '" + theirs + "', found '" + mine + "'");
        }
    }

    /** The same for core modules. */
    void module(String name, ExternType.CoreModuleType offered, ExternType.CoreModuleType wanted) {
        for (CoreImport needed : offered.imports()) {
            Optional<CoreImport> given = wanted.imports().stream()
                    .filter(each ->
                            each.module().equals(needed.module()) && each.name().equals(needed.name()))
                    .findFirst();
            if (given.isEmpty()) {
                problems.accept(name + ": the module imports " + needed.module() + "." + needed.name()
                        + ", which it will not be given");
            } else if (!ImportMatching.matches(given.get().type(), needed.type())) {
                problems.accept(name + ": the module's import " + needed.module() + "." + needed.name() + " is "
                        + ImportMatching.describe(needed.type()) + ", expected "
                        + ImportMatching.describe(given.get().type()));
            }
        }
        for (CoreExport needed : wanted.exports()) {
            Optional<CoreExport> given = offered.exports().stream()
                    .filter(each -> each.name().equals(needed.name()))
                    .findFirst();
            if (given.isEmpty()) {
                problems.accept(name + ": the module has no export " + needed.name());
            } else if (!ImportMatching.matches(given.get().type(), needed.type())) {
                problems.accept(name + ": the module's export " + needed.name() + " is "
                        + ImportMatching.describe(given.get().type()) + ", expected "
                        + ImportMatching.describe(needed.type()));
            }
        }
    }
}
