package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.List;

/** The engine's function types as the API's. */
final class Signatures {

    private Signatures() {}

    static WasmSignature of(CoreFuncType type) {
        return new WasmSignature(types(type.params()), types(type.results()));
    }

    static List<WasmType> types(List<CoreValType> types) {
        return types.stream().map(each -> WasmType.valueOf(each.name())).toList();
    }
}
