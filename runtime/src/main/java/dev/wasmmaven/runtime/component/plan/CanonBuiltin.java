package dev.wasmmaven.runtime.component.plan;

import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import java.util.Optional;

/** The canonical built-ins ({@code canon} in Binary.md; CanonicalABI.md, one section each), with their immediates. */
public sealed interface CanonBuiltin {

    record ResourceNew(ResourceId resource) implements CanonBuiltin {}

    record ResourceDrop(ResourceId resource) implements CanonBuiltin {}

    record ResourceRep(ResourceId resource) implements CanonBuiltin {}

    record TaskCancel() implements CanonBuiltin {}

    record SubtaskCancel(boolean async) implements CanonBuiltin {}

    record SubtaskDrop() implements CanonBuiltin {}

    record TaskReturn(Optional<ValType> result, CanonOptions options) implements CanonBuiltin {}

    record BackpressureInc() implements CanonBuiltin {}

    record BackpressureDec() implements CanonBuiltin {}

    /** Slot 0 or 1. */
    record ContextGet(int slot) implements CanonBuiltin {}

    record ContextSet(int slot) implements CanonBuiltin {}

    record ThreadYield() implements CanonBuiltin {}

    /**
     * The operations on streams and futures.
     *
     * @param type a stream or future type
     * @param options of read and write; for a cancellation only {@link CanonOptions#async()} counts
     */
    record Transmit(TransmitOperation operation, ValType type, CanonOptions options) implements CanonBuiltin {}

    /** What is done to an end of a stream or future. */
    enum TransmitOperation {
        NEW,
        READ,
        WRITE,
        CANCEL_READ,
        CANCEL_WRITE,
        DROP_READABLE,
        DROP_WRITABLE,
        FORWARD
    }

    record ErrorContextNew(CanonOptions options) implements CanonBuiltin {}

    record ErrorContextDebugMessage(CanonOptions options) implements CanonBuiltin {}

    record ErrorContextDrop() implements CanonBuiltin {}

    record WaitableSetNew() implements CanonBuiltin {}

    record WaitableSetWait(int memory) implements CanonBuiltin {}

    record WaitableSetPoll(int memory) implements CanonBuiltin {}

    record WaitableSetDrop() implements CanonBuiltin {}

    record WaitableJoin() implements CanonBuiltin {}

    record ThreadIndex() implements CanonBuiltin {}

    /** The start function's type, {@code (i32) -> ()}, and the table that holds it. */
    record ThreadNewIndirect(CoreFuncType start, int table) implements CanonBuiltin {}

    record ThreadResumeLater() implements CanonBuiltin {}

    record ThreadSuspend() implements CanonBuiltin {}

    record ThreadSuspendThenResume() implements CanonBuiltin {}

    record ThreadYieldThenResume() implements CanonBuiltin {}

    record ThreadSuspendThenPromote() implements CanonBuiltin {}

    record ThreadYieldThenPromote() implements CanonBuiltin {}
}
