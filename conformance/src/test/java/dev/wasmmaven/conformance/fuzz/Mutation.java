package dev.wasmmaven.conformance.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Damages the bytes of a module, in ways that files are damaged and in ways that reach deep into a parser. */
enum Mutation {
    TRUNCATE {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
    },
    FLIP_BITS {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            byte[] damaged = bytes.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                damaged[bodyOffset(bytes, random)] ^= (byte) (1 << random.nextInt(8));
            }
            return damaged;
        }
    },
    REPLACE_BYTES {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            byte[] damaged = bytes.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                damaged[bodyOffset(bytes, random)] = (byte) random.nextInt(256);
            }
            return damaged;
        }
    },
    /** A number of five bytes near 2<sup>32</sup>, where a count or size may stand. */
    HUGE_NUMBER {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            byte[] damaged = bytes.clone();
            int at = bodyOffset(bytes, random);
            byte[] number = {-1, -1, -1, -1, 0x0f};
            System.arraycopy(number, 0, damaged, at, Math.min(number.length, damaged.length - at));
            return damaged;
        }
    },
    REPEAT_RANGE {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            int from = bodyOffset(bytes, random);
            int to = from + random.nextInt(bytes.length - from) + 1;
            byte[] damaged = Arrays.copyOf(bytes, bytes.length + to - from);
            System.arraycopy(bytes, from, damaged, to, bytes.length - from);
            return damaged;
        }
    },
    /** Small numbers in the place of others: indices, kinds and counts that exist, but stand for something else. */
    NUDGE {
        @Override
        byte[] apply(byte[] bytes, Random random) {
            byte[] damaged = bytes.clone();
            for (int i = random.nextInt(2); i >= 0; i--) {
                int at = bodyOffset(bytes, random);
                damaged[at] = (byte) (random.nextBoolean() ? random.nextInt(8) : damaged[at] + random.nextInt(5) - 2);
            }
            return damaged;
        }
    };

    private static final int HEADER = 8;

    /** @param bytes a module with at least one byte after its header */
    abstract byte[] apply(byte[] bytes, Random random);

    private static int bodyOffset(byte[] bytes, Random random) {
        return HEADER + random.nextInt(bytes.length - HEADER);
    }
}
