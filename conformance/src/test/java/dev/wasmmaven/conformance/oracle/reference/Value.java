package dev.wasmmaven.conformance.oracle.reference;

import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import java.util.List;
import java.util.Optional;

/** A component value between the two sides. */
sealed interface Value {

    /** Of a scalar the number, of a float its bits; of flags their bits; of a handle the representation. */
    record Number(long bits) implements Value {}

    /**
     * A string, and how it stood in the memory that it comes from.
     *
     * @param units number of code units, with the tag that {@code latin1+utf16} has
     */
    record Text(String text, StringEncoding encoding, int units) implements Value {

        /** Marks UTF-16 in {@code latin1+utf16}. */
        static final int TAG = 0x8000_0000;

        boolean isUtf16() {
            return encoding == StringEncoding.UTF16 || isTagged();
        }

        boolean isTagged() {
            return encoding == StringEncoding.LATIN1_UTF16 && (units & TAG) != 0;
        }

        int untaggedUnits() {
            return isTagged() ? units & ~TAG : units;
        }
    }

    /** The parts of a sequence, or the elements of a list. */
    record Parts(List<Value> values) implements Value {}

    /** A case and its payload. */
    record Chosen(int index, Optional<Value> payload) implements Value {}
}
