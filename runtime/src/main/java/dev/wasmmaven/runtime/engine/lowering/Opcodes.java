package dev.wasmmaven.runtime.engine.lowering;

/** The opcodes that lowering looks at (core specification 5.4; those of legacy exceptions are of the proposal's first form). */
final class Opcodes {

    static final int BLOCK = 0x02;
    static final int LOOP = 0x03;
    static final int IF = 0x04;
    static final int TRY = 0x06;
    static final int CATCH = 0x07;
    static final int RETHROW = 0x09;
    static final int THROW_REF = 0x0a;
    static final int END = 0x0b;
    static final int BR = 0x0c;
    static final int BR_IF = 0x0d;
    static final int BR_TABLE = 0x0e;
    static final int RETURN = 0x0f;
    static final int DELEGATE = 0x18;
    static final int CATCH_ALL = 0x19;
    static final int TRY_TABLE = 0x1f;
    static final int LOCAL_GET = 0x20;
    static final int LOCAL_SET = 0x21;
    static final int BR_ON_NULL = 0xd5;
    static final int BR_ON_NON_NULL = 0xd6;
    static final int BR_ON_CAST = 0xfb_018;
    static final int BR_ON_CAST_FAIL = 0xfb_019;

    private Opcodes() {}

    /** Whether it is an instruction of legacy exceptions that the final proposal does not have. */
    static boolean isLegacyException(int opcode) {
        return opcode == TRY || opcode == CATCH || opcode == RETHROW || opcode == DELEGATE || opcode == CATCH_ALL;
    }

    /** Whether it begins a block, which {@code end} or {@code delegate} ends. */
    static boolean opensBlock(int opcode) {
        return opcode == BLOCK || opcode == LOOP || opcode == IF || opcode == TRY || opcode == TRY_TABLE;
    }
}
