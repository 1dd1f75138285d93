package dev.wasmmaven.runtime.component.type;

/**
 * A resource type as validation sees it: fresh for every definition, every import with a {@code (sub resource)} bound and
 * every instantiation (Explainer.md, Type Checking: resource types are generative). Compared by identity. Within the body
 * of one component each id stands for exactly one resource type of each of its instances; the instance holds that mapping.
 */
public final class ResourceId {

    private final String name;

    /** A fresh one. The name serves messages only. */
    public ResourceId(String name) {
        this.name = name;
    }

    /** What to call it in messages. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
