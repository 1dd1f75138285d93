package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.CanonOpcode;
import dev.wasmmaven.runtime.component.binary.ComponentSyntax;
import dev.wasmmaven.runtime.component.binary.Definition;
import dev.wasmmaven.runtime.component.binary.ExternTypeSyntax;
import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.engine.rewrite.ContextImport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which imports of a component's core modules will be {@code context.get} and {@code context.set}, found before anything is
 * validated, since it decides as what the modules are loaded. Of a module that is instantiated in several ways, exported, or
 * used by another component, nothing is known.
 */
final class ContextImports {

    /** What is done to which slot. */
    private record Access(int slot, boolean set) {}

    /** More definitions inside of a component than any tool makes are not looked at: each component looks at them anew. */
    private static final int MAX_VISITED = 100_000;

    private final List<Optional<Definition.CoreModule>> modules = new ArrayList<>();
    private final List<Map<String, Access>> instances = new ArrayList<>();
    private final List<Optional<Access>> functions = new ArrayList<>();
    private final IdentityHashMap<Definition.CoreModule, List<ContextImport>> imports = new IdentityHashMap<>();

    private int visited;

    private ContextImports() {}

    static ContextImports none() {
        return new ContextImports();
    }

    /** Those of a component; nothing is found in one that does not validate. */
    static ContextImports of(ComponentSyntax component) {
        ContextImports found = new ContextImports();
        if (component.definitions().stream().anyMatch(ContextImports::isAccess)) {
            component.definitions().forEach(found::visit);
        }
        return found.visited > MAX_VISITED ? none() : found;
    }

    /** Empty for a module that imports none, or that must stay as it is. */
    List<ContextImport> of(Definition.CoreModule module) {
        return imports.getOrDefault(module, List.of());
    }

    private static boolean isAccess(Definition definition) {
        return definition instanceof Definition.Builtin builtin
                && (builtin.opcode() == CanonOpcode.CONTEXT_GET || builtin.opcode() == CanonOpcode.CONTEXT_SET)
                && builtin.coreType().equals(Optional.of(CoreValType.I32));
    }

    private void visit(Definition definition) {
        if (definition instanceof Definition.CoreModule it) {
            modules.add(Optional.of(it));
        } else if (definition instanceof Definition.Builtin it) {
            functions.add(
                    isAccess(it)
                            ? Optional.of(new Access(it.index(), it.opcode() == CanonOpcode.CONTEXT_SET))
                            : Optional.empty());
        } else if (definition instanceof Definition.Lower) {
            functions.add(Optional.empty());
        } else if (definition instanceof Definition.CoreExportAlias it && it.sort() == Sort.CORE_FUNC) {
            functions.add(
                    Optional.ofNullable(at(instances, it.instance(), Map.of()).get(it.name())));
        } else if (definition instanceof Definition.CoreInlineInstance it) {
            instances.add(accesses(it));
        } else if (definition instanceof Definition.CoreInstantiate it) {
            instantiate(it);
            instances.add(Map.of());
        } else {
            visitOthers(definition);
        }
    }

    /** What brings modules from elsewhere, and what takes them there. */
    private void visitOthers(Definition definition) {
        if (definition instanceof Definition.Import it
                && it.type() instanceof ExternTypeSyntax.Indexed indexed
                && indexed.sort() == Sort.CORE_MODULE) {
            modules.add(Optional.empty());
        } else if ((definition instanceof Definition.ExportAlias alias && alias.sort() == Sort.CORE_MODULE)) {
            modules.add(Optional.empty());
        } else if (definition instanceof Definition.OuterAlias it && it.sort() == Sort.CORE_MODULE) {
            if (it.count() == 0) {
                leave(it.index());
            }
            modules.add(Optional.empty());
        } else if (definition instanceof Definition.Export it && it.sort() == Sort.CORE_MODULE) {
            leave(it.index());
            modules.add(Optional.empty());
        } else if (definition instanceof Definition.Instantiate it) {
            leave(it.arguments());
        } else if (definition instanceof Definition.InlineInstance it) {
            leave(it.exports());
        } else if (definition instanceof Definition.Nested it) {
            leaveToNested(it.component(), 1);
        }
    }

    private void leave(List<Definition.Item> items) {
        items.stream().filter(item -> item.sort() == Sort.CORE_MODULE).forEach(item -> leave(item.index()));
    }

    private void leaveToNested(ComponentSyntax component, int depth) {
        visited += component.definitions().size();
        if (visited > MAX_VISITED) {
            return;
        }
        for (Definition definition : component.definitions()) {
            if (definition instanceof Definition.OuterAlias it
                    && it.sort() == Sort.CORE_MODULE
                    && it.count() == depth) {
                leave(it.index());
            } else if (definition instanceof Definition.Nested it) {
                leaveToNested(it.component(), depth + 1);
            }
        }
    }

    /** A module stays as it is. */
    private void leave(int index) {
        module(index).ifPresent(module -> imports.put(module, List.of()));
    }

    private Map<String, Access> accesses(Definition.CoreInlineInstance instance) {
        Map<String, Access> accesses = new HashMap<>();
        for (Definition.Item item : instance.exports()) {
            if (item.sort() == Sort.CORE_FUNC) {
                at(functions, item.index(), Optional.empty())
                        .ifPresent(access -> accesses.put(item.name().name(), access));
            }
        }
        return accesses;
    }

    private void instantiate(Definition.CoreInstantiate it) {
        Optional<Definition.CoreModule> module = module(it.module());
        if (module.isEmpty()) {
            return;
        }
        List<ContextImport> found = new ArrayList<>();
        for (Definition.CoreArgument argument : it.arguments()) {
            at(instances, argument.instance(), Map.<String, Access>of())
                    .forEach((name, access) ->
                            found.add(new ContextImport(argument.name(), name, access.slot(), access.set())));
        }
        List<ContextImport> before = imports.putIfAbsent(module.get(), found);
        if (before != null && !before.equals(found)) {
            leave(it.module());
        }
    }

    private Optional<Definition.CoreModule> module(int index) {
        return at(modules, index, Optional.empty());
    }

    /** Indices are not validated yet. */
    private static <T> T at(List<T> space, int index, T otherwise) {
        return index >= 0 && index < space.size() ? space.get(index) : otherwise;
    }
}
