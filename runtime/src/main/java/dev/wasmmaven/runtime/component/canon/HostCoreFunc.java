package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreExtern;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;

/** A built-in or lowered function: modules import it, and it can be lifted or be a destructor as it is. */
public final class HostCoreFunc implements CoreFunc {

    private final Builtin builtin;
    private final CoreFunc imported;

    private HostCoreFunc(Builtin builtin, CoreFunc imported) {
        this.builtin = builtin;
        this.imported = imported;
    }

    static HostCoreFunc of(CoreEngine engine, Builtin builtin) {
        return new HostCoreFunc(
                builtin,
                engine.hostFunc(builtin.type(), (caller, args) -> builtin.body().call(args)));
    }

    /** What to give to the engine for something that may be one of these. */
    public static CoreExtern forEngine(CoreExtern extern) {
        return extern instanceof HostCoreFunc host ? host.imported : extern;
    }

    @Override
    public CoreFuncType type() {
        return builtin.type();
    }

    @Override
    public long[] call(long... args) {
        return builtin.body().call(args);
    }
}
