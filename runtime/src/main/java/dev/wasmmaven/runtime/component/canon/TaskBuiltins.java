package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.abi.AbiOptions;
import dev.wasmmaven.runtime.component.abi.Signature;
import dev.wasmmaven.runtime.component.plan.CanonBuiltin;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.task.Task;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.List;
import java.util.Optional;

/** {@code task.*}, {@code context.*} and {@code backpressure.*}. */
final class TaskBuiltins {

    private final InstanceSpaces spaces;
    private final InstanceState instance;

    TaskBuiltins(InstanceSpaces spaces) {
        this.spaces = spaces;
        this.instance = spaces.state();
    }

    private Task current() {
        instance.requireMayLeave();
        return instance.store().running().task();
    }

    Builtin taskReturn(CanonBuiltin.TaskReturn definition) {
        Optional<ValType> type = definition.result().map(spaces.types()::canonical);
        AbiOptions options = spaces.bind(definition.options()).abi();
        Signature signature = Signature.of(new FuncType(true, List.of(), definition.result()), spaces.types());
        return new Builtin(signature.taskReturn(), args -> {
            Task task = current();
            if (!(task.definition() instanceof LiftedFunc.Activation activation)
                    || task.lift() == Task.Lift.SYNC
                    || !type.equals(activation.function().canonicalResult())
                    || !options.fitsReturnOf(activation.function().abi())) {
                throw ComponentTrap.RETURN_INVALID.exception();
            }
            activation.taskReturn(task, args);
            return Builtin.NONE;
        });
    }

    Builtin taskCancel() {
        return Builtin.toNothing(0, args -> {
            Task task = current();
            if (task.lift() == Task.Lift.SYNC) {
                throw ComponentTrap.CANCEL_NOT_CANCELLED.exception();
            }
            task.cancel();
        });
    }

    Builtin contextGet(int slot) {
        return Builtin.toInt(0, args -> instance.store().running().context(slot));
    }

    Builtin contextSet(int slot) {
        return Builtin.toNothing(1, args -> instance.store().running().context(slot, (int) args[0]));
    }

    Builtin backpressureInc() {
        return Builtin.toNothing(0, args -> instance.increaseBackpressure());
    }

    Builtin backpressureDec() {
        return Builtin.toNothing(0, args -> instance.decreaseBackpressure());
    }
}
