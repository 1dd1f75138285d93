package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.ComponentFeature;
import dev.wasmmaven.runtime.component.binary.ComponentFeatures;
import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.UnsupportedException;

/** The reasons against a component, as the rules state them; {@link ComponentLoader} adds where. */
final class Invalid extends RuntimeException {

    private Invalid(String reason) {
        super(reason, null, false, false);
    }

    static Invalid because(String reason) {
        return new Invalid(reason);
    }

    /** The same reason in its context, outermost first. */
    Invalid in(String context) {
        return new Invalid(context + ": " + reason());
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    InvalidException at(int offset, String item) {
        return new InvalidException(
                "invalid: " + item + " at offset 0x" + Integer.toHexString(offset) + ": " + reason(), null);
    }

    /** Fails unless the feature is on. */
    static void require(ComponentFeatures features, ComponentFeature feature, String what) {
        if (!features.has(feature)) {
            throw UnsupportedException.notEnabled(what, feature.id());
        }
    }
}
