package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.plan.CanonBuiltin;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreFunc;

/** The canonical built-ins of one instance. */
public final class Builtins {

    private final CoreEngine engine;
    private final ResourceBuiltins resources;
    private final TaskBuiltins tasks;
    private final ThreadBuiltins threads;
    private final WaitableBuiltins waitables;
    private final TransmitBuiltins transmits;
    private final ErrorContextBuiltins errorContexts;

    public Builtins(CoreEngine engine, InstanceSpaces spaces) {
        this.engine = engine;
        this.resources = new ResourceBuiltins(spaces);
        this.tasks = new TaskBuiltins(spaces);
        this.threads = new ThreadBuiltins(spaces);
        this.waitables = new WaitableBuiltins(spaces);
        this.transmits = new TransmitBuiltins(spaces);
        this.errorContexts = new ErrorContextBuiltins(spaces);
    }

    /** The core function that a built-in is. */
    public CoreFunc bind(CanonBuiltin definition) {
        return HostCoreFunc.of(engine, find(definition));
    }

    private Builtin find(CanonBuiltin definition) {
        if (definition instanceof CanonBuiltin.ResourceNew it) {
            return resources.create(it);
        } else if (definition instanceof CanonBuiltin.ResourceDrop it) {
            return resources.drop(it);
        } else if (definition instanceof CanonBuiltin.ResourceRep it) {
            return resources.rep(it);
        } else if (definition instanceof CanonBuiltin.TaskReturn it) {
            return tasks.taskReturn(it);
        } else if (definition instanceof CanonBuiltin.TaskCancel) {
            return tasks.taskCancel();
        } else if (definition instanceof CanonBuiltin.ContextGet it) {
            return tasks.contextGet(it.slot());
        } else if (definition instanceof CanonBuiltin.ContextSet it) {
            return tasks.contextSet(it.slot());
        } else if (definition instanceof CanonBuiltin.BackpressureInc) {
            return tasks.backpressureInc();
        } else if (definition instanceof CanonBuiltin.BackpressureDec) {
            return tasks.backpressureDec();
        } else if (definition instanceof CanonBuiltin.Transmit it) {
            return transmits.bind(it);
        } else if (definition instanceof CanonBuiltin.ErrorContextNew it) {
            return errorContexts.create(it);
        } else if (definition instanceof CanonBuiltin.ErrorContextDebugMessage it) {
            return errorContexts.debugMessage(it);
        } else if (definition instanceof CanonBuiltin.ErrorContextDrop) {
            return errorContexts.drop();
        }
        return waitableOrThread(definition);
    }

    private Builtin waitableOrThread(CanonBuiltin definition) {
        if (definition instanceof CanonBuiltin.SubtaskCancel it) {
            return waitables.subtaskCancel(it.async());
        } else if (definition instanceof CanonBuiltin.SubtaskDrop) {
            return waitables.subtaskDrop();
        } else if (definition instanceof CanonBuiltin.WaitableSetNew) {
            return waitables.setNew();
        } else if (definition instanceof CanonBuiltin.WaitableSetWait it) {
            return waitables.setWait(it.memory());
        } else if (definition instanceof CanonBuiltin.WaitableSetPoll it) {
            return waitables.setPoll(it.memory());
        } else if (definition instanceof CanonBuiltin.WaitableSetDrop) {
            return waitables.setDrop();
        } else if (definition instanceof CanonBuiltin.WaitableJoin) {
            return waitables.join();
        } else if (definition instanceof CanonBuiltin.ThreadYield) {
            return threads.yieldNow();
        } else if (definition instanceof CanonBuiltin.ThreadIndex) {
            return threads.index();
        } else if (definition instanceof CanonBuiltin.ThreadNewIndirect it) {
            return threads.newIndirect(it);
        } else if (definition instanceof CanonBuiltin.ThreadResumeLater) {
            return threads.resumeLater();
        } else if (definition instanceof CanonBuiltin.ThreadSuspend) {
            return threads.suspend();
        } else if (definition instanceof CanonBuiltin.ThreadSuspendThenResume) {
            return threads.suspendThenResume();
        } else if (definition instanceof CanonBuiltin.ThreadYieldThenResume) {
            return threads.yieldThenResume();
        } else if (definition instanceof CanonBuiltin.ThreadSuspendThenPromote) {
            return threads.suspendThenPromote();
        } else if (definition instanceof CanonBuiltin.ThreadYieldThenPromote) {
            return threads.yieldThenPromote();
        }
        throw new IllegalArgumentException("not a built-in: " + definition);
    }

    /** Whether a built-in can block its caller under wasm frames. */
    public static boolean mayBlock(CanonBuiltin definition) {
        if (definition instanceof CanonBuiltin.SubtaskCancel it) {
            return !it.async();
        }
        if (definition instanceof CanonBuiltin.Transmit it) {
            return switch (it.operation()) {
                case READ, WRITE, CANCEL_READ, CANCEL_WRITE -> !it.options().async();
                default -> false;
            };
        }
        return definition instanceof CanonBuiltin.WaitableSetWait
                || definition instanceof CanonBuiltin.ThreadYield
                || needsManyStacks(definition);
    }

    /** Whether a built-in makes or switches threads, so that several of one task can be blocked at once. */
    public static boolean needsManyStacks(CanonBuiltin definition) {
        return definition instanceof CanonBuiltin.ThreadNewIndirect
                || definition instanceof CanonBuiltin.ThreadSuspend
                || definition instanceof CanonBuiltin.ThreadSuspendThenResume
                || definition instanceof CanonBuiltin.ThreadYieldThenResume
                || definition instanceof CanonBuiltin.ThreadSuspendThenPromote
                || definition instanceof CanonBuiltin.ThreadYieldThenPromote;
    }
}
