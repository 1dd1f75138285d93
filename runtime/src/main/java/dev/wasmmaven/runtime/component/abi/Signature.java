package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.task.Task.Lift;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function type, compiled (CanonicalABI.md, Flattening and Lifting and Lowering Values): how its parameters and its result
 * pass as core values or, if there are too many, through memory.
 */
public final class Signature {

    /** How many core values pass as such. */
    public static final int MAX_FLAT_PARAMS = 16;

    public static final int MAX_FLAT_ASYNC_PARAMS = 4;
    public static final int MAX_FLAT_RESULTS = 1;

    private static final long[] NONE = {};

    private final SequenceNode params;
    private final @Nullable ValueNode result;
    private final boolean borrows;

    private Signature(SequenceNode params, @Nullable ValueNode result, boolean borrows) {
        this.params = params;
        this.result = result;
        this.borrows = borrows;
    }

    /** Compiles a function type. */
    public static Signature of(FuncType type, ValueTypes types) {
        return new Signature(
                new SequenceNode(type.paramTypes().stream().map(types::node).toList()),
                type.result().map(types::node).orElse(null),
                type.paramTypes().stream().anyMatch(Signature::mayBorrow));
    }

    /** Whether a type can hold borrowed handles; a careful guess that looks only as deep as is cheap. */
    private static boolean mayBorrow(ValType type) {
        return !(type instanceof PrimitiveType)
                && !(type instanceof ValType.OwnType)
                && !(type instanceof ValType.FlagsType)
                && !(type instanceof ValType.EnumType);
    }

    /** Whether a call may lend handles. */
    public boolean borrows() {
        return borrows;
    }

    /** The type of the core function that is lifted. */
    public CoreFuncType lifted(Lift lift) {
        List<CoreValType> results = List.of();
        if (lift == Lift.CALLBACK) {
            results = List.of(CoreValType.I32);
        } else if (lift == Lift.SYNC && result != null) {
            results = flatOrPointer(result, MAX_FLAT_RESULTS);
        }
        return new CoreFuncType(flatOrPointer(params, MAX_FLAT_PARAMS), results);
    }

    /** The type of the core function that lowering makes. */
    public CoreFuncType lowered(boolean async) {
        List<CoreValType> core =
                new ArrayList<>(flatOrPointer(params, async ? MAX_FLAT_ASYNC_PARAMS : MAX_FLAT_PARAMS));
        if (async) {
            if (result != null) {
                core.add(CoreValType.I32);
            }
            return new CoreFuncType(core, List.of(CoreValType.I32));
        }
        if (result == null) {
            return new CoreFuncType(core, List.of());
        }
        if (result.flatCount() > MAX_FLAT_RESULTS) {
            core.add(CoreValType.I32);
            return new CoreFuncType(core, List.of());
        }
        return new CoreFuncType(core, flatOrPointer(result, MAX_FLAT_RESULTS));
    }

    /** The type of {@code task.return} for this result. */
    public CoreFuncType taskReturn() {
        return new CoreFuncType(result == null ? List.of() : flatOrPointer(result, MAX_FLAT_PARAMS), List.of());
    }

    private static List<CoreValType> flatOrPointer(ValueNode node, int max) {
        CoreValType[] flat = node.flat();
        return flat == null || flat.length > max ? List.of(CoreValType.I32) : Arrays.asList(flat);
    }

    /** Where the pointer to the result's place is among the core arguments of a lowered function. */
    private int resultPointerAt(int maxFlatParams) {
        return params.flatCount() > maxFlatParams ? 1 : params.flatCount();
    }

    // Parameters

    /** Checks values that the host is to pass; an {@link IllegalArgumentException} if they do not fit. */
    public void checkArguments(List<Val> values) {
        if (values.size() != params.count()) {
            throw new IllegalArgumentException("expected " + params.count() + " arguments, got " + values.size());
        }
        params.checkAll(values);
    }

    /** Lifts arguments for the host. */
    public List<Val> liftArguments(AbiContext from, long[] args, int maxFlat) {
        if (params.flatCount() <= maxFlat) {
            return params.liftAll(from, args, 0);
        }
        int address = (int) args[0];
        checkPointer(from, address, params);
        return params.loadAll(from, address);
    }

    /** Lowers arguments of the host to a guest. */
    public long[] lowerArguments(AbiContext to, List<Val> values) {
        if (params.flatCount() <= MAX_FLAT_PARAMS) {
            long[] flat = new long[params.flatCount()];
            params.lowerAll(to, values, flat, 0);
            return flat;
        }
        int address = to.allocate(params.alignment(), params.size());
        Ranges.checkAllocated(to.memory(), address, params.size(), params.alignment());
        params.storeAll(to, values, address);
        return new long[] {address};
    }

    /** Transfers arguments from guest to guest. */
    public long[] transferArguments(AbiContext from, long[] args, int maxFlat, AbiContext to) {
        boolean flatSource = params.flatCount() <= maxFlat;
        int source = flatSource ? 0 : (int) args[0];
        if (!flatSource) {
            checkPointer(from, source, params);
        }
        if (params.flatCount() <= MAX_FLAT_PARAMS) {
            if (params.flatCount() == 0) {
                return NONE;
            }
            long[] flat = new long[params.flatCount()];
            if (flatSource) {
                params.copyFlat(from, args, 0, to, flat, 0);
            } else {
                params.unspill(from, source, to, flat, 0);
            }
            return flat;
        }
        int address = to.allocate(params.alignment(), params.size());
        checkPointer(to, address, params);
        params.copy(from, source, to, address);
        return new long[] {address};
    }

    private static void checkPointer(AbiContext cx, int address, ValueNode node) {
        Ranges.check(cx.memory(), address, node.size(), node.alignment(), ComponentTrap.POINTER_OUT_OF_BOUNDS);
    }

    // Results

    /** Checks a value that the host returns; an {@link IllegalArgumentException} if it does not fit. */
    public void checkResult(@Nullable Val value) {
        if (result != null) {
            result.check(value);
        } else if (value != null) {
            throw new IllegalArgumentException("expected no result, got " + value);
        }
    }

    /** Lifts a result for the host, null if there is none. */
    public @Nullable Val liftResult(AbiContext from, long[] results, int maxFlat) {
        if (result == null) {
            return null;
        }
        if (result.flatCount() <= maxFlat) {
            return result.lift(from, results, 0);
        }
        int address = (int) results[0];
        checkPointer(from, address, result);
        return result.load(from, address);
    }

    /** Lowers a result of the host; returns the core results of the lowered function. */
    public long[] lowerResult(@Nullable Val value, AbiContext to, long[] args, boolean async) {
        if (result == null || value == null) {
            return NONE;
        }
        if (!async && result.flatCount() <= MAX_FLAT_RESULTS) {
            long[] flat = new long[result.flatCount()];
            result.lower(to, value, flat, 0);
            return flat;
        }
        result.store(to, value, resultPointer(to, args, async, result));
        return NONE;
    }

    /** Transfers a result from guest to guest; returns the core results of the lowered function. */
    public long[] transferResult(
            AbiContext from, long[] results, int maxFlat, AbiContext to, long[] args, boolean async) {
        if (result == null) {
            return NONE;
        }
        boolean flatSource = result.flatCount() <= maxFlat;
        int source = flatSource ? 0 : (int) results[0];
        if (!flatSource) {
            checkPointer(from, source, result);
        }
        if (!async && result.flatCount() <= MAX_FLAT_RESULTS) {
            long[] flat = new long[result.flatCount()];
            result.copyFlat(from, results, 0, to, flat, 0);
            return flat;
        }
        int target = resultPointer(to, args, async, result);
        if (flatSource) {
            result.spill(from, results, 0, to, target);
        } else {
            result.copy(from, source, to, target);
        }
        return NONE;
    }

    private int resultPointer(AbiContext to, long[] args, boolean async, ValueNode node) {
        int address = (int) args[resultPointerAt(async ? MAX_FLAT_ASYNC_PARAMS : MAX_FLAT_PARAMS)];
        checkPointer(to, address, node);
        return address;
    }
}
