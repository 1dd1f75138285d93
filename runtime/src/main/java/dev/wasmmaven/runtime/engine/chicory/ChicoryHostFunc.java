package dev.wasmmaven.runtime.engine.chicory;

import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.HostFunc;

/**
 * A function of the host.
 *
 * @param rawResults how many values the body must give, counted once and not at every call
 */
record ChicoryHostFunc(CoreFuncType type, HostFunc body, int rawResults) implements CoreFunc {

    private static final long[] NONE = {};

    ChicoryHostFunc(CoreFuncType type, HostFunc body) {
        this(type, body, type.rawResults());
    }

    @Override
    public long[] call(long... args) {
        throw new UnsupportedOperationException("a host function is called by a guest");
    }

    /** Runs the body for a guest; what it throws comes wrapped in {@link HostThrown}. */
    long[] callFrom(ChicoryInstance caller, long[] args) {
        long[] results;
        try {
            results = body.call(caller, args);
        } catch (VirtualMachineError e) {
            // The guest's depth and appetite are as much to blame as the host function's.
            throw e;
        } catch (RuntimeException | Error e) {
            throw new HostThrown(e);
        }
        int count = results == null ? 0 : results.length;
        if (count != rawResults) {
            throw new HostThrown(new IllegalStateException(
                    "a host function returned " + count + " values, its type has " + rawResults));
        }
        caller.stopSwitch().check();
        return results == null ? NONE : results;
    }
}
