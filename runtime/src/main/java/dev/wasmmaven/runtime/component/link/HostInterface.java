package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.type.FuncType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An instance that the host offers: functions and resource types by name. Built by one thread, then only read. */
public final class HostInterface {

    private final String name;
    private final Map<String, HostItem> items = new LinkedHashMap<>();

    HostInterface(String name) {
        this.name = name;
    }

    /** The name, such as {@code wasi:io/streams@0.2.12}. */
    public String name() {
        return name;
    }

    /**
     * Offers a function.
     *
     * @param function its name as exported, such as {@code [method]output-stream.check-write}
     * @param type its type; resources in it are those of {@link HostResource#own} and {@link HostResource#borrow}
     * @throws IllegalArgumentException the name is taken
     */
    public HostInterface func(String function, FuncType type, HostFunction body) {
        return add(function, new HostItem.Func(type, body));
    }

    /**
     * Offers a function whose type is {@code async}.
     *
     * @throws IllegalArgumentException the name is taken
     */
    public HostInterface asyncFunc(String function, FuncType type, AsyncHostFunction body) {
        return add(function, new HostItem.AsyncFunc(type, body));
    }

    /**
     * Offers a function whose type is what a component imports it with: the arguments are of the parameters' types, and
     * what the body returns is checked against the result's.
     *
     * @throws IllegalArgumentException the name is taken
     */
    public HostInterface func(String function, HostFunction body) {
        return add(function, new HostItem.UntypedFunc(body));
    }

    /**
     * Offers a resource type under its own name, be it defined here or used from another interface.
     *
     * @throws IllegalArgumentException the name is taken
     */
    public HostInterface resource(HostResource<?> resource) {
        return add(resource.name(), new HostItem.Resource(resource));
    }

    Map<String, HostItem> items() {
        return Collections.unmodifiableMap(items);
    }

    private HostInterface add(String item, HostItem value) {
        if (items.putIfAbsent(item, value) != null) {
            throw new IllegalArgumentException(name + " has an item '" + item + "' already");
        }
        return this;
    }
}
