package dev.wasmmaven.runtime.engine;

import org.jspecify.annotations.Nullable;

/** A table instance. */
public non-sealed interface CoreTable extends CoreExtern {

    @Override
    CoreTableType type();

    /** Present size in elements. */
    int size();

    /** The function at an index, or null for a null reference. */
    @Nullable
    CoreFunc func(int index);
}
