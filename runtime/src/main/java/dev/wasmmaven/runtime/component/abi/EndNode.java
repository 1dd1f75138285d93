package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.task.StreamEnd;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreValType;
import org.jspecify.annotations.Nullable;

/** The readable end of a stream or future, which moves from one instance to another. */
final class EndNode extends WordNode {

    private final boolean future;
    private final ElementNode element;

    EndNode(boolean future, ElementNode element) {
        super(Integer.BYTES, CoreValType.I32);
        this.future = future;
        this.element = element;
    }

    private StreamEnd liftEnd(AbiContext cx, int index) {
        StreamEnd end = element.end(cx.handles(), index, future, true);
        end.requireIdle("lift");
        cx.handles().remove(index);
        end.leave();
        return end;
    }

    @Override
    Val lift(AbiContext cx, long raw) {
        return new StreamVal(liftEnd(cx, (int) raw));
    }

    @Override
    long lower(AbiContext cx, Val value) {
        return end(value).take().enter(cx.instance());
    }

    @Override
    long transfer(AbiContext from, long raw, AbiContext to) {
        return liftEnd(from, (int) raw).enter(to.instance());
    }

    @Override
    public void check(@Nullable Val value) {
        end(value);
    }

    private StreamVal end(@Nullable Val value) {
        if (value instanceof StreamVal stream && stream.fits(future, element)) {
            return stream;
        }
        throw mismatch(future ? "future" : "stream", value);
    }
}
