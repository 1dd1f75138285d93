package dev.wasmmaven.runtime.error;

import java.util.List;

/**
 * The rules of the component model whose breach is a trap (CanonicalABI.md, every {@code trap_if}). The messages begin with
 * the words that the specification's test scripts compare.
 */
public enum ComponentTrap {
    CANNOT_ENTER("cannot enter component instance"),
    CANNOT_LEAVE("cannot leave component instance"),
    CANNOT_BLOCK("cannot block a synchronous task before returning"),
    DEADLOCK("deadlock detected: event loop cannot make further progress"),
    NO_RESULT("async-lifted export failed to produce a result"),
    UNSUPPORTED_CALLBACK_CODE("unsupported callback code"),
    RETURN_TWICE("`task.return` or `task.cancel` called more than once for current task"),
    RETURN_INVALID("invalid `task.return` signature and/or options for current task"),
    CANCEL_NOT_CANCELLED("`task.cancel` called by task which has not been cancelled"),
    BORROWS_REMAIN("borrow handles still remain at the end of the call"),
    SUBTASK_CANCEL_TWICE("`subtask.cancel` called after terminal status delivered"),
    SUBTASK_NOT_RESOLVED("cannot drop a subtask which has not yet resolved"),
    BACKPRESSURE_OVERFLOW("backpressure counter overflow"),
    WAITABLE_SYNC_AND_ASYNC("waitable cannot be used synchronously while added to a waitable set"),
    WAITABLE_SET_HAS_WAITERS("cannot drop waitable set with waiters"),
    WAITABLE_SET_HAS_MEMBERS("cannot drop waitable set with waitables in it"),
    CONCURRENT_OPERATION("cannot have concurrent operations active on a future/stream"),
    OPERATION_TOO_BIG("stream read/write count too large"),
    NOT_COPYING("cannot cancel a read or write that is not under way"),
    CANNOT_RESUME("cannot resume thread which is not suspended"),
    THREAD_START_UNINITIALIZED("the start function index points to an uninitialized function"),
    THREAD_START_TYPE("start function does not match expected type (currently only `(i32) -> ()` is supported)"),
    UNCAUGHT_EXCEPTION("uncaught exception propagated out of component"),
    OWNED_WHILE_BORROWED("cannot remove owned resource while borrowed"),
    TOO_MANY_HANDLES("cannot allocate another handle: store handle limit exceeded"),
    INVALID_CHAR("invalid `char` bit pattern"),
    INVALID_DISCRIMINANT("invalid variant discriminant"),
    UNALIGNED_POINTER("unaligned pointer"),
    POINTER_OUT_OF_BOUNDS("pointer out of bounds of memory"),
    STRING_CONTENT_OUT_OF_BOUNDS("string content out-of-bounds"),
    LIST_CONTENT_OUT_OF_BOUNDS("list content out-of-bounds"),
    STRING_OUT_OF_BOUNDS("string pointer/length out of bounds of memory"),
    LIST_OUT_OF_BOUNDS("list pointer/length out of bounds of memory"),
    STRING_TOO_LONG("string is longer than 2^28-1 bytes"),
    LIST_TOO_LONG("list is longer than 2^28-1 bytes"),
    INVALID_UTF8("invalid utf-8 byte sequence"),
    INCOMPLETE_UTF8("incomplete utf-8 byte sequence"),
    UNPAIRED_SURROGATE("unpaired surrogate in a utf-16 string"),
    REALLOC_OUT_OF_BOUNDS("realloc return: beyond end of memory"),
    REALLOC_UNALIGNED("realloc return: result not aligned");

    private final String message;

    ComponentTrap(String message) {
        this.message = message;
    }

    public String message() {
        return message;
    }

    /** The trap, to be thrown. */
    public TrapException exception() {
        return of(message);
    }

    /** A trap with a message made for the occasion. */
    public static TrapException of(String message) {
        return new TrapException(TrapKind.COMPONENT_MODEL, message, List.of(), null);
    }
}
