package dev.wasmmaven.runtime.engine.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.engine.compiler.rt.DirectAccess;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The build runs the tests of this package twice: as usual, and with what direct accesses need exported. */
@DisplayName("Direct accesses")
class DirectAccessClassTest {

    private static final String NAME = "wasm/test/DirectAccess";
    private static final int SIZE = 64;

    private final byte[] memory = new byte[SIZE];

    @BeforeEach
    void fill() {
        for (int i = 0; i < SIZE; i++) {
            memory[i] = (byte) (0x80 + i);
        }
    }

    @Test
    @DisplayName("are used where the JVM exports what they need, and only there")
    void used() {
        assertThat(DirectAccessClass.isAvailable())
                .isEqualTo(Object.class
                        .getModule()
                        .isExported("jdk.internal.misc", SignatureLoader.INSTANCE.getUnnamedModule()))
                .isEqualTo(Boolean.getBoolean("direct-access"));
    }

    @Test
    @DisplayName("load and store in little-endian order at every address, and nothing else")
    void everyAddress() throws ReflectiveOperationException {
        Assumptions.assumeTrue(DirectAccessClass.isAvailable());
        for (int bytes : new int[] {1, 2, 4, 8}) {
            for (int address = 0; address + bytes <= SIZE; address++) {
                long expected = 0;
                for (int i = bytes - 1; i >= 0; i--) {
                    expected = expected << 8 | memory[address + i] & 0xff;
                }
                int unused = Long.SIZE - 8 * bytes;
                assertThat(load(bytes, address / 2, address - address / 2) << unused)
                        .isEqualTo(expected << unused);
                byte[] before = memory.clone();
                store(bytes, address, 0, ~expected);
                for (int i = 0; i < SIZE; i++) {
                    boolean inside = i >= address && i < address + bytes;
                    assertThat(memory[i]).isEqualTo(inside ? (byte) ~before[i] : before[i]);
                }
                store(bytes, address, 0, expected);
                assertThat(memory).isEqualTo(before);
            }
        }
    }

    @Test
    @DisplayName("end in a trap where a byte is outside, however address and offset add up")
    void outside() {
        Assumptions.assumeTrue(DirectAccessClass.isAvailable());
        int[][] places = {
            {SIZE, 0},
            {0, SIZE},
            {-1, 0},
            {-1, 1},
            {-SIZE, SIZE},
            {Integer.MIN_VALUE, 0},
            {Integer.MIN_VALUE, Integer.MAX_VALUE},
            {0, Integer.MAX_VALUE},
            {-1, Integer.MAX_VALUE}
        };
        byte[] before = memory.clone();
        for (int bytes : new int[] {1, 2, 4, 8}) {
            for (int[] place : places) {
                assertOutside(bytes, place[0], place[1]);
            }
            for (int address = SIZE - bytes + 1; address < SIZE; address++) {
                assertOutside(bytes, address, 0);
            }
        }
        assertThat(memory).isEqualTo(before);
    }

    @Test
    @DisplayName("end in a trap in an empty memory")
    void empty() {
        Assumptions.assumeTrue(DirectAccessClass.isAvailable());
        assertThatThrownBy(() -> call("i64", 0, new byte[0], 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> call("i8", 0, new byte[0], 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private void assertOutside(int bytes, int address, int offset) {
        assertThatThrownBy(() -> load(bytes, address, offset)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> store(bytes, address, offset, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private long load(int bytes, int address, int offset) throws ReflectiveOperationException {
        return ((Number) call("i" + 8 * bytes, address, memory, offset)).longValue();
    }

    private void store(int bytes, int address, int offset, long value) throws ReflectiveOperationException {
        Object number = bytes == Long.BYTES ? (Object) value : (Object) (int) value;
        call("set" + 8 * bytes, address, number, memory, offset);
    }

    private static Object call(String name, Object... args) throws ReflectiveOperationException {
        Method method = Arrays.stream(Holder.GENERATED.getMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        try {
            return method.invoke(null, args);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    private static final class Holder extends ClassLoader {

        static final Class<?> GENERATED = new Holder().define();

        Holder() {
            super(DirectAccess.class.getClassLoader());
        }

        private Class<?> define() {
            byte[] bytes = DirectAccessClass.generate(NAME);
            return defineClass(NAME.replace('/', '.'), bytes, 0, bytes.length);
        }
    }
}
