package dev.wasmmaven.conformance.runner;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreExtern;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.error.UnlinkableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The instances of a script by name, and what of them may be imported. */
final class Instances {

    private final Map<String, Slot> named = new HashMap<>();
    private final Map<String, Slot> registered = new HashMap<>();
    private final Map<String, CoreExtern> spectest;
    private Slot current = new Slot.Missing("the script has no module yet");

    Instances(CoreEngine engine) {
        this.spectest = Spectest.externs(engine);
    }

    void add(Optional<String> name, Slot slot) {
        current = slot;
        name.ifPresent(it -> named.put(it, slot));
    }

    Slot find(Optional<String> name) {
        return name.map(it -> named.getOrDefault(it, new Slot.Missing("the script has no module $" + it)))
                .orElse(current);
    }

    void register(String as, Slot slot) {
        registered.put(as, slot);
    }

    /**
     * What the module imports, in its order.
     *
     * @throws UnlinkableException nothing of that name was registered
     */
    List<CoreExtern> importsOf(CoreModule module) {
        List<CoreExtern> externs = new ArrayList<>();
        for (CoreImport item : module.imports()) {
            externs.add(resolve(item)
                    .orElseThrow(() ->
                            new UnlinkableException("unknown import " + item.module() + "." + item.name(), null)));
        }
        return externs;
    }

    private Optional<CoreExtern> resolve(CoreImport item) {
        if (registered.get(item.module()) instanceof Slot.Alive alive) {
            return alive.instance().export(item.name());
        }
        return item.module().equals(Spectest.NAME) ? Optional.ofNullable(spectest.get(item.name())) : Optional.empty();
    }
}
