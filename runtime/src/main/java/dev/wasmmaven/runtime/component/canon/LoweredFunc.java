package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.abi.AbiOptions;
import dev.wasmmaven.runtime.component.abi.Signature;
import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.task.Subtask;
import dev.wasmmaven.runtime.component.type.FuncType;

/** A component function as a core function ({@code canon lower}). */
final class LoweredFunc {

    private final ComponentFunc callee;
    private final Signature signature;
    private final BoundOptions options;

    LoweredFunc(ComponentFunc callee, FuncType type, ValueTypes types, BoundOptions options) {
        this.callee = callee;
        this.signature = Signature.of(type, types);
        this.options = options;
    }

    Signature signature() {
        return signature;
    }

    AbiOptions abi() {
        return options.abi();
    }

    boolean async() {
        return options.async();
    }

    int maxFlatParams() {
        return options.async() ? Signature.MAX_FLAT_ASYNC_PARAMS : Signature.MAX_FLAT_PARAMS;
    }

    long[] call(long[] args) {
        InstanceState instance = options.abi().instance();
        instance.requireMayLeave();
        // An asynchronous call may read its arguments after this one has returned.
        GuestCaller caller = new GuestCaller(this, options.async() ? args.clone() : args);
        Subtask subtask = caller.subtask();
        Runnable cancel = callee.call(caller);
        if (!options.async()) {
            if (!subtask.isResolved()) {
                instance.store().running().waitUntil(subtask::isResolved);
            }
            subtask.deliverResolve();
            return caller.coreResults();
        }
        if (subtask.isResolved()) {
            subtask.deliverResolve();
            return new long[] {Subtask.RETURNED};
        }
        subtask.onCancel(cancel);
        int index = instance.handles().add(subtask);
        subtask.index(index);
        return new long[] {subtask.state() | (index << 4)};
    }
}
