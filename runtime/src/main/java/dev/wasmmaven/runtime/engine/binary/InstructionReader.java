package dev.wasmmaven.runtime.engine.binary;

import dev.wasmmaven.runtime.error.MalformedException;

/**
 * Goes through the instructions of a function's body (core specification 5.4) one at a time, those of proposals that are no
 * part of it included: legacy exceptions, threads, wide arithmetic.
 *
 * <p>An opcode is a number: the byte itself, or for an instruction with a prefix byte that byte times 0x1000 plus the
 * number after it, such as {@code 0xfd_100} for {@code i8x16.relaxed_swizzle}.
 */
public final class InstructionReader {

    private static final int REF = 0x64;
    private static final int REF_NULL = 0x63;

    private static final int PREFIX_SHIFT = 12;

    /** Larger numbers after a prefix stand for no instruction of any proposal. */
    private static final int MAX_NUMBER = (1 << PREFIX_SHIFT) - 1;

    private static final int FIRST_PREFIX = 0xfb;
    private static final int LAST_PREFIX = 0xfe;

    /** Bit of a memory argument's alignment that announces an index of the memory. */
    private static final int HAS_MEMORY = 1 << 6;

    private final String file;
    private final Leb128 in;
    private int at;

    /** @param in at the first instruction, after the locals */
    public InstructionReader(String file, Leb128 in) {
        this.file = file;
        this.in = in;
    }

    /** The opcode of the next instruction; its immediates are still to be read or {@linkplain #skip passed over}. */
    public int next() {
        at = in.position();
        int opcode = in.u8();
        if (opcode < FIRST_PREFIX || opcode > LAST_PREFIX) {
            return opcode;
        }
        long number = in.u32();
        if (number > MAX_NUMBER) {
            throw unknown(opcode);
        }
        return (opcode << PREFIX_SHIFT) | (int) number;
    }

    /** Offset in the file of the instruction that {@link #next} found. */
    public int start() {
        return at;
    }

    /** The cursor, to read immediates with. */
    public Leb128 immediates() {
        return in;
    }

    /**
     * Passes over the immediates of an instruction whose opcode has just been read.
     *
     * @throws MalformedException no proposal that is known has such an opcode
     */
    public void skip(int opcode) {
        switch (opcode >>> PREFIX_SHIFT) {
            case 0 -> skipPlain(opcode);
            case 0xfb -> skipGarbageCollected(opcode);
            case 0xfc -> skipBulk(opcode);
            case 0xfd -> skipVector(opcode);
            default -> skipAtomic(opcode);
        }
    }

    private void skipPlain(int opcode) {
        if (opcode >= 0x28 && opcode <= 0x3e) {
            memoryArgument();
            return;
        }
        if (opcode >= 0x45 && opcode <= 0xc4) {
            return;
        }
        switch (opcode) {
            case 0x00, 0x01, 0x05, 0x0a, 0x0b, 0x0f, 0x19, 0x1a, 0x1b, 0xd1, 0xd3, 0xd4 -> {
                // No immediates.
            }
            case 0x02, 0x03, 0x04, 0x06 -> blockType();
            case 0x41, 0x42, 0xd0 -> in.signed();
            case 0x0e -> {
                for (long labels = in.u32() + 1; labels > 0; labels--) {
                    in.u32();
                }
            }
            case 0x11, 0x13 -> {
                in.u32();
                in.u32();
            }
            case 0x1c -> {
                for (long types = in.u32(); types > 0; types--) {
                    blockType();
                }
            }
            case 0x1f -> {
                blockType();
                for (long clauses = in.u32(); clauses > 0; clauses--) {
                    int kind = in.u8();
                    if (kind <= 1) {
                        in.u32();
                    }
                    in.u32();
                }
            }
            case 0x43 -> in.skip(Float.BYTES);
            case 0x44 -> in.skip(Double.BYTES);
            case 0x07,
                    0x08,
                    0x09,
                    0x0c,
                    0x0d,
                    0x10,
                    0x12,
                    0x14,
                    0x15,
                    0x18,
                    0x20,
                    0x21,
                    0x22,
                    0x23,
                    0x24,
                    0x25,
                    0x26,
                    0x3f,
                    0x40,
                    0xd2,
                    0xd5,
                    0xd6 -> in.u32();
            default -> throw unknown(opcode);
        }
    }

    private void skipGarbageCollected(int opcode) {
        switch (opcode & MAX_NUMBER) {
            case 0x00, 0x01, 0x06, 0x07, 0x0b, 0x0c, 0x0d, 0x0e, 0x10 -> in.u32();
            case 0x02, 0x03, 0x04, 0x05, 0x08, 0x09, 0x0a, 0x11, 0x12, 0x13 -> {
                in.u32();
                in.u32();
            }
            case 0x14, 0x15, 0x16, 0x17 -> in.signed();
            case 0x18, 0x19 -> {
                in.u8();
                in.u32();
                in.signed();
                in.signed();
            }
            case 0x0f, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e -> {
                // No immediates.
            }
            default -> throw unknown(opcode);
        }
    }

    private void skipBulk(int opcode) {
        switch (opcode & MAX_NUMBER) {
            case 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x13, 0x14, 0x15, 0x16 -> {
                // No immediates.
            }
            case 0x09, 0x0b, 0x0d, 0x0f, 0x10, 0x11 -> in.u32();
            case 0x08, 0x0a, 0x0c, 0x0e -> {
                in.u32();
                in.u32();
            }
            default -> throw unknown(opcode);
        }
    }

    private void skipVector(int opcode) {
        int number = opcode & MAX_NUMBER;
        if (number <= 0x0b || number == 0x5c || number == 0x5d) {
            memoryArgument();
        } else if (number <= 0x0d) {
            in.skip(16);
        } else if (number >= 0x15 && number <= 0x22) {
            in.u8();
        } else if (number >= 0x54 && number <= 0x5b) {
            memoryArgument();
            in.u8();
        } else if (number > 0x113) {
            throw unknown(opcode);
        }
    }

    private void skipAtomic(int opcode) {
        int number = opcode & MAX_NUMBER;
        if (number == 0x03) {
            in.u8();
        } else if (number <= 0x02 || (number >= 0x10 && number <= 0x4e)) {
            memoryArgument();
        } else {
            throw unknown(opcode);
        }
    }

    private void memoryArgument() {
        if ((in.u32() & HAS_MEMORY) != 0) {
            in.u32();
        }
        in.u64();
    }

    /** Passes over a block type, or a value type, each of which can be such a block type. */
    public void blockType() {
        int first = in.u8();
        // The heap type of a reference, or the rest of an index of several bytes.
        if (first == REF || first == REF_NULL || first >= 0x80) {
            in.signed();
        }
    }

    private MalformedException unknown(int opcode) {
        return new MalformedException(
                file + " has an unknown instruction 0x" + Integer.toHexString(opcode) + " at offset "
                        + ModuleOutline.hex(at),
                null);
    }
}
