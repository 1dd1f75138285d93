package dev.wasmmaven.runtime.engine.compiler.rt;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import java.util.List;

/** Traps of compiled code. */
public final class Trap {

    private Trap() {}

    /** The trap of that kind; its Java stack trace names the guest's functions. */
    static TrapException of(TrapKind kind) {
        return new TrapException(kind, "wasm trap: " + kind.message(), List.of(), null);
    }

    /** The same for what the JVM found out by itself, with the stack trace of the place where it did. */
    static TrapException of(TrapKind kind, RuntimeException found) {
        TrapException trap = new TrapException(kind, "wasm trap: " + kind.message(), List.of(), found);
        trap.setStackTrace(found.getStackTrace());
        return trap;
    }

    /** For the instruction {@code unreachable}; generated code throws it. */
    public static TrapException unreachable() {
        return of(TrapKind.UNREACHABLE);
    }

    /** For a back edge or function entry that finds the stop switch thrown. */
    public static TrapException interrupted() {
        return of(TrapKind.INTERRUPTED);
    }
}
