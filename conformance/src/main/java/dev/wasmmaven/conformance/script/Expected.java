package dev.wasmmaven.conformance.script;

import dev.wasmmaven.runtime.engine.CoreFunc;
import java.util.List;

/** What a script expects of one result; judged on the raw 64-bit values of the engine seam. */
public sealed interface Expected {

    /** How many raw values the result takes. */
    default int width() {
        return 1;
    }

    /** Whether the raw values from {@code offset} on are as expected. */
    boolean accepts(long[] raw, int offset);

    /** An integer, float or vector of floats or integers, lane by lane, lanes packed from the low end. */
    record Lanes(List<Lane> lanes, int bits) implements Expected {
        public Lanes {
            lanes = List.copyOf(lanes);
        }

        @Override
        public int width() {
            return Math.max(1, lanes.size() * bits / Long.SIZE);
        }

        @Override
        public boolean accepts(long[] raw, int offset) {
            for (int i = 0; i < lanes.size(); i++) {
                int bit = i * bits;
                long lane = raw[offset + bit / Long.SIZE] >>> bit % Long.SIZE;
                if (!lanes.get(i).accepts(lane, bits)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return lanes.size() == 1 ? lanes.get(0).toString() : "i" + bits + "x" + lanes.size() + lanes;
        }
    }

    /** One of several. */
    record Either(List<Expected> choices) implements Expected {
        public Either {
            choices = List.copyOf(choices);
        }

        @Override
        public int width() {
            return choices.get(0).width();
        }

        @Override
        public boolean accepts(long[] raw, int offset) {
            return choices.stream().anyMatch(choice -> choice.accepts(raw, offset));
        }

        @Override
        public String toString() {
            return "either " + choices;
        }
    }

    /** A null reference, or any that is not null. */
    record Reference(boolean isNull) implements Expected {
        @Override
        public boolean accepts(long[] raw, int offset) {
            return (raw[offset] == CoreFunc.NULL_REFERENCE) == isNull;
        }

        @Override
        public String toString() {
            return isNull ? "a null reference" : "a reference";
        }
    }

    /** What one lane must hold. */
    sealed interface Lane {

        /**
         * Whether a lane is as expected.
         *
         * @param value the lane in the low bits; what lies above does not count
         * @param bits the lane's width
         */
        boolean accepts(long value, int bits);
    }

    /** These bits. */
    record Exactly(long value) implements Lane {
        @Override
        public boolean accepts(long actual, int bits) {
            return (actual ^ value) << (Long.SIZE - bits) == 0;
        }

        @Override
        public String toString() {
            return "0x" + Long.toHexString(value);
        }
    }

    /** A NaN with the top bit of its payload set (core specification 4.3.3); a canonical one has no other. */
    record Nan(boolean canonical) implements Lane {
        @Override
        public boolean accepts(long actual, int bits) {
            if (bits == Integer.SIZE) {
                int quiet = 0x7fc0_0000;
                return ((int) actual & (canonical ? 0x7fff_ffff : quiet)) == quiet;
            }
            long quiet = 0x7ff8_0000_0000_0000L;
            return (actual & (canonical ? Long.MAX_VALUE : quiet)) == quiet;
        }

        @Override
        public String toString() {
            return canonical ? "nan:canonical" : "nan:arithmetic";
        }
    }
}
