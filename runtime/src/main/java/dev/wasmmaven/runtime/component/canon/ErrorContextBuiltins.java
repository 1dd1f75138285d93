package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.abi.AbiContext;
import dev.wasmmaven.runtime.component.abi.ValueNode;
import dev.wasmmaven.runtime.component.handle.HandleTable;
import dev.wasmmaven.runtime.component.plan.CanonBuiltin;
import dev.wasmmaven.runtime.component.task.ErrorContext;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.value.Val;

/** {@code error-context.*}; the message is kept as the guest gave it. */
final class ErrorContextBuiltins {

    private final InstanceSpaces spaces;
    private final InstanceState instance;

    ErrorContextBuiltins(InstanceSpaces spaces) {
        this.spaces = spaces;
        this.instance = spaces.state();
    }

    private ErrorContext get(int index) {
        if (instance.handles().get(index) instanceof ErrorContext context) {
            return context;
        }
        throw HandleTable.wrongType(index);
    }

    private ValueNode string() {
        return spaces.types().node(PrimitiveType.STRING);
    }

    Builtin create(CanonBuiltin.ErrorContextNew definition) {
        AbiContext cx = spaces.bind(definition.options()).abi().context();
        return Builtin.toInt(2, args -> {
            instance.requireMayLeave();
            Val message = string().lift(cx, args, 0);
            return instance.handles().add(new ErrorContext(((Val.Str) message).value()));
        });
    }

    Builtin debugMessage(CanonBuiltin.ErrorContextDebugMessage definition) {
        AbiContext cx = spaces.bind(definition.options()).abi().context();
        return Builtin.toNothing(2, args -> {
            instance.requireMayLeave();
            string().storeAt(cx, new Val.Str(get((int) args[0]).debugMessage()), (int) args[1]);
        });
    }

    Builtin drop() {
        return Builtin.toNothing(1, args -> {
            instance.requireMayLeave();
            get((int) args[0]);
            instance.handles().remove((int) args[0]);
        });
    }
}
