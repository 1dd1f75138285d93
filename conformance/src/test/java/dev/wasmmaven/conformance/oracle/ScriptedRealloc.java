package dev.wasmmaven.conformance.oracle;

import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A realloc that hands out one place after the other, misbehaves once if told to, and writes down how it was called. */
public final class ScriptedRealloc implements CoreFunc {

    private static final CoreFuncType TYPE =
            new CoreFuncType(Collections.nCopies(4, CoreValType.I32), List.of(CoreValType.I32));

    private final CoreMemory memory;
    private final Optional<long[]> fault;
    private final List<List<Integer>> log = new ArrayList<>();
    private long next;

    public ScriptedRealloc(CoreMemory memory, int first, Optional<long[]> fault) {
        this.memory = memory;
        this.next = first;
        this.fault = fault;
    }

    public List<List<Integer>> log() {
        return log;
    }

    /** From where on nothing has been handed out. */
    long next() {
        return next;
    }

    @Override
    public CoreFuncType type() {
        return TYPE;
    }

    @Override
    public long[] call(long... args) {
        int old = (int) args[0];
        int oldSize = (int) args[1];
        int newSize = (int) args[3];
        long place = (next + args[2] - 1) / args[2] * args[2];
        int call = log.size();
        log.add(List.of(old, oldSize, (int) args[2], newSize));
        if (fault.isPresent() && fault.get()[0] == call) {
            return new long[] {(int) (place + fault.get()[1])};
        }
        next = place + Integer.toUnsignedLong(newSize);
        int kept = Math.min(oldSize, newSize);
        if (old != 0 && place + kept <= memory.byteSize()) {
            memory.copyTo(old, memory, (int) place, kept);
        }
        return new long[] {(int) place};
    }
}
