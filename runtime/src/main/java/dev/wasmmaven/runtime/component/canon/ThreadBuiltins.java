package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.plan.CanonBuiltin;
import dev.wasmmaven.runtime.component.task.GuestThread;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.task.Task;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreTable;
import dev.wasmmaven.runtime.error.ComponentTrap;

/** {@code thread.*}. A result of 0 says that the thread was not cancelled, which none is any more. */
final class ThreadBuiltins {

    private final InstanceSpaces spaces;
    private final InstanceState instance;

    ThreadBuiltins(InstanceSpaces spaces) {
        this.spaces = spaces;
        this.instance = spaces.state();
    }

    private GuestThread current() {
        instance.requireMayLeave();
        return instance.store().running();
    }

    private GuestThread suspended(int index) {
        GuestThread other = instance.threads().get(index);
        if (!other.isSuspended()) {
            throw ComponentTrap.CANNOT_RESUME.exception();
        }
        return other;
    }

    /** A thread that is not the running one. */
    private GuestThread other(GuestThread self, int index) {
        if (index == self.index()) {
            throw ComponentTrap.CANNOT_RESUME.exception();
        }
        return instance.threads().get(index);
    }

    Builtin yieldNow() {
        return Builtin.toInt(0, args -> {
            current().yieldNow();
            return 0;
        });
    }

    Builtin index() {
        return Builtin.toInt(0, args -> current().index());
    }

    Builtin newIndirect(CanonBuiltin.ThreadNewIndirect definition) {
        CoreTable table = spaces.table(definition.table());
        return Builtin.toInt(2, args -> {
            Task task = current().task();
            CoreFunc start = table.func((int) args[0]);
            if (start == null) {
                throw ComponentTrap.THREAD_START_UNINITIALIZED.exception();
            }
            if (!start.type().equals(definition.start())) {
                throw ComponentTrap.THREAD_START_TYPE.exception();
            }
            GuestThread thread = GuestThread.of(task, self -> {
                start.call(args[1]);
                task.unregister(self);
            });
            task.register(thread);
            return thread.index();
        });
    }

    Builtin resumeLater() {
        return Builtin.toNothing(1, args -> {
            instance.requireMayLeave();
            suspended((int) args[0]).resumeLater();
        });
    }

    Builtin suspend() {
        return Builtin.toInt(0, args -> {
            current().suspend();
            return 0;
        });
    }

    Builtin suspendThenResume() {
        return Builtin.toInt(1, args -> {
            GuestThread self = current();
            self.suspendThenResume(suspended((int) args[0]));
            return 0;
        });
    }

    Builtin yieldThenResume() {
        return Builtin.toInt(1, args -> {
            GuestThread self = current();
            self.yieldThenResume(suspended((int) args[0]));
            return 0;
        });
    }

    Builtin suspendThenPromote() {
        return Builtin.toInt(1, args -> {
            GuestThread self = current();
            self.suspendThenPromote(other(self, (int) args[0]));
            return 0;
        });
    }

    Builtin yieldThenPromote() {
        return Builtin.toInt(1, args -> {
            GuestThread self = current();
            self.yieldThenPromote(other(self, (int) args[0]));
            return 0;
        });
    }
}
