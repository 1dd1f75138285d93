package dev.wasmmaven.runtime.engine.compiler;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.F32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.F64;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.I64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Each instruction compiled against the interpreter, with edge and random operands. Traps must be of one kind; which NaN
 * a result is may differ, as the specification lets it.
 */
@DisplayName("Compiled code does what the interpreter does")
class DifferentialTest {

    private static final int RANDOM_OPERANDS = 24;
    private static final long[] INTS = {0, 1, 2, 31, 32, 0x7f, 0x80, 0xff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000L, -1
    };
    private static final long[] LONGS = {
        0, 1, 63, 64, 0x80, 0x8000, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, Long.MAX_VALUE, Long.MIN_VALUE, -1
    };
    private static final double[] NUMBERS = {
        0.0,
        -0.0,
        0.5,
        -0.5,
        1.5,
        2.5,
        -0.99,
        -1.0,
        0x1p31,
        -0x1p31 - 0.5,
        -0x1p31 - 1,
        0x1p32 - 0.5,
        0x1p32,
        0x1p63,
        -0x1p63,
        0x1p64,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private final Random random = new Random(5);
    private final ChicoryEngine engine = new ChicoryEngine(1 << 24);

    /** An operator: its opcode bytes, parameters and result. */
    private record Operator(int[] opcode, int[] params, int result) {
        static Operator of(int opcode, int result, int... params) {
            return new Operator(new int[] {opcode}, params, result);
        }
    }

    private static List<Operator> operators() {
        List<Operator> all = new ArrayList<>();
        range(all, 0x45, 0x45, I32, I32);
        range(all, 0x46, 0x4f, I32, I32, I32);
        range(all, 0x50, 0x50, I32, I64);
        range(all, 0x51, 0x5a, I32, I64, I64);
        range(all, 0x5b, 0x60, I32, F32, F32);
        range(all, 0x61, 0x66, I32, F64, F64);
        range(all, 0x67, 0x69, I32, I32);
        range(all, 0x6a, 0x78, I32, I32, I32);
        range(all, 0x79, 0x7b, I64, I64);
        range(all, 0x7c, 0x8a, I64, I64, I64);
        range(all, 0x8b, 0x91, F32, F32);
        range(all, 0x92, 0x98, F32, F32, F32);
        range(all, 0x99, 0x9f, F64, F64);
        range(all, 0xa0, 0xa6, F64, F64, F64);
        int[][] conversions = {
            {0xa7, I32, I64}, {0xa8, I32, F32}, {0xa9, I32, F32}, {0xaa, I32, F64}, {0xab, I32, F64},
            {0xac, I64, I32}, {0xad, I64, I32}, {0xae, I64, F32}, {0xaf, I64, F32}, {0xb0, I64, F64},
            {0xb1, I64, F64}, {0xb2, F32, I32}, {0xb3, F32, I32}, {0xb4, F32, I64}, {0xb5, F32, I64},
            {0xb6, F32, F64}, {0xb7, F64, I32}, {0xb8, F64, I32}, {0xb9, F64, I64}, {0xba, F64, I64},
            {0xbb, F64, F32}, {0xbc, I32, F32}, {0xbd, I64, F64}, {0xbe, F32, I32}, {0xbf, F64, I64},
            {0xc0, I32, I32}, {0xc1, I32, I32}, {0xc2, I64, I64}, {0xc3, I64, I64}, {0xc4, I64, I64}
        };
        for (int[] conversion : conversions) {
            all.add(Operator.of(conversion[0], conversion[1], conversion[2]));
        }
        int[] from = {F32, F32, F64, F64, F32, F32, F64, F64};
        for (int i = 0; i < from.length; i++) {
            all.add(new Operator(new int[] {0xfc, i}, new int[] {from[i]}, i < 4 ? I32 : I64));
        }
        return all;
    }

    private static void range(List<Operator> all, int first, int last, int result, int... params) {
        for (int opcode = first; opcode <= last; opcode++) {
            all.add(Operator.of(opcode, result, params));
        }
    }

    @Test
    @DisplayName("in every operator")
    void operatorsAgree() {
        for (Operator operator : operators()) {
            Code code = new Code();
            for (int i = 0; i < operator.params().length; i++) {
                code.localGet(i);
            }
            compare(operator, code.op(operator.opcode()).end());
        }
    }

    @Test
    @DisplayName("in every operator whose operands are computed, and leaves others behind")
    void operatorsOnTheStack() {
        for (Operator operator : operators()) {
            Code code = new Code().block(operator.result()).i32Const(7);
            for (int i = 0; i < operator.params().length; i++) {
                // A block's result comes over a label.
                code.block(operator.params()[i]).localGet(i).end();
            }
            compare(operator, code.op(operator.opcode()).br(0).end().end());
        }
    }

    @Test
    @DisplayName("where a comparison decides a branch, a choice or both")
    void conditions() {
        for (Operator operator : operators()) {
            // Of comparisons only: the interpreter branches on all 64 bits of what i32.mul leaves.
            if (operator.opcode()[0] > 0x66) {
                continue;
            }
            for (int shape = 0; shape < 5; shape++) {
                Code code = new Code();
                int eqz = 0x45;
                Code comparison = new Code();
                for (int i = 0; i < operator.params().length; i++) {
                    comparison.localGet(i);
                }
                comparison.op(operator.opcode());
                switch (shape) {
                    case 0 ->
                        code.then(comparison)
                                .ifThen(I32)
                                .i32Const(5)
                                .op(0x05)
                                .i32Const(6)
                                .end();
                    case 1 -> code.i32Const(5).i32Const(6).then(comparison).op(0x1b);
                    case 2 ->
                        code.block(I32)
                                .i32Const(5)
                                .then(comparison)
                                .brIf(0)
                                .drop()
                                .i32Const(6)
                                .end();
                    case 3 ->
                        code.then(comparison)
                                .op(eqz)
                                .op(eqz)
                                .op(eqz)
                                .i32Const(1)
                                .op(0x71);
                    default ->
                        code.block(Code.VOID)
                                .then(comparison)
                                .op(eqz)
                                .brIf(0)
                                .i32Const(5)
                                .op(0x0f)
                                .end()
                                .i32Const(6);
                }
                compare(operator, code.end());
            }
        }
    }

    @Test
    @DisplayName("where an unsigned comparison has a constant")
    void unsignedConstants() {
        for (int opcode = 0x46; opcode <= 0x4f; opcode++) {
            for (long constant : INTS) {
                Operator operator = Operator.of(opcode, I32, I32, I32);
                compare(
                        operator,
                        new Code()
                                .localGet(0)
                                .i32Const((int) constant)
                                .op(opcode)
                                .end());
            }
        }
    }

    @Test
    @DisplayName("in every load and store, at every kind of address")
    void memory() {
        int[] results = {I32, I64, F32, F64, I32, I32, I32, I32, I64, I64, I64, I64, I64, I64};
        int[] values = {I32, I64, F32, F64, I32, I32, I64, I64, I64};
        for (int offset : new int[] {0, 1, 8, 65_528, 65_535, 65_536, Integer.MAX_VALUE, -8, -1}) {
            for (int i = 0; i < results.length; i++) {
                Operator load = Operator.of(0x28 + i, results[i], I32);
                compare(
                        load,
                        new Code().localGet(0).op(access(0x28 + i, offset)).end());
                compare(
                        load,
                        new Code()
                                .localGet(0)
                                .i32Const(0)
                                .i32Add()
                                .op(access(0x28 + i, offset))
                                .end());
            }
            for (int i = 0; i < values.length; i++) {
                Operator store = Operator.of(0x36 + i, I64, I32, values[i]);
                Code direct = new Code().localGet(0).localGet(1).op(access(0x36 + i, offset));
                compare(store, direct.i32Const(8).op(0x29, 0, 0).end(), offset);
                Code computed = new Code().localGet(0).i32Const(0).i32Add();
                computed.block(values[i]).localGet(1).end().op(access(0x36 + i, offset));
                compare(store, computed.i32Const(65_528).op(0x29, 0, 0).end(), offset);
            }
        }
    }

    /** An instruction that accesses memory; the offset is unsigned. */
    private static int[] access(int opcode, int offset) {
        int[] bytes = {opcode, 0, 0, 0, 0, 0, 0};
        final int groups = 5;
        for (int i = 0; i < groups; i++) {
            bytes[2 + i] = (offset >>> (7 * i) & 0x7f) | (i < groups - 1 ? 0x80 : 0);
        }
        return bytes;
    }

    private void compare(Operator operator, Code body) {
        compare(operator, body, 0);
    }

    /**
     * Runs a function of that signature in both modes.
     *
     * @param offset added to the address, if the operator is a store: the interpreter's sum wraps around
     */
    private void compare(Operator operator, Code body, int offset) {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(operator.params(), operator.result());
        module.memory(1, 1);
        int function = module.func(type, 0, body);
        module.export("f", Kind.FUNC, function).data(0, "0123456789abcdef");
        byte[] wasm = module.build();
        CoreFunc compiled = instantiate(wasm, CoreOptions.Mode.COMPILED);
        CoreFunc interpreted = instantiate(wasm, CoreOptions.Mode.INTERPRETED);
        for (long[] operands : operands(operator.params())) {
            long end = (operands[0] & 0xffff_ffffL) + Integer.toUnsignedLong(offset);
            String expected = offset != 0 && end > 65_535
                    ? TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS.name()
                    : outcome(interpreted, operator.result(), operands);
            assertThat(outcome(compiled, operator.result(), operands))
                    .as("%s of %s", Arrays.toString(operator.opcode()), Arrays.toString(operands))
                    .isEqualTo(expected);
        }
    }

    private CoreFunc instantiate(byte[] wasm, CoreOptions.Mode mode) {
        CoreModule module = engine.load(wasm, new CoreOptions("differential", mode));
        CoreInstance instance = engine.instantiate(module, List.of());
        return instance.func("f").orElseThrow();
    }

    private static String outcome(CoreFunc function, int type, long[] operands) {
        try {
            long raw = function.call(operands)[0];
            if (type == F32) {
                float value = Float.intBitsToFloat((int) raw);
                return Float.isNaN(value) ? "NaN" : Integer.toHexString((int) raw);
            }
            if (type == F64 && Double.isNaN(Double.longBitsToDouble(raw))) {
                return "NaN";
            }
            return Long.toHexString(type == I32 ? raw & 0xffff_ffffL : raw);
        } catch (TrapException e) {
            return e.kind().name();
        }
    }

    private List<long[]> operands(int[] types) {
        List<long[]> all = new ArrayList<>();
        long[] first = values(types[0]);
        long[] second = types.length > 1 ? values(types[1]) : new long[1];
        for (long a : first) {
            for (long b : second) {
                all.add(types.length > 1 ? new long[] {a, b} : new long[] {a});
            }
        }
        return all;
    }

    private long[] values(int type) {
        long[] edges = switch (type) {
            case I32 -> INTS;
            case I64 -> LONGS;
            case F32 ->
                Arrays.stream(NUMBERS)
                        .mapToLong(value -> Float.floatToRawIntBits((float) value))
                        .toArray();
            default ->
                Arrays.stream(NUMBERS).mapToLong(Double::doubleToRawLongBits).toArray();
        };
        long[] all = Arrays.copyOf(edges, edges.length + RANDOM_OPERANDS / 4);
        for (int i = edges.length; i < all.length; i++) {
            all[i] = random.nextLong() >>> random.nextInt(64);
        }
        return all;
    }
}
