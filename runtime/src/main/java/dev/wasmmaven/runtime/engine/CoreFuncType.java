package dev.wasmmaven.runtime.engine;

import java.util.List;

/** A function type. */
public record CoreFuncType(List<CoreValType> params, List<CoreValType> results) implements CoreExternType {

    public CoreFuncType {
        params = List.copyOf(params);
        results = List.copyOf(results);
    }
}
