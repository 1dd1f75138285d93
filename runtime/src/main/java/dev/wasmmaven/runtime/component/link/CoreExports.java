package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.engine.CoreExtern;

/** A core instance as others see it: real, or made of what is there. */
@FunctionalInterface
interface CoreExports {

    /** The export of that name, which validation has found. */
    CoreExtern get(String name);
}
