package dev.wasmmaven.runtime;

import java.util.List;

/** The type of a function. */
public record WasmSignature(List<WasmType> params, List<WasmType> results) {

    public WasmSignature {
        params = List.copyOf(params);
        results = List.copyOf(results);
    }
}
