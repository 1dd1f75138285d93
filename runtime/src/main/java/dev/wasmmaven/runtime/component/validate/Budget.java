package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.Limits;

/**
 * How many types one component, with those inside it, may make by substitution. Each instantiation copies the types that
 * speak of its resources; without a limit a small file could make any number of them.
 */
final class Budget {

    private int left = Limits.TYPES;

    void spend() {
        if (left == 0) {
            throw Invalid.because("more than " + Limits.TYPES + " types that imports and instantiations make");
        }
        left--;
    }
}
