package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.handle.HostResource;

/**
 * A resource type of Java's, made by {@link HostInstance#resource}.
 *
 * @param <T> the class of the objects behind the handles
 */
public final class HostType<T> {

    private final HostResource<T> resource;

    HostType(HostResource<T> resource) {
        this.resource = resource;
    }

    HostResource<T> resource() {
        return resource;
    }

    /** Its name, as in WIT. */
    public String name() {
        return resource.name();
    }
}
