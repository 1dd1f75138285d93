package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.task.Buffer;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements of a stream or future in the host's hands: those that it gives, or room for those that it takes at once. */
public final class HostBuffer extends Buffer {

    private @Nullable Val elements;

    private HostBuffer(int length, @Nullable Val elements) {
        super(length);
        this.elements = elements;
    }

    /**
     * Elements to give.
     *
     * @param list a {@link Val.Bytes} or a {@link Val.ListOf}
     */
    public static HostBuffer of(Val list) {
        return new HostBuffer(ListNode.length(list), list);
    }

    /** Room for so many elements, to be filled by one transfer. */
    public static HostBuffer room(int length) {
        return new HostBuffer(length, null);
    }

    /** What has been taken: a {@link Val.Bytes} of a stream of bytes, else a {@link Val.ListOf}. */
    public Val taken() {
        return elements == null ? new Val.ListOf(List.of()) : elements;
    }

    /** The next elements to give. */
    Val next(int count) {
        int from = progress();
        if (elements instanceof Val.Bytes given) {
            return from == 0 && count == given.bytes().length
                    ? given
                    : new Val.Bytes(Arrays.copyOfRange(given.bytes(), from, from + count));
        }
        return new Val.ListOf(((Val.ListOf) taken()).elements().subList(from, from + count));
    }

    /** What has not been given. */
    public Val rest() {
        return next(remain());
    }

    @Override
    protected void transfer(Buffer source, int count) {
        if (elements != null) {
            throw new IllegalStateException("filled before");
        }
        elements = source instanceof GuestBuffer guest ? guest.lift(count) : ((HostBuffer) source).next(count);
    }
}
