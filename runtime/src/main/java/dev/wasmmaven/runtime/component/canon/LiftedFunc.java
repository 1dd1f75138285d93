package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.abi.AbiContext;
import dev.wasmmaven.runtime.component.abi.AbiOptions;
import dev.wasmmaven.runtime.component.abi.Signature;
import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.handle.HandleTable;
import dev.wasmmaven.runtime.component.task.Event;
import dev.wasmmaven.runtime.component.task.GuestThread;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.task.Task;
import dev.wasmmaven.runtime.component.task.Task.Lift;
import dev.wasmmaven.runtime.component.task.WaitableSet;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.error.ComponentTrap;
import dev.wasmmaven.runtime.error.TrapException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A guest's function ({@code canon lift}). */
final class LiftedFunc implements ComponentFunc {

    private static final int EXIT = 0;
    private static final int YIELD = 1;
    private static final int WAIT = 2;

    private final FuncType type;
    private final ValueTypes types;
    private final CoreFunc core;
    private final BoundOptions options;
    private final Lift lift;
    private @Nullable Signature signature;

    /** Serves one synchronous call after the other; null while one is under way. */
    private @Nullable Frame spareFrame;

    LiftedFunc(FuncType type, ValueTypes types, CoreFunc core, BoundOptions options) {
        this.type = type;
        this.types = types;
        this.core = core;
        this.options = options;
        this.lift = !options.async() ? Lift.SYNC : options.callback() != null ? Lift.CALLBACK : Lift.STACKFUL;
    }

    @Override
    public FuncType type() {
        return type;
    }

    @Override
    public ValueTypes types() {
        return types;
    }

    AbiOptions abi() {
        return options.abi();
    }

    Signature signature() {
        Signature known = signature;
        if (known == null) {
            known = Signature.of(type, types);
            signature = known;
        }
        return known;
    }

    private InstanceState instance() {
        return options.abi().instance();
    }

    @Override
    public Runnable call(Caller caller) {
        if (lift == Lift.SYNC && !type.async() && instance().runsInline()) {
            callInline(caller);
            return LiftedFunc::nothingToCancel;
        }
        Task task = new Task(instance(), type.async(), lift, new Activation(this, caller), caller::cancelled);
        task.run(() -> enter(task, caller));
        return task::requestCancellation;
    }

    private static void nothingToCancel() {
        // The call is over.
    }

    /** What a call needs besides the caller. */
    private record Frame(Task task, AbiContext cx) {}

    /** A call that is over when this returns, in the frame of an earlier one if that is free. */
    private void callInline(Caller caller) {
        Frame frame = spareFrame;
        spareFrame = null;
        if (frame == null) {
            Task task = new Task(instance(), false, lift, null, () -> {});
            frame = new Frame(task, new AbiContext(options.abi(), null, task));
        }
        Task task = frame.task;
        GuestThread before = task.enterInline();
        try {
            returned(task, caller, frame.cx, run(task, caller, frame.cx));
        } catch (TrapException e) {
            throw instance().path().locate(e);
        }
        if (task.leaveInline(before)) {
            spareFrame = frame;
        }
    }

    private long[] run(Task task, Caller caller, AbiContext cx) {
        task.start();
        return core.call(caller.argumentsTo(cx, signature()));
    }

    private void returned(Task task, Caller caller, AbiContext cx, long[] results) {
        task.requireMayReturn();
        caller.resultFrom(cx, signature(), results, Signature.MAX_FLAT_RESULTS);
        task.returned();
        postReturn(results);
    }

    private void enter(Task task, Caller caller) {
        AbiContext cx = new AbiContext(options.abi(), null, task);
        long[] results = run(task, caller, cx);
        switch (lift) {
            case SYNC -> {
                returned(task, caller, cx, results);
                task.exit();
            }
            case STACKFUL -> task.exit();
            case CALLBACK -> eventLoop(task, (int) results[0]);
        }
    }

    private void postReturn(long[] results) {
        CoreFunc postReturn = options.postReturn();
        if (postReturn != null) {
            instance().mayLeave(false);
            postReturn.call(results);
            instance().mayLeave(true);
        }
    }

    /** The result's type, for comparison. */
    Optional<ValType> canonicalResult() {
        return type.result().map(types::canonical);
    }

    /** What a task of this function is about: the function and who called it. */
    record Activation(LiftedFunc function, Caller caller) {

        /** {@code task.return}, whose type and options fit. */
        void taskReturn(Task task, long[] results) {
            task.requireMayReturn();
            caller.resultFrom(function.abi().context(), function.signature(), results, Signature.MAX_FLAT_PARAMS);
            task.returned();
        }
    }

    private void eventLoop(Task task, int packedAtFirst) {
        int packed = packedAtFirst;
        while (true) {
            int code = packed & 0xf;
            if (code == EXIT) {
                task.exit();
                return;
            }
            if (task.deliverPendingCancel()) {
                packed = callback(Event.TASK_CANCELLED);
                continue;
            }
            GuestThread thread = task.implicit();
            instance().releaseExclusive();
            switch (code) {
                case YIELD ->
                    thread.continueWhen(
                            instance()::exclusiveFree,
                            () -> turn(task, task.deliverPendingCancel() ? Event.TASK_CANCELLED : Event.NONE));
                case WAIT -> {
                    if (!(instance().handles().get(packed >>> 4) instanceof WaitableSet set)) {
                        throw HandleTable.wrongType(packed >>> 4);
                    }
                    set.continueWithEvent(thread, event -> turn(task, event));
                }
                default -> throw ComponentTrap.UNSUPPORTED_CALLBACK_CODE.exception();
            }
            return;
        }
    }

    private void turn(Task task, Event event) {
        instance().acquireExclusive(task.implicit());
        eventLoop(task, callback(event));
    }

    private int callback(Event event) {
        CoreFunc callback = Objects.requireNonNull(options.callback(), "callback");
        return (int) callback.call(event.code(), event.index(), event.payload())[0];
    }
}
