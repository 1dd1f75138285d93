package dev.wasmmaven.runtime.engine.lowering;

import dev.wasmmaven.runtime.engine.binary.ModuleOutline;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline.Section;

/**
 * Relaxed vector instructions, whose results may differ between machines, by fixed ones: those of the deterministic profile
 * (core specification, appendix A.3). That is, the plain instruction that each relaxes, products rounded before they are added.
 */
final class RelaxedSimd {

    private static final int FIRST = 0xfd_100;
    private static final int LAST = 0xfd_113;

    private static final int BITSELECT = 0x52;
    private static final int SHUFFLE = 0x0d;
    private static final int I16X8_ADD = 0x8e;
    private static final int I32X4_ADD = 0xae;
    private static final int EXTADD_PAIRWISE_I16X8_S = 0x7e;
    private static final int EXTMUL_LOW_I8X16_S = 0x9c;
    private static final int EXTMUL_HIGH_I8X16_S = 0x9d;

    private static final int[] EVEN_I16 = {0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25, 28, 29};
    private static final int[] ODD_I16 = {2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23, 26, 27, 30, 31};

    private RelaxedSimd() {}

    static boolean is(int opcode) {
        return opcode >= FIRST && opcode <= LAST;
    }

    /**
     * Whether the bytes of one may be in the module's code. The parser would take it for an instruction of another proposal,
     * whose prefix is the next number.
     */
    static boolean mayBeIn(ModuleOutline module) {
        byte[] bytes = module.bytes();
        for (Section section : module.sections()) {
            if (section.id() != ModuleTypes.CODE) {
                continue;
            }
            for (int i = section.start(); i < section.end() - 2; i++) {
                // The number after the prefix is at least 0x100, of which the second byte has the upper bits.
                if (bytes[i] == (byte) 0xfd && bytes[i + 1] <= (byte) 0x93 && (bytes[i + 2] & 0x7f) == 2) {
                    return true;
                }
            }
        }
        return false;
    }

    static void lower(int opcode, Emitter out) {
        switch (opcode - FIRST) {
            case 0x00 -> out.vector(0x0e);
            case 0x01 -> out.vector(0xf8);
            case 0x02 -> out.vector(0xf9);
            case 0x03 -> out.vector(0xfc);
            case 0x04 -> out.vector(0xfd);
            case 0x05 -> multiplyAdd(out, 0xe6, 0xe4);
            case 0x06 -> negativeMultiplyAdd(out, 0xe6, 0xe1, 0xe4);
            case 0x07 -> multiplyAdd(out, 0xf2, 0xf0);
            case 0x08 -> negativeMultiplyAdd(out, 0xf2, 0xed, 0xf0);
            case 0x09, 0x0a, 0x0b, 0x0c -> out.vector(BITSELECT);
            case 0x0d -> out.vector(0xe8);
            case 0x0e -> out.vector(0xe9);
            case 0x0f -> out.vector(0xf4);
            case 0x10 -> out.vector(0xf5);
            case 0x11 -> out.vector(0x82);
            case 0x12 -> dot(out);
            case 0x13 -> {
                out.set(2);
                dot(out);
                out.vector(EXTADD_PAIRWISE_I16X8_S).get(2).vector(I32X4_ADD);
            }
            default -> throw new IllegalArgumentException(Integer.toHexString(opcode));
        }
    }

    private static void multiplyAdd(Emitter out, int mul, int add) {
        out.set(0).vector(mul).get(0).vector(add);
    }

    /** The factor is negated, as the specification has it, which makes no difference but to NaNs. */
    private static void negativeMultiplyAdd(Emitter out, int mul, int neg, int add) {
        out.set(0).set(1).vector(neg).get(1).vector(mul).get(0).vector(add);
    }

    /** Products of neighbours, added in pairs; both operands signed, sums wrapping. */
    private static void dot(Emitter out) {
        out.set(1).tee(0).get(1).vector(EXTMUL_LOW_I8X16_S);
        out.get(0).get(1).vector(EXTMUL_HIGH_I8X16_S);
        out.set(1).tee(0).get(1).vector(SHUFFLE, EVEN_I16);
        out.get(0).get(1).vector(SHUFFLE, ODD_I16).vector(I16X8_ADD);
    }
}
