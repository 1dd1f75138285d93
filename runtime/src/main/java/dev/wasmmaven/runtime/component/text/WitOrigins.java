package dev.wasmmaven.runtime.component.text;

import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.component.type.ValType;
import java.util.IdentityHashMap;
import java.util.Optional;

/** Where each type was named first; all later places use it from there. */
final class WitOrigins {

    /** An interface with a name of its own, or a place that nothing can refer to. */
    record Place(Optional<WitNames.Interface> name, String inPackage) {

        /** How this place refers to another. */
        String refer(Place other) {
            return other.name.orElseThrow().seenFrom(inPackage);
        }
    }

    /** A type's first place, and its name there. */
    record Origin(Place place, String name) {}

    private final IdentityHashMap<Object, Origin> origins = new IdentityHashMap<>();

    Optional<Origin> of(ResourceId resource, Place here, String name) {
        return lookUp(resource, here, name);
    }

    Optional<Origin> of(ValType type, Place here, String name) {
        return TypeText.isNameable(type) ? lookUp(type, here, name) : Optional.empty();
    }

    /** Where a type comes from, if from elsewhere; what is met first is from here. */
    private Optional<Origin> lookUp(Object type, Place here, String name) {
        Origin known = origins.get(type);
        if (known == null) {
            origins.put(type, new Origin(here, name));
            return Optional.empty();
        }
        return Optional.of(known)
                .filter(it -> !it.place().equals(here) && it.place().name().isPresent());
    }
}
