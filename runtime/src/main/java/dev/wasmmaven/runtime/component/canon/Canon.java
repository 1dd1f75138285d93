package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.handle.ResourceType;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.task.Task;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreFunc;

/** Lifts and lowers functions. */
public final class Canon {

    private Canon() {}

    /** {@code canon lift}. */
    public static ComponentFunc lift(FuncType type, ValueTypes types, CoreFunc core, BoundOptions options) {
        return new LiftedFunc(type, types, core, options);
    }

    /** {@code canon lower}. */
    public static CoreFunc lower(
            CoreEngine engine, ComponentFunc callee, FuncType type, ValueTypes types, BoundOptions options) {
        LoweredFunc lowered = new LoweredFunc(callee, type, types, options);
        return HostCoreFunc.of(engine, new Builtin(lowered.signature().lowered(options.async()), lowered::call));
    }

    /** What dropping a guest's resource does: a call of its destructor ({@code canon resource.drop}). */
    public static ResourceType.Destructor destructor(InstanceState implementer, CoreFunc core) {
        return rep -> {
            Task task = new Task(implementer, false, Task.Lift.SYNC, null, () -> {});
            task.run(() -> {
                task.start();
                core.call(rep);
                task.returned();
                task.exit();
            });
        };
    }

    /** Drops a resource that nobody owns any more. */
    public static void destroy(Store store, ResourceType type, int rep) {
        if (type.isHost()) {
            store.hostObjects().drop(rep);
            return;
        }
        ResourceType.Destructor destructor = type.destructor();
        if (destructor != null) {
            destructor.drop(rep);
        }
    }
}
