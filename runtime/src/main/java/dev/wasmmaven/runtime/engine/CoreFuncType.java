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

    /** Number of raw values that the parameters are, as in {@link CoreFunc#call}. */
    public int rawParams() {
        return raws(params);
    }

    /** Number of raw values that the results are. */
    public int rawResults() {
        return raws(results);
    }

    private static int raws(List<CoreValType> types) {
        int vectors = 0;
        for (CoreValType type : types) {
            vectors += type == CoreValType.V128 ? 1 : 0;
        }
        return types.size() + vectors;
    }
}
