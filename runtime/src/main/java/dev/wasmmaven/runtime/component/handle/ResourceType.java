package dev.wasmmaven.runtime.component.handle;

import dev.wasmmaven.runtime.component.type.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * A resource type at run time (CanonicalABI.md, Resource State): a new one for each instance of the component that defines
 * it, compared by identity.
 */
public final class ResourceType {

    /** Runs when the last owner drops a resource. */
    @FunctionalInterface
    public interface Destructor {

        /**
         * Runs.
         *
         * @param rep the resource's representation
         */
        void drop(int rep);
    }

    private final String name;
    private final @Nullable Object implementer;
    private final ResourceId identity;
    private @Nullable Destructor destructor;

    /**
     * @param name serves messages only
     * @param implementer the component instance that defines it, null for the host; that instance sees a borrowed resource
     *     as its representation, not as a handle
     */
    public ResourceType(String name, @Nullable Object implementer) {
        this.name = name;
        this.implementer = implementer;
        this.identity = new ResourceId(name);
    }

    public String name() {
        return name;
    }

    /** Stands for this type, and no other, where value types are compared. */
    public ResourceId identity() {
        return identity;
    }

    /** Whether that instance defines it. */
    public boolean isImplementedBy(Object instance) {
        return instance.equals(implementer);
    }

    /** Whether the host defines it. */
    public boolean isHost() {
        return implementer == null;
    }

    /** What dropping does, null if nothing. */
    public @Nullable Destructor destructor() {
        return destructor;
    }

    public void destructor(Destructor value) {
        this.destructor = value;
    }

    @Override
    public String toString() {
        return name;
    }
}
