package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.type.FuncType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a host offers to the components it instantiates. An import named {@code a:b/c@0.2.3} is also served by another
 * version that is compatible by semver, {@code a:b/c@0.2.12} for one; the highest wins. Built by one thread, then only read.
 */
public final class Linker {

    private final Map<String, HostInterface> interfaces = new LinkedHashMap<>();
    private final Map<String, HostItem.Func> functions = new LinkedHashMap<>();

    public Linker() {}

    /** The instance of that name, made when first asked for. */
    public HostInterface instance(String name) {
        return interfaces.computeIfAbsent(name, HostInterface::new);
    }

    /**
     * Offers a function to components that import it directly.
     *
     * @throws IllegalArgumentException the name is taken
     */
    public Linker func(String name, FuncType type, HostFunction body) {
        if (functions.putIfAbsent(name, new HostItem.Func(type, body)) != null) {
            throw new IllegalArgumentException("there is a function '" + name + "' already");
        }
        return this;
    }
}
