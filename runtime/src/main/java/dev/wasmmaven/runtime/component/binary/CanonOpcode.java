package dev.wasmmaven.runtime.component.binary;

import static dev.wasmmaven.runtime.component.binary.CanonOpcode.Immediate.ASYNC;
import static dev.wasmmaven.runtime.component.binary.CanonOpcode.Immediate.CORE_VALTYPE;
import static dev.wasmmaven.runtime.component.binary.CanonOpcode.Immediate.INDEX;
import static dev.wasmmaven.runtime.component.binary.CanonOpcode.Immediate.OPTIONS;
import static dev.wasmmaven.runtime.component.binary.CanonOpcode.Immediate.RESULT;
import static dev.wasmmaven.runtime.component.binary.CanonOpcode.Immediate.SECOND_INDEX;
import static dev.wasmmaven.runtime.component.binary.CanonOpcode.Immediate.SHARED;
import static dev.wasmmaven.runtime.component.binary.CanonOpcode.Immediate.ZERO;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The canonical built-ins ({@code canon} in Binary.md) and what follows their opcodes. */
public enum CanonOpcode {
    RESOURCE_NEW(0x02, INDEX),
    RESOURCE_DROP(0x03, INDEX),
    RESOURCE_REP(0x04, INDEX),
    TASK_CANCEL(0x05),
    SUBTASK_CANCEL(0x06, ASYNC),
    TASK_RETURN(0x09, RESULT, OPTIONS),
    CONTEXT_GET(0x0a, CORE_VALTYPE, INDEX),
    CONTEXT_SET(0x0b, CORE_VALTYPE, INDEX),
    THREAD_YIELD(0x0c, ZERO),
    SUBTASK_DROP(0x0d),
    STREAM_NEW(0x0e, INDEX),
    STREAM_READ(0x0f, INDEX, OPTIONS),
    STREAM_WRITE(0x10, INDEX, OPTIONS),
    STREAM_CANCEL_READ(0x11, INDEX, ASYNC),
    STREAM_CANCEL_WRITE(0x12, INDEX, ASYNC),
    STREAM_DROP_READABLE(0x13, INDEX),
    STREAM_DROP_WRITABLE(0x14, INDEX),
    FUTURE_NEW(0x15, INDEX),
    FUTURE_READ(0x16, INDEX, OPTIONS),
    FUTURE_WRITE(0x17, INDEX, OPTIONS),
    FUTURE_CANCEL_READ(0x18, INDEX, ASYNC),
    FUTURE_CANCEL_WRITE(0x19, INDEX, ASYNC),
    FUTURE_DROP_READABLE(0x1a, INDEX),
    FUTURE_DROP_WRITABLE(0x1b, INDEX),
    ERROR_CONTEXT_NEW(0x1c, OPTIONS),
    ERROR_CONTEXT_DEBUG_MESSAGE(0x1d, OPTIONS),
    ERROR_CONTEXT_DROP(0x1e),
    WAITABLE_SET_NEW(0x1f),
    WAITABLE_SET_WAIT(0x20, ZERO, INDEX),
    WAITABLE_SET_POLL(0x21, ZERO, INDEX),
    WAITABLE_SET_DROP(0x22),
    WAITABLE_JOIN(0x23),
    BACKPRESSURE_INC(0x24),
    BACKPRESSURE_DEC(0x25),
    THREAD_INDEX(0x26),
    THREAD_NEW_INDIRECT(0x27, INDEX, SECOND_INDEX),
    THREAD_RESUME_LATER(0x28),
    THREAD_SUSPEND(0x29, ZERO),
    THREAD_SUSPEND_THEN_RESUME(0x2a, ZERO),
    THREAD_YIELD_THEN_RESUME(0x2b, ZERO),
    THREAD_SUSPEND_THEN_PROMOTE(0x2c, ZERO),
    THREAD_YIELD_THEN_PROMOTE(0x2d, ZERO),
    STREAM_FORWARD(0x2e, INDEX),
    FUTURE_FORWARD(0x2f, INDEX),
    THREAD_SPAWN_REF(0x40, SHARED, INDEX),
    THREAD_SPAWN_INDIRECT(0x41, SHARED, INDEX, SECOND_INDEX),
    THREAD_AVAILABLE_PARALLELISM(0x42, SHARED);

    /** What can follow an opcode. */
    enum Immediate {
        /** The first index: a type, or a memory. */
        INDEX,
        SECOND_INDEX,
        ASYNC,
        SHARED,
        OPTIONS,
        RESULT,
        CORE_VALTYPE,
        /** A byte that once made an operation cancellable. */
        ZERO
    }

    private static final Optional<CanonOpcode>[] BY_OPCODE = byOpcode();

    private final int opcode;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Immediate> immediates;

    CanonOpcode(int opcode, Immediate... immediates) {
        this.opcode = opcode;
        this.immediates = List.of(immediates);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Optional<CanonOpcode>[] byOpcode() {
        Optional<CanonOpcode>[] table = new Optional[0x100];
        java.util.Arrays.fill(table, Optional.empty());
        for (CanonOpcode each : values()) {
            table[each.opcode] = Optional.of(each);
        }
        return table;
    }

    static Optional<CanonOpcode> of(int opcode) {
        return BY_OPCODE[opcode];
    }

    List<Immediate> immediates() {
        return immediates;
    }

    /** Its name in the text format, such as {@code stream.cancel-read}. */
    public String text() {
        String name = name().toLowerCase(Locale.ROOT);
        for (String prefix : List.of("error_context", "waitable_set")) {
            if (name.startsWith(prefix)) {
                return prefix.replace('_', '-') + "."
                        + name.substring(prefix.length() + 1).replace('_', '-');
            }
        }
        return name.replaceFirst("_", ".").replace('_', '-');
    }
}
