package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.handle.HandleTable;
import dev.wasmmaven.runtime.component.task.Event;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.task.Subtask;
import dev.wasmmaven.runtime.component.task.Waitable;
import dev.wasmmaven.runtime.component.task.WaitableSet;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.error.ComponentTrap;

/** {@code waitable-set.*}, {@code waitable.join} and {@code subtask.*}. */
final class WaitableBuiltins {

    /** What an asynchronous operation returns that is not over. */
    static final int BLOCKED = -1;

    private final InstanceSpaces spaces;
    private final InstanceState instance;

    WaitableBuiltins(InstanceSpaces spaces) {
        this.spaces = spaces;
        this.instance = spaces.state();
    }

    private <T> T handle(int index, Class<T> kind) {
        Object entry = instance.handles().get(index);
        if (!kind.isInstance(entry)) {
            throw HandleTable.wrongType(index);
        }
        return kind.cast(entry);
    }

    Builtin setNew() {
        return Builtin.toInt(0, args -> {
            instance.requireMayLeave();
            return instance.handles().add(new WaitableSet());
        });
    }

    Builtin setWait(int memoryIndex) {
        CoreMemory memory = spaces.memory(memoryIndex);
        return Builtin.toInt(2, args -> {
            instance.requireMayLeave();
            WaitableSet set = handle((int) args[0], WaitableSet.class);
            return deliver(memory, (int) args[1], set.await(instance.store().running()));
        });
    }

    Builtin setPoll(int memoryIndex) {
        CoreMemory memory = spaces.memory(memoryIndex);
        return Builtin.toInt(2, args -> {
            instance.requireMayLeave();
            WaitableSet set = handle((int) args[0], WaitableSet.class);
            return deliver(memory, (int) args[1], set.poll());
        });
    }

    private static int deliver(CoreMemory memory, int address, Event event) {
        if ((address & 3) != 0) {
            throw ComponentTrap.UNALIGNED_POINTER.exception();
        }
        if (Integer.toUnsignedLong(address) + 2 * Integer.BYTES > memory.byteSize()) {
            throw ComponentTrap.POINTER_OUT_OF_BOUNDS.exception();
        }
        memory.i32(address, event.index());
        memory.i32(address + Integer.BYTES, event.payload());
        return event.code();
    }

    Builtin setDrop() {
        return Builtin.toNothing(1, args -> {
            instance.requireMayLeave();
            handle((int) args[0], WaitableSet.class).requireUnused();
            instance.handles().remove((int) args[0]);
        });
    }

    Builtin join() {
        return Builtin.toNothing(2, args -> {
            instance.requireMayLeave();
            Waitable waitable = handle((int) args[0], Waitable.class);
            if (waitable.hasSyncWaiter()) {
                throw ComponentTrap.WAITABLE_SYNC_AND_ASYNC.exception();
            }
            waitable.join((int) args[1] == 0 ? null : handle((int) args[1], WaitableSet.class));
        });
    }

    Builtin subtaskCancel(boolean async) {
        return Builtin.toInt(1, args -> {
            instance.requireMayLeave();
            Subtask subtask = handle((int) args[0], Subtask.class);
            subtask.requireCancellable();
            if (!subtask.isResolved()) {
                subtask.syncWaiter(true);
                subtask.cancel();
                if (!async && !subtask.isResolved()) {
                    instance.store().running().waitUntil(subtask::isResolved);
                }
                subtask.syncWaiter(false);
                if (!subtask.isResolved()) {
                    return BLOCKED;
                }
            }
            return subtask.takeEvent().payload();
        });
    }

    Builtin subtaskDrop() {
        return Builtin.toNothing(1, args -> {
            instance.requireMayLeave();
            Subtask subtask = handle((int) args[0], Subtask.class);
            subtask.requireDelivered();
            instance.handles().remove((int) args[0]);
            subtask.join(null);
        });
    }
}
