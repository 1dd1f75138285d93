package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.link.HostInterface;
import dev.wasmmaven.runtime.component.link.Linker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An interface that Java offers to components, made by {@link ComponentLinker#instance}. */
public final class HostInstance {

    private final String name;
    private final Map<String, HostFunction> functions = new LinkedHashMap<>();
    private final List<HostResource<?>> resources = new ArrayList<>();

    HostInstance(String name) {
        this.name = name;
    }

    /**
     * Offers a function.
     *
     * @param function its name as exported: {@code get}; for a resource {@code [constructor]counter},
     *     {@code [method]counter.next}, {@code [static]counter.of}
     * @throws IllegalArgumentException the name is taken
     */
    public HostInstance func(String function, HostFunction body) {
        if (functions.putIfAbsent(function, body) != null) {
            throw new IllegalArgumentException(name + " has a function '" + function + "' already");
        }
        return this;
    }

    /**
     * Offers a resource type whose resources are Java objects.
     *
     * @param resource its name as in WIT
     * @param destructor called when a component drops its own handle, or when the instance is closed while the resource
     *     lives
     */
    public <T> HostType<T> resource(String resource, Class<T> javaType, Consumer<? super T> destructor) {
        HostResource<T> made = new HostResource<>(resource, javaType, destructor);
        resources.add(made);
        return new HostType<>(made);
    }

    /** Offers a resource type of another interface as well, as {@code use} in WIT does. */
    public HostInstance use(HostType<?> type) {
        resources.add(type.resource());
        return this;
    }

    void define(Linker linker) {
        HostInterface target = linker.instance(name);
        resources.forEach(target::resource);
        functions.forEach((function, body) -> target.func(function, adapt(body)));
    }

    static dev.wasmmaven.runtime.component.link.HostFunction adapt(HostFunction body) {
        return (call, args) -> body.call(new HostContext(call), args);
    }
}
