package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.host.StoppedException;
import java.util.List;

/** Traps of WASI's functions: a guest broke a rule that no error code is defined for, or is being stopped. */
public final class Traps {

    private Traps() {}

    public static TrapException trap(String message) {
        return new TrapException(TrapKind.OTHER, message, List.of(), null);
    }

    public static TrapException stopped(StoppedException cause) {
        return new TrapException(TrapKind.INTERRUPTED, TrapKind.INTERRUPTED.message(), List.of(), cause);
    }
}
