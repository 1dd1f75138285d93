package dev.wasmmaven.runtime.engine.lowering;

/**
 * 128-bit sums, differences and products (wide-arithmetic proposal) by 64-bit instructions. A number of 128 bits is two
 * operands, the lower half first.
 */
final class WideArithmetic {

    private static final int FIRST = 0xfc_013;
    private static final int LAST = 0xfc_016;

    private static final int I64_LT_U = 0x54;
    private static final int I64_ADD = 0x7c;
    private static final int I64_SUB = 0x7d;
    private static final int I64_MUL = 0x7e;
    private static final int I64_AND = 0x83;
    private static final int I64_SHR_S = 0x87;
    private static final int I64_SHR_U = 0x88;
    private static final int I64_EXTEND_I32_U = 0xad;

    private static final long LOW_HALF = 0xffff_ffffL;

    private WideArithmetic() {}

    static boolean is(int opcode) {
        return opcode >= FIRST && opcode <= LAST;
    }

    static void lower(int opcode, Emitter out) {
        switch (opcode - FIRST) {
            case 0 -> add(out);
            case 1 -> subtract(out);
            case 2 -> multiplySigned(out);
            case 3 -> {
                out.set(1).set(0);
                multiply(out);
            }
            default -> throw new IllegalArgumentException(Integer.toHexString(opcode));
        }
    }

    /** The carry is whether the lower sum is less than one of what was added. */
    private static void add(Emitter out) {
        out.set(3).set(2).set(1);
        out.get(2).plain(I64_ADD).tee(0);
        out.get(1).get(3).plain(I64_ADD);
        out.get(0).get(2).plain(I64_LT_U, I64_EXTEND_I32_U, I64_ADD);
    }

    private static void subtract(Emitter out) {
        out.set(3).set(2).set(1).set(0);
        out.get(0).get(2).plain(I64_SUB);
        out.get(1).get(3).plain(I64_SUB);
        out.get(0).get(2).plain(I64_LT_U, I64_EXTEND_I32_U, I64_SUB);
    }

    /** Schoolbook multiplication of the 32-bit halves of variables 0 and 1. */
    private static void multiply(Emitter out) {
        out.get(0).get(1).plain(I64_MUL);
        // 2: the carry of low times low, plus high times low
        low(out, 0);
        low(out, 1);
        out.plain(I64_MUL);
        high(out);
        high(out, 0);
        low(out, 1);
        out.plain(I64_MUL, I64_ADD).set(2);
        // The sum of what is left: high times high, and the upper halves of both middle sums.
        high(out, 0);
        high(out, 1);
        out.plain(I64_MUL);
        out.get(2);
        high(out);
        out.plain(I64_ADD);
        out.get(2).i64Const(LOW_HALF).plain(I64_AND);
        low(out, 0);
        high(out, 1);
        out.plain(I64_MUL, I64_ADD);
        high(out);
        out.plain(I64_ADD);
    }

    /** The unsigned product, from whose upper half each factor is taken if the other is negative. */
    private static void multiplySigned(Emitter out) {
        out.set(1).set(0);
        multiply(out);
        out.get(0).i64Const(63).plain(I64_SHR_S).get(1).plain(I64_AND, I64_SUB);
        out.get(1).i64Const(63).plain(I64_SHR_S).get(0).plain(I64_AND, I64_SUB);
    }

    private static void low(Emitter out, int variable) {
        out.get(variable).i64Const(LOW_HALF).plain(I64_AND);
    }

    private static void high(Emitter out, int variable) {
        out.get(variable);
        high(out);
    }

    /** The upper half of the number on top. */
    private static void high(Emitter out) {
        out.i64Const(32).plain(I64_SHR_U);
    }
}
