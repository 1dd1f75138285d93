package dev.wasmmaven.runtime.engine;

/** An exception tag instance. */
public non-sealed interface CoreTag extends CoreExtern {

    @Override
    CoreTagType type();
}
