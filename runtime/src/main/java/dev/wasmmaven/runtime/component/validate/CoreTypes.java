package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.engine.CoreExternType;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreTagType;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.engine.ImportMatching;
import java.util.List;

/** Core types as components see them. */
final class CoreTypes {

    private CoreTypes() {}

    static CoreFuncType func(List<CoreValType> params, CoreValType... results) {
        return new CoreFuncType(params, List.of(results));
    }

    /** What a type counts in a {@link TypeSize}. */
    static int nodes(CoreExternType type) {
        if (type instanceof CoreFuncType func) {
            return 1 + func.params().size() + func.results().size();
        }
        return type instanceof CoreTagType tag ? nodes(tag.function()) : 1;
    }

    static void checkMatch(CoreExternType offered, CoreExternType wanted) {
        if (!ImportMatching.matches(offered, wanted)) {
            throw Invalid.because(
                    "expected " + ImportMatching.describe(wanted) + ", found " + ImportMatching.describe(offered));
        }
    }
}
