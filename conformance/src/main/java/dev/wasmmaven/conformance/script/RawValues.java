package dev.wasmmaven.conformance.script;

import java.util.Arrays;
import java.util.List;

/** Raw 64-bit values; a vector takes two, the low half first. */
public final class RawValues {

    private final long[] values;

    private RawValues(long[] values) {
        this.values = values;
    }

    static RawValues of(List<long[]> constants) {
        return new RawValues(constants.stream().flatMapToLong(Arrays::stream).toArray());
    }

    public long[] toArray() {
        return values.clone();
    }
}
