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
    private final long[] args;
    private final Subtask subtask = new Subtask();
    private long[] coreResults = NONE;

    GuestCaller(LoweredFunc function, long[] args) {
        this.function = function;
        this.args = args;
    }

    Subtask subtask() {
        return subtask;
    }

    long[] coreResults() {
        return coreResults;
    }

    private AbiContext lending() {
        return function.signature().borrows()
                ? new AbiContext(function.abi(), subtask.lenders(), null)
                : function.abi().context();
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
