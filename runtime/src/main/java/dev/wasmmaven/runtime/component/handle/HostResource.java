package dev.wasmmaven.runtime.component.handle;

import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.component.type.ValType;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A resource type of the host, whose resources are Java objects. One object stands for the type wherever it is used: in the
 * interface that defines it, in those that use it, and in function types. Immutable, shared by all stores.
 *
 * @param <T> the class of the objects
 */
public final class HostResource<T> {

    private final String name;
    private final Class<T> javaType;
    private final Consumer<? super T> destructor;
    private final ResourceId id;
    private final ResourceType type;

    /**
     * @param name as in WIT, such as {@code output-stream}
     * @param destructor called once when a guest drops its own handle, or when the store is closed while the resource
     *     lives; not for one that the host took back
     */
    public HostResource(String name, Class<T> javaType, Consumer<? super T> destructor) {
        this.name = Objects.requireNonNull(name, "name");
        this.javaType = Objects.requireNonNull(javaType, "javaType");
        this.destructor = Objects.requireNonNull(destructor, "destructor");
        this.id = new ResourceId(name);
        this.type = new ResourceType(name, null);
    }

    /** One whose resources need no cleaning up. */
    public HostResource(String name, Class<T> javaType) {
        this(name, javaType, object -> {});
    }

    public String name() {
        return name;
    }

    public Class<T> javaType() {
        return javaType;
    }

    /** The id that stands for it in function types. */
    public ResourceId id() {
        return id;
    }

    /** The type {@code own<T>}. */
    public ValType own() {
        return new ValType.OwnType(id);
    }

    /** The type {@code borrow<T>}. */
    public ValType borrow() {
        return new ValType.BorrowType(id);
    }

    /** What guests' handles point to. */
    public ResourceType type() {
        return type;
    }

    void drop(Object object) {
        destructor.accept(javaType.cast(object));
    }

    @Override
    public String toString() {
        return name;
    }
}
