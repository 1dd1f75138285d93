package dev.wasmmaven.runtime.engine.chicory;

import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.engine.CoreValType;

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

    /** The interpreter computes with whole longs, so halves that do not count must be as it would leave them. */
    private long[] normalised(long[] args) {
        long[] values = args.clone();
        int i = 0;
        for (CoreValType param : type.params()) {
            if (param == CoreValType.I32) {
                values[i] = (int) values[i];
            } else if (param == CoreValType.F32) {
                values[i] &= 0xffff_ffffL;
            }
            i += param == CoreValType.V128 ? 2 : 1;
        }
        return values;
    }
}
