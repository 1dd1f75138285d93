package dev.wasmmaven.runtime.engine;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UninstantiableException;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seam's test kit: memories. */
public abstract class MemoryContract extends EngineContract {

    protected MemoryContract(CoreEngine engine, CoreOptions.Mode mode) {
        super(engine, mode);
    }

    @Test
    @DisplayName("(h) memory grown during a host call is seen by the host and by the guest afterwards")
    void growDuringHostCall() {
        ModuleAssembler module = new ModuleAssembler();
        int grow = module.type(types(), I32);
        int unary = module.type(types(I32), I32);
        int host = module.importFunc("host", "f", unary);
        module.export("mem", Kind.MEMORY, module.memory(1, 4));
        module.export(
                "grow",
                Kind.FUNC,
                module.func(grow, 0, new Code().i32Const(1).memoryGrow().end()));
        module.export(
                "f",
                Kind.FUNC,
                module.func(
                        unary, 0, new Code().localGet(0).call(host).i32Load(0).end()));
        List<Long> sizes = new ArrayList<>();
        CoreInstance instance = instantiate(module, engine().hostFunc(I32_TO_I32, (caller, args) -> {
            CoreMemory memory = caller.memory("mem").orElseThrow();
            sizes.add(memory.byteSize());
            caller.func("grow").orElseThrow().call();
            sizes.add(memory.byteSize());
            assertThat(memory.grow(1)).isEqualTo(2);
            memory.i32(3 * PAGE - 4, 77);
            return new long[] {3 * PAGE - 4};
        }));

        assertThat(call(instance, "f", 0)).containsExactly(77);
        assertThat(sizes).containsExactly((long) PAGE, 2L * PAGE);
        CoreMemory memory = instance.memory("mem").orElseThrow();
        assertThat(memory.type()).isEqualTo(new CoreMemoryType(3, OptionalLong.of(4), false));
        assertThat(memory.grow(2)).isEqualTo(-1);
    }

    @Test
    @DisplayName("a memory grows up to the engine's limit, and one that starts above it cannot be made")
    void memoryLimit() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I32), I32);
        module.export("mem", Kind.MEMORY, module.memory(1, -1));
        module.export(
                "grow",
                Kind.FUNC,
                module.func(type, 0, new Code().localGet(0).memoryGrow().end()));
        CoreInstance instance = instantiate(module);
        assertThat((int) call(instance, "grow", LIMIT_PAGES)[0]).isEqualTo(-1);
        assertThat((int) call(instance, "grow", LIMIT_PAGES - 1)[0]).isEqualTo(1);
        assertThat((int) call(instance, "grow", 1)[0]).isEqualTo(-1);
        assertThat((int) call(instance, "grow", -1)[0]).isEqualTo(-1);

        ModuleAssembler large = new ModuleAssembler();
        large.memory(LIMIT_PAGES + 1, -1);
        assertThatThrownBy(() -> instantiate(large))
                .isInstanceOf(UninstantiableException.class)
                .hasMessageContaining("limit of 16 MiB");
    }

    @Test
    @DisplayName("the host reads and writes memory little-endian, copies and fills it, within bounds")
    void memoryAccess() {
        CoreMemory memory = engine().newMemory(new CoreMemoryType(2, OptionalLong.empty(), false));
        memory.i64(0, 0x0807060504030201L);
        assertThat(memory.i8(1)).isEqualTo((byte) 2);
        assertThat(memory.i16(2)).isEqualTo((short) 0x0403);
        assertThat(memory.i32(4)).isEqualTo(0x08070605);
        memory.i8(0, (byte) -1);
        memory.i16(1, (short) -2);
        memory.i32(4, 5);
        assertThat(memory.i64(0)).isEqualTo(0x0000_0005_04ff_feffL);

        byte[] large = new byte[PAGE + 100];
        new Random(1).nextBytes(large);
        memory.write(50, large, 0, large.length);
        byte[] back = new byte[large.length + 2];
        memory.read(50, back, 1, large.length);
        assertThat(Arrays.copyOfRange(back, 1, back.length - 1)).isEqualTo(large);

        CoreMemory other = engine().newMemory(new CoreMemoryType(2, OptionalLong.empty(), false));
        memory.copyTo(50, other, 7, large.length);
        other.read(7, back, 1, large.length);
        assertThat(Arrays.copyOfRange(back, 1, back.length - 1)).isEqualTo(large);
        memory.copyTo(50, memory, 60, large.length);
        memory.read(60, back, 1, large.length);
        assertThat(Arrays.copyOfRange(back, 1, back.length - 1)).isEqualTo(large);
        memory.fill(10, (byte) 9, PAGE);
        assertThat(memory.i8(10)).isEqualTo((byte) 9);
        assertThat(memory.i8(9 + PAGE)).isEqualTo((byte) 9);
        assertThat(memory.i8(9)).isNotEqualTo((byte) 9);
    }

    @ParameterizedTest(name = "{1} bytes at {0}")
    @CsvSource({"131072, 1", "131071, 2", "-1, 1", "-4, 8", "0, -1", "2147483647, 2147483647", "1, 2147483647"})
    @DisplayName("an access of the host outside of the memory is a trap")
    void memoryBounds(int address, int length) {
        CoreMemory memory = engine().newMemory(new CoreMemoryType(2, OptionalLong.empty(), false));
        byte[] bytes = new byte[16];
        List<Runnable> accesses = List.of(
                () -> memory.read(address, bytes, 0, length),
                () -> memory.write(address, bytes, 0, length),
                () -> memory.fill(address, (byte) 1, length),
                () -> memory.copyTo(address, memory, 0, length),
                () -> memory.copyTo(0, memory, address, length));
        for (Runnable access : accesses) {
            assertThatExceptionOfType(TrapException.class)
                    .isThrownBy(access::run)
                    .returns(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, TrapException::kind);
        }
        assertThatExceptionOfType(TrapException.class).isThrownBy(() -> memory.i64(2 * PAGE - 7));
    }

    /** As the threads proposal's overview says of these instructions; its suite has no such case. */
    @ParameterizedTest(name = "opcode {0}, bits {1}, shared {2}")
    @CsvSource({
        "0x4a, 8, false", "0x4b, 16, false", "0x4c, 8, false", "0x4d, 16, false", "0x4e, 32, false",
        "0x4a, 8, true", "0x4b, 16, true", "0x4c, 8, true", "0x4d, 16, true", "0x4e, 32, true"
    })
    @DisplayName("a narrow compare-and-exchange wraps what it expects to its width")
    void narrowExchange(int opcode, int bits, boolean shared) {
        ModuleAssembler module = new ModuleAssembler();
        if (shared) {
            module.sharedMemory(1, 1);
        } else {
            module.memory(1, 1);
        }
        boolean wide = opcode >= 0x4c;
        long expected = 0x2222_2222_2222_2222L & -(1L << bits) | 0x1111_1111L & (1L << bits) - 1;
        int alignment = Integer.numberOfTrailingZeros(bits / Byte.SIZE);
        Code code = new Code().i32Const(0).i32Const(0x1111_1111).i32Store(0).i32Const(0);
        if (wide) {
            code.i64Const(expected).i64Const(0);
        } else {
            code.i32Const((int) expected).i32Const(0);
        }
        code.op(0xfe, opcode, alignment, 0).drop().i32Const(0).i32Load(0).end();
        module.export("f", Kind.FUNC, module.func(module.type(types(), I32), 0, code));
        long left = 0x1111_1111L & -(1L << bits);
        assertThat(call(instantiate(module), "f")).containsExactly(left);
    }
}
