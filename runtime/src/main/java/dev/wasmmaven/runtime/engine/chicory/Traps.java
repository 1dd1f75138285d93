package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.types.OpCode;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UninstantiableException;
import dev.wasmmaven.runtime.error.UnlinkableException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Chicory throws out of guest code, as the seam's one kind of trap. */
final class Traps {

    /** Kinds that Chicory tells apart only by the words of the specification's test suite, which it uses. */
    private static final List<TrapKind> BY_MESSAGE = List.of(
            TrapKind.INTEGER_DIVIDE_BY_ZERO,
            TrapKind.INTEGER_OVERFLOW,
            TrapKind.INVALID_CONVERSION_TO_INTEGER,
            TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS,
            TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS,
            TrapKind.UNDEFINED_ELEMENT,
            TrapKind.UNINITIALIZED_ELEMENT,
            TrapKind.INDIRECT_CALL_TYPE_MISMATCH,
            TrapKind.CALL_STACK_EXHAUSTED,
            TrapKind.UNALIGNED_ATOMIC,
            TrapKind.UNREACHABLE);

    private static final Pattern NULL_REFERENCE = Pattern.compile("\\bnull (\\w+ )?reference\\b");

    private final Backtraces backtraces;

    Traps(Backtraces backtraces) {
        this.backtraces = backtraces;
    }

    /** Throws, or gives to throw, what the seam promises for it. */
    RuntimeException translate(Throwable thrown) {
        if (thrown instanceof HostThrown host) {
            return host.rethrow();
        }
        if (thrown instanceof TrapException trap) {
            return trap.backtrace().isEmpty() ? trap(trap.kind(), trap) : trap;
        }
        // An array of 2^31 elements or more is a negative length to Chicory.
        if (thrown instanceof OutOfMemoryError || thrown instanceof NegativeArraySizeException) {
            return trap(TrapKind.OUT_OF_MEMORY, thrown);
        }
        if (thrown instanceof StackOverflowError) {
            return trap(TrapKind.CALL_STACK_EXHAUSTED, thrown);
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return trap(kind((RuntimeException) thrown), thrown);
    }

    /**
     * The same for what Chicory throws while it instantiates: a segment out of bounds and a trap in the start function
     * are traps (core specification 4.5.4); Chicory gives both a class of their own.
     */
    RuntimeException translateInstantiation(Throwable thrown) {
        if (thrown instanceof UninstantiableException known) {
            return known;
        }
        if (thrown instanceof com.dylibso.chicory.wasm.UnlinkableException) {
            return new UnlinkableException(String.valueOf(thrown.getMessage()), thrown);
        }
        // A trap of the start function comes wrapped.
        Throwable cause = thrown.getCause();
        if (thrown instanceof com.dylibso.chicory.wasm.UninstantiableException && cause != null) {
            return translate(cause);
        }
        return translate(thrown);
    }

    private static TrapKind kind(RuntimeException thrown) {
        if (thrown instanceof ChicoryInterruptedException) {
            return TrapKind.INTERRUPTED;
        }
        if (thrown instanceof WasmException) {
            return TrapKind.UNCAUGHT_EXCEPTION;
        }
        String message = Objects.requireNonNullElse(thrown.getMessage(), "");
        if (!(thrown instanceof ChicoryException)) {
            return isThrownByThrowRef(thrown) ? TrapKind.NULL_REFERENCE : TrapKind.OTHER;
        }
        Optional<TrapKind> named = BY_MESSAGE.stream()
                .filter(kind -> message.contains(kind.message()))
                .findFirst();
        if (named.isPresent()) {
            return named.get();
        }
        if (NULL_REFERENCE.matcher(message).find()) {
            return TrapKind.NULL_REFERENCE;
        }
        return message.contains("non-shared memory") ? TrapKind.EXPECTED_SHARED_MEMORY : TrapKind.OTHER;
    }

    /** Chicory's interpreter lets Java throw the null that an instruction is to throw again. */
    private static boolean isThrownByThrowRef(RuntimeException thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return thrown instanceof NullPointerException
                && trace.length > 0
                && trace[0].getMethodName().equals(OpCode.THROW_REF.name());
    }

    private TrapException trap(TrapKind kind, Throwable thrown) {
        return new TrapException(kind, describe(kind, thrown), backtraces.of(thrown), thrown);
    }

    private static String describe(TrapKind kind, Throwable thrown) {
        String detail = Objects.requireNonNullElse(thrown.getMessage(), "");
        return switch (kind) {
            case OUT_OF_MEMORY ->
                "wasm trap: out of memory, the Java heap of "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MiB is exhausted";
            case OTHER ->
                thrown instanceof TrapException
                        ? detail
                        : "wasm trap: " + (detail.isEmpty() ? thrown.getClass().getName() : detail);
            case OUT_OF_BOUNDS_MEMORY_ACCESS, UNINITIALIZED_ELEMENT ->
                "wasm trap: " + (detail.startsWith(kind.message()) ? detail : kind.message());
            case INTERRUPTED -> "wasm trap: the guest was stopped";
            default -> "wasm trap: " + kind.message();
        };
    }
}
