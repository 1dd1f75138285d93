package dev.wasmmaven.toolkit.provenance;

import java.nio.ByteBuffer;

/** Integers of 32 bits as they stand in a {@code .wasm} (core specification 5.2.2), read at a buffer's position. */
public final class Leb128 {

    private static final int GROUP = 7;
    private static final int MAX_BITS = 35;

    private Leb128() {}

    /**
     * An unsigned one; {@link Integer#MAX_VALUE} stands for all beyond.
     *
     * @throws IllegalArgumentException it has too many bytes
     * @throws java.nio.BufferUnderflowException the buffer ends within it
     */
    public static int unsigned(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < MAX_BITS; shift += GROUP) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return (int) Math.min(value, Integer.MAX_VALUE);
            }
        }
        throw tooLong(in);
    }

    /**
     * A signed one.
     *
     * @throws IllegalArgumentException it has too many bytes
     * @throws java.nio.BufferUnderflowException the buffer ends within it
     */
    public static long signed(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < MAX_BITS; shift += GROUP) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                int unused = Long.SIZE - shift - GROUP;
                return value << unused >> unused;
            }
        }
        throw tooLong(in);
    }

    private static IllegalArgumentException tooLong(ByteBuffer in) {
        return new IllegalArgumentException("a number is too long at offset " + in.position());
    }
}
