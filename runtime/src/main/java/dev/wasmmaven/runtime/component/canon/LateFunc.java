package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A core function that is known later than it is imported; a call before traps like one through an empty table entry. */
public final class LateFunc {

    private final HostCoreFunc func;
    private @Nullable CoreFunc target;

    public LateFunc(CoreEngine engine, CoreFuncType type) {
        this.func = HostCoreFunc.of(engine, new Builtin(type, this::call));
    }

    /** What modules import. */
    public CoreFunc func() {
        return func;
    }

    /** Says what is called from now on. */
    public void bind(CoreFunc value) {
        target = value;
    }

    private long[] call(long[] args) {
        CoreFunc known = target;
        if (known == null) {
            throw new TrapException(
                    TrapKind.UNINITIALIZED_ELEMENT,
                    "an import is called before the component is set up",
                    List.of(),
                    null);
        }
        return known.call(args);
    }
}
