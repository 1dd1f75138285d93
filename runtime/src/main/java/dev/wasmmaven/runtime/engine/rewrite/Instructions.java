package dev.wasmmaven.runtime.engine.rewrite;

import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.error.MalformedException;

/** Where instructions end (core specification 5.4): of what follows an opcode, only the length is of interest. */
final class Instructions {

    static final int BLOCK = 0x02;
    static final int LOOP = 0x03;
    static final int IF = 0x04;
    static final int TRY = 0x06;
    static final int DELEGATE = 0x18;
    static final int TRY_TABLE = 0x1f;
    static final int END = 0x0b;
    static final int RETURN = 0x0f;
    static final int CALL = 0x10;
    static final int RETURN_CALL = 0x12;
    static final int GLOBAL_GET = 0x23;
    static final int GLOBAL_SET = 0x24;

    /** First byte of a value type that is a reference to a heap type, which follows. */
    private static final int REF = 0x64;

    private static final int REF_NULL = 0x63;

    /** In an alignment: the index of a memory other than the first follows. */
    private static final long MEMORY_INDEX = 0x40;

    private Instructions() {}

    /** Whether an instruction opens a block, which an {@link #END} closes. */
    static boolean opensBlock(int opcode) {
        return opcode == BLOCK || opcode == LOOP || opcode == IF || opcode == TRY || opcode == TRY_TABLE;
    }

    /**
     * Passes over the immediates of an instruction whose opcode, if it has a prefix the prefix, has been read.
     *
     * @throws MalformedException an instruction that is not known here, such as those of garbage collection
     */
    static void skipImmediates(Leb128 in, int opcode) {
        switch (opcode) {
            case BLOCK, LOOP, IF, TRY -> skipBlockType(in);
            // throw, rethrow, br and br_if, delegate, catch; calls; variables and tables; ref.func; branches on null
            case 0x07, 0x08, 0x09, 0x0c, 0x0d, DELEGATE -> in.u32();
            case CALL, RETURN_CALL, 0x14, 0x15 -> in.u32();
            case 0x20, 0x21, 0x22, GLOBAL_GET, GLOBAL_SET, 0x25, 0x26, 0xd2, 0xd5, 0xd6 -> in.u32();
            case 0x0e -> {
                skipIndices(in);
                in.u32();
            }
            case 0x11, 0x13 -> {
                in.u32();
                in.u32();
            }
            case 0x1c -> skipValueTypes(in);
            case TRY_TABLE -> skipTryTable(in);
            case 0x3f, 0x40 -> in.u32();
            case 0x41, 0x42, 0xd0 -> in.signed();
            case 0x43 -> in.skip(Float.BYTES);
            case 0x44 -> in.skip(Double.BYTES);
            case 0xfc -> skipBulk(in);
            case 0xfd -> skipVector(in);
            case 0xfe -> skipAtomic(in);
            default -> skipPlain(in, opcode);
        }
    }

    private static void skipPlain(Leb128 in, int opcode) {
        if (opcode >= 0x28 && opcode <= 0x3e) {
            skipMemoryArgument(in);
        } else if (!isBare(opcode)) {
            throw unknown(in, opcode, "");
        }
    }

    /** Whether nothing follows an opcode. */
    private static boolean isBare(int opcode) {
        return switch (opcode) {
            case 0x00, 0x01, 0x05, 0x0a, END, RETURN, 0x19, 0x1a, 0x1b, 0xd1, 0xd4 -> true;
            default -> opcode >= 0x45 && opcode <= 0xc4;
        };
    }

    private static MalformedException unknown(Leb128 in, int opcode, String more) {
        return new MalformedException(
                "unknown instruction 0x" + Integer.toHexString(opcode) + more + " before offset 0x"
                        + Integer.toHexString(in.position()),
                null);
    }

    private static void skipIndices(Leb128 in) {
        for (long count = in.u32(); count > 0; count--) {
            in.u32();
        }
    }

    /** A value type, a type index, or none: all are signed numbers, but for the references to heap types. */
    private static void skipBlockType(Leb128 in) {
        int first = in.u8();
        if (first == REF || first == REF_NULL || first >= 0x80) {
            in.signed();
        }
    }

    /** Passes over a value type; returns its first byte. */
    static int skipValueType(Leb128 in) {
        int first = in.u8();
        if (first == REF || first == REF_NULL) {
            in.signed();
        }
        return first;
    }

    private static void skipValueTypes(Leb128 in) {
        for (long count = in.u32(); count > 0; count--) {
            skipValueType(in);
        }
    }

    private static void skipTryTable(Leb128 in) {
        skipBlockType(in);
        for (long count = in.u32(); count > 0; count--) {
            // catch and catch_ref name a tag, catch_all and catch_all_ref do not.
            if (in.u8() <= 1) {
                in.u32();
            }
            in.u32();
        }
    }

    private static void skipMemoryArgument(Leb128 in) {
        if ((in.u32() & MEMORY_INDEX) != 0) {
            in.u32();
        }
        in.u64();
    }

    private static void skipBulk(Leb128 in) {
        long operation = in.u32();
        if (operation > 17) {
            throw unknown(in, 0xfc, " " + operation);
        }
        // memory.init, memory.copy, table.init and table.copy have two, the saturating conversions none.
        int indices =
                operation < 8 ? 0 : operation == 8 || operation == 10 || operation == 12 || operation == 14 ? 2 : 1;
        for (int i = 0; i < indices; i++) {
            in.u32();
        }
    }

    private static void skipVector(Leb128 in) {
        long operation = in.u32();
        if (operation <= 11 || operation == 92 || operation == 93) {
            skipMemoryArgument(in);
        } else if (operation == 12 || operation == 13) {
            in.skip(16);
        } else if (operation >= 84 && operation <= 91) {
            skipMemoryArgument(in);
            in.u8();
        } else if (operation >= 21 && operation <= 34) {
            in.u8();
        }
    }

    private static void skipAtomic(Leb128 in) {
        long operation = in.u32();
        if (operation == 3) {
            in.u8();
        } else {
            skipMemoryArgument(in);
        }
    }
}
