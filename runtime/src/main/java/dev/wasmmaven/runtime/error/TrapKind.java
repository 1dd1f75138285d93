package dev.wasmmaven.runtime.error;

/** Why a guest trapped; the names follow the core specification's trap messages. */
public enum TrapKind {
    UNREACHABLE("unreachable"),
    INTEGER_DIVIDE_BY_ZERO("integer divide by zero"),
    INTEGER_OVERFLOW("integer overflow"),
    INVALID_CONVERSION_TO_INTEGER("invalid conversion to integer"),
    OUT_OF_BOUNDS_MEMORY_ACCESS("out of bounds memory access"),
    OUT_OF_BOUNDS_TABLE_ACCESS("out of bounds table access"),
    UNDEFINED_ELEMENT("undefined element"),
    UNINITIALIZED_ELEMENT("uninitialized element"),
    INDIRECT_CALL_TYPE_MISMATCH("indirect call type mismatch"),
    NULL_REFERENCE("null reference"),
    CALL_STACK_EXHAUSTED("call stack exhausted"),
    UNALIGNED_ATOMIC("unaligned atomic"),
    EXPECTED_SHARED_MEMORY("expected shared memory"),
    UNCAUGHT_EXCEPTION("uncaught exception"),
    INTERRUPTED("interrupted"),
    OUT_OF_MEMORY("out of memory"),
    /** A rule of the component model; the message says which. */
    COMPONENT_MODEL("component model trap"),
    OTHER("trap");

    private final String message;

    TrapKind(String message) {
        this.message = message;
    }

    /** The wording of the core specification's test suite. */
    public String message() {
        return message;
    }
}
