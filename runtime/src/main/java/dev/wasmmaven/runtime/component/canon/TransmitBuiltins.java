package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.abi.AbiContext;
import dev.wasmmaven.runtime.component.abi.ElementNode;
import dev.wasmmaven.runtime.component.abi.GuestBuffer;
import dev.wasmmaven.runtime.component.plan.CanonBuiltin;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.task.StreamEnd;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.List;
import java.util.Objects;

/** {@code stream.*} and {@code future.*}. */
final class TransmitBuiltins {

    private static final int INDEX_BITS = 32;

    private final InstanceSpaces spaces;
    private final InstanceState instance;

    TransmitBuiltins(InstanceSpaces spaces) {
        this.spaces = spaces;
        this.instance = spaces.state();
    }

    /** A stream or future type. */
    private record Type(boolean future, ElementNode element) {}

    Builtin bind(CanonBuiltin.Transmit definition) {
        Type type = type(definition.type());
        boolean async = definition.options().async();
        return switch (definition.operation()) {
            case NEW -> create(type);
            case READ -> copy(type, true, spaces.bind(definition.options()));
            case WRITE -> copy(type, false, spaces.bind(definition.options()));
            case CANCEL_READ -> cancel(type, true, async);
            case CANCEL_WRITE -> cancel(type, false, async);
            case DROP_READABLE -> drop(type, true);
            case DROP_WRITABLE -> drop(type, false);
            case FORWARD -> forward(type);
        };
    }

    private Type type(ValType type) {
        if (type instanceof ValType.StreamType stream) {
            return new Type(false, spaces.types().element(stream.element()));
        }
        if (type instanceof ValType.FutureType future) {
            return new Type(true, spaces.types().element(future.element()));
        }
        throw new IllegalArgumentException("neither stream nor future: " + type);
    }

    private StreamEnd end(Type type, boolean readable, long index) {
        return type.element().end(instance.handles(), (int) index, type.future(), readable);
    }

    private Builtin create(Type type) {
        return new Builtin(new CoreFuncType(List.of(), List.of(CoreValType.I64)), args -> {
            instance.requireMayLeave();
            StreamEnd reader = StreamEnd.create(type.element(), type.future());
            StreamEnd writer = Objects.requireNonNull(reader.other(), "writable end");
            long readerIndex = reader.enter(instance);
            long writerIndex = writer.enter(instance);
            return new long[] {readerIndex | (writerIndex << INDEX_BITS)};
        });
    }

    private Builtin copy(Type type, boolean read, BoundOptions options) {
        AbiContext cx = options.abi().context();
        return Builtin.toInt(type.future() ? 2 : 3, args -> {
            instance.requireMayLeave();
            StreamEnd end = end(type, read, args[0]);
            end.requireReady(options.async());
            int length = type.future() ? 1 : (int) args[2];
            end.copy(GuestBuffer.of(cx, type.element(), (int) args[1], length));
            return result(end, options.async());
        });
    }

    private int result(StreamEnd end, boolean async) {
        if (!end.hasPendingEvent()) {
            if (async) {
                return WaitableBuiltins.BLOCKED;
            }
            end.waitForEvent(instance.store().running());
        }
        return end.takeEvent().payload();
    }

    private Builtin cancel(Type type, boolean read, boolean async) {
        return Builtin.toInt(1, args -> {
            instance.requireMayLeave();
            StreamEnd end = end(type, read, args[0]);
            end.requireCancellable(async);
            end.cancel();
            return result(end, async);
        });
    }

    private Builtin drop(Type type, boolean readable) {
        return Builtin.toNothing(1, args -> {
            instance.requireMayLeave();
            StreamEnd end = end(type, readable, args[0]);
            end.requireDroppable();
            instance.handles().remove((int) args[0]);
            end.drop();
        });
    }

    private Builtin forward(Type type) {
        return Builtin.toNothing(2, args -> {
            instance.requireMayLeave();
            StreamEnd reader = take(end(type, true, args[0]), args[0]);
            StreamEnd writer = take(end(type, false, args[1]), args[1]);
            StreamEnd.forward(reader, writer);
        });
    }

    private StreamEnd take(StreamEnd end, long index) {
        end.requireIdle("forward");
        instance.handles().remove((int) index);
        return end;
    }
}
