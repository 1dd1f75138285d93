package dev.wasmmaven.runtime.engine.chicory;

import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.List;

/** A function of an instance, seen from the host. */
record ChicoryFunc(ChicoryInstance owner, int index, CoreFuncType type) implements CoreFunc {

    @Override
    public long[] call(long... args) {
        if (args.length != type.rawParams()) {
            throw new IllegalArgumentException(args.length + " arguments for a function of " + type.rawParams());
        }
        long[] values = normalised(args);
        CoreStop.Visit visit = owner.stopSwitch().enter();
        try {
            return owner.invoke(index, values);
        } catch (RuntimeException | Error e) {
            throw owner.traps().translate(e);
        } finally {
            visit.close();
        }
    }

    /**
     * The interpreter computes with whole longs, so halves that do not count must be as it would leave them. Mostly they
     * are already.
     */
    @SuppressWarnings("ReferenceEquality") // Whether the array was copied already.
    private long[] normalised(long[] args) {
        List<CoreValType> params = type.params();
        long[] values = args;
        int at = 0;
        for (int i = 0; i < params.size(); i++) {
            CoreValType param = params.get(i);
            long value = args[at];
            long normal =
                    param == CoreValType.I32 ? (int) value : param == CoreValType.F32 ? value & 0xffff_ffffL : value;
            if (normal != value) {
                if (values == args) {
                    values = args.clone();
                }
                values[at] = normal;
            }
            at += param == CoreValType.V128 ? 2 : 1;
        }
        return values;
    }
}
