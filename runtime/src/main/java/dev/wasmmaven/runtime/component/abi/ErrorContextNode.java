package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.handle.HandleTable;
import dev.wasmmaven.runtime.component.task.ErrorContext;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreValType;
import org.jspecify.annotations.Nullable;

/** An error context. */
final class ErrorContextNode extends WordNode {

    private record ErrorContextVal(ErrorContext context) implements Val.Handle {}

    ErrorContextNode() {
        super(Integer.BYTES, CoreValType.I32);
    }

    private static ErrorContext get(AbiContext cx, long raw) {
        if (cx.handles().get((int) raw) instanceof ErrorContext context) {
            return context;
        }
        throw HandleTable.wrongType((int) raw);
    }

    @Override
    Val lift(AbiContext cx, long raw) {
        return new ErrorContextVal(get(cx, raw));
    }

    @Override
    long lower(AbiContext cx, Val value) {
        return cx.handles().add(((ErrorContextVal) value).context());
    }

    @Override
    long transfer(AbiContext from, long raw, AbiContext to) {
        return to.handles().add(get(from, raw));
    }

    @Override
    public void check(@Nullable Val value) {
        if (!(value instanceof ErrorContextVal)) {
            throw mismatch("error-context", value);
        }
    }
}
