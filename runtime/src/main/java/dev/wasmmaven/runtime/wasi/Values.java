package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes the component values that functions of WASI return. */
public final class Values {

    public static final Val OK = new Val.ResultOf(true, Optional.empty());
    public static final Val NONE = new Val.OptionOf(Optional.empty());

    private Values() {}

    public static Val ok(Val payload) {
        return new Val.ResultOf(true, Optional.of(payload));
    }

    public static Val error(Val payload) {
        return new Val.ResultOf(false, Optional.of(payload));
    }

    public static Val some(Val value) {
        return new Val.OptionOf(Optional.of(value));
    }

    public static Val tuple(Val... elements) {
        return new Val.TupleOf(Arrays.asList(elements));
    }

    public static Val list(List<? extends Val> elements) {
        return new Val.ListOf(List.copyOf(elements));
    }

    /** The bytes of a {@code list<u8>}. */
    public static byte[] bytes(Val list) {
        if (list instanceof Val.Bytes bytes) {
            return bytes.bytes();
        }
        List<Val> elements = ((Val.ListOf) list).elements();
        byte[] bytes = new byte[elements.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((Val.U8) elements.get(i)).value();
        }
        return bytes;
    }
}
