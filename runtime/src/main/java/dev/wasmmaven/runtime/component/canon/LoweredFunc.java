package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.abi.AbiOptions;
import dev.wasmmaven.runtime.component.abi.Signature;
import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.task.Subtask;
import dev.wasmmaven.runtime.component.type.FuncType;
import org.jspecify.annotations.Nullable;

/** A component function as a core function ({@code canon lower}). */
final class LoweredFunc {

    private final ComponentFunc callee;
    private final Signature signature;
    private final BoundOptions options;

    /** Serves one synchronous call after the other; null while one is under way. */
    private @Nullable GuestCaller spareCaller;

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
        options.abi().instance().requireMayLeave();
        return options.async() ? callAsync(args) : callSync(args);
    }

    private long[] callSync(long[] args) {
        GuestCaller caller = spareCaller;
        spareCaller = null;
        if (caller == null) {
            caller = new GuestCaller(this);
        }
        caller.begin(args);
        Subtask subtask = caller.subtask();
        callee.call(caller);
        if (!subtask.isResolved()) {
            options.abi().instance().store().running().waitUntil(subtask::isResolved);
        }
        subtask.deliverResolve();
        long[] results = caller.end();
        spareCaller = caller;
        return results;
    }

    private long[] callAsync(long[] args) {
        InstanceState instance = options.abi().instance();
        GuestCaller caller = new GuestCaller(this);
        // The callee may read its arguments after this call has returned.
        caller.begin(args.clone());
        Subtask subtask = caller.subtask();
        Runnable cancel = callee.call(caller);
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
