package dev.wasmmaven.runtime.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function type. */
public record CoreFuncType(List<CoreValType> params, List<CoreValType> results) implements CoreExternType {

    public CoreFuncType {
        params = List.copyOf(params);
        results = List.copyOf(results);
    }

    /** Written out, since it is called at every start, and the JVM would first have to make the code of a record's own. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CoreFuncType type && params.equals(type.params) && results.equals(type.results);
    }

    @Override
    public int hashCode() {
        return 31 * params.hashCode() + results.hashCode();
    }
}
