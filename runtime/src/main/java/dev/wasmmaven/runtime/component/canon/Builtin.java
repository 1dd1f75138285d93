package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.Collections;
import java.util.List;

/**
 * A canonical built-in, bound to an instance.
 *
 * @param body takes and gives raw core values
 */
record Builtin(CoreFuncType type, Body body) {

    static final long[] NONE = {};

    /** What a built-in does. */
    @FunctionalInterface
    interface Body {
        long[] call(long[] args);
    }

    /** What a built-in that returns one i32 does. */
    @FunctionalInterface
    interface IntBody {
        int call(long[] args);
    }

    /** What a built-in that returns nothing does. */
    @FunctionalInterface
    interface VoidBody {
        void call(long[] args);
    }

    private static CoreFuncType type(int params, List<CoreValType> results) {
        return new CoreFuncType(Collections.nCopies(params, CoreValType.I32), results);
    }

    /** Of so many i32 parameters and an i32 result. */
    static Builtin toInt(int params, IntBody body) {
        return new Builtin(type(params, List.of(CoreValType.I32)), args -> new long[] {body.call(args)});
    }

    /** Of so many i32 parameters and no result. */
    static Builtin toNothing(int params, VoidBody body) {
        return new Builtin(type(params, List.of()), args -> {
            body.call(args);
            return NONE;
        });
    }
}
