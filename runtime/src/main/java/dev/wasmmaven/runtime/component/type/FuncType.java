package dev.wasmmaven.runtime.component.type;

import java.util.List;
import java.util.Optional;

/**
 * A component function's type.
 *
 * @param async whether callers must expect it to block ({@code async func} in WIT)
 */
public record FuncType(boolean async, List<Param> params, Optional<ValType> result) {

    /** A named parameter. */
    public record Param(String name, ValType type) {}

    public FuncType {
        params = List.copyOf(params);
    }

    /** The parameters' types in order. */
    public List<ValType> paramTypes() {
        return params.stream().map(Param::type).toList();
    }
}
