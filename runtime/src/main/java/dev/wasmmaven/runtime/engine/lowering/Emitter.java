package dev.wasmmaven.runtime.engine.lowering;

import dev.wasmmaven.runtime.engine.binary.BinaryWriter;

/** Writes instructions that stand for another. */
final class Emitter {

    private static final int LOCAL_GET = 0x20;
    private static final int LOCAL_SET = 0x21;
    private static final int LOCAL_TEE = 0x22;
    private static final int VECTOR_PREFIX = 0xfd;

    private final BinaryWriter out;
    private final Locals locals;
    private final int scratchType;

    /** @param scratchType the type of the scratch variables */
    Emitter(BinaryWriter out, Locals locals, int scratchType) {
        this.out = out;
        this.locals = locals;
        this.scratchType = scratchType;
    }

    Emitter get(int scratch) {
        return local(LOCAL_GET, scratch);
    }

    Emitter set(int scratch) {
        return local(LOCAL_SET, scratch);
    }

    Emitter tee(int scratch) {
        return local(LOCAL_TEE, scratch);
    }

    private Emitter local(int opcode, int scratch) {
        out.u8(opcode).u32(locals.scratch(scratchType, scratch));
        return this;
    }

    /** Instructions of one byte each. */
    Emitter plain(int... opcodes) {
        for (int opcode : opcodes) {
            out.u8(opcode);
        }
        return this;
    }

    /** A vector instruction, and its immediate bytes. */
    Emitter vector(int number, int... immediates) {
        out.u8(VECTOR_PREFIX).u32(number);
        return plain(immediates);
    }

    /** {@code i64.const} of a number from 0 to 2^32-1. */
    Emitter i64Const(long value) {
        out.u8(0x42).index(value);
        return this;
    }
}
