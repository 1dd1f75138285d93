package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.abi.AbiContext;
import dev.wasmmaven.runtime.component.abi.Signature;
import dev.wasmmaven.runtime.component.task.Subtask;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A guest that calls a lowered function. */
final class GuestCaller implements Caller {

    private static final long[] NONE = {};

    private final LoweredFunc function;
    private long[] args = NONE;
    private final Subtask subtask = new Subtask();
    private long[] coreResults = NONE;
    private @Nullable AbiContext lending;

    GuestCaller(LoweredFunc function) {
        this.function = function;
    }

    /** Begins a call with the core arguments of the lowered function. */
    void begin(long[] coreArgs) {
        args = coreArgs;
    }

    /** Ends a call that nobody refers to any more, so that another can begin; returns the core results. */
    long[] end() {
        long[] results = coreResults;
        args = NONE;
        coreResults = NONE;
        subtask.reset();
        return results;
    }

    Subtask subtask() {
        return subtask;
    }

    private AbiContext lending() {
        if (!function.signature().borrows()) {
            return function.abi().context();
        }
        AbiContext known = lending;
        if (known == null) {
            known = new AbiContext(function.abi(), subtask.lenders(), null);
            lending = known;
        }
        return known;
    }

    @Override
    public long[] argumentsTo(AbiContext callee, Signature signature) {
        subtask.start();
        return function.signature().transferArguments(lending(), args, function.maxFlatParams(), callee);
    }

    @Override
    public List<Val> arguments() {
        subtask.start();
        return function.signature().liftArguments(lending(), args, function.maxFlatParams());
    }

    @Override
    public void resultFrom(AbiContext callee, Signature signature, long[] results, int maxFlat) {
        coreResults = function.signature()
                .transferResult(callee, results, maxFlat, function.abi().context(), args, function.async());
        subtask.returned();
    }

    @Override
    public void result(@Nullable Val value) {
        coreResults = function.signature().lowerResult(value, function.abi().context(), args, function.async());
        subtask.returned();
    }

    @Override
    public void cancelled() {
        subtask.cancelled();
    }
}
