package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes the component values that functions of WASI return. */
final class Values {

    static final Val OK = new Val.ResultOf(true, Optional.empty());
    static final Val NONE = new Val.OptionOf(Optional.empty());

    private Values() {}

    static Val ok(Val payload) {
        return new Val.ResultOf(true, Optional.of(payload));
    }

    static Val error(Val payload) {
        return new Val.ResultOf(false, Optional.of(payload));
    }

    static Val some(Val value) {
        return new Val.OptionOf(Optional.of(value));
    }

    static Val tuple(Val... elements) {
        return new Val.TupleOf(Arrays.asList(elements));
    }

    static Val list(List<? extends Val> elements) {
        return new Val.ListOf(List.copyOf(elements));
    }

    /** The bytes of a {@code list<u8>}. */
    static byte[] bytes(Val list) {
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
