package dev.wasmmaven.runtime.component.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.component.task.InstancePath;
import dev.wasmmaven.runtime.component.task.InstanceState;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListNodeTest {

    private static final long CANONICAL_NAN = 0x7ff8_0000_0000_0000L;
    private static final long OTHER_NAN = 0xfff0_0000_0000_0001L;

    private final ChicoryEngine engine = new ChicoryEngine(1 << 20);

    private AbiContext context(boolean shared) {
        CoreMemory memory = engine.newMemory(new CoreMemoryType(1, OptionalLong.of(1), shared));
        InstanceState instance = new InstanceState(new Store(engine), InstancePath.root("test"), false);
        return new AbiOptions(instance, StringEncoding.UTF8, memory, null).context();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, -8, 16, 0})
    @DisplayName("within one memory ranges may overlap: all is read before anything is written")
    void overlapping(int shift) {
        AbiContext cx = context(false);
        int start = 64;
        for (int i = 0; i < 10; i++) {
            cx.memory().i64(start + 8 * i, i == 3 ? OTHER_NAN : Double.doubleToLongBits(i + 0.5));
        }
        new ListNode(new ScalarNode(PrimitiveType.F64)).transferRange(cx, start, cx, start + shift, 10);
        for (int i = 0; i < 10; i++) {
            long expected = i == 3 ? CANONICAL_NAN : Double.doubleToLongBits(i + 0.5);
            assertThat(cx.memory().i64(start + shift + 8 * i)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("columns are copied, what is between them is not, whether memories are arrays or not")
    void padding(boolean shared) {
        AbiContext from = context(shared);
        AbiContext to = context(shared);
        from.memory().fill(0, (byte) 0x55, 1024);
        ListNode list = new ListNode(
                new SequenceNode(List.of(new ScalarNode(PrimitiveType.BOOL), new ScalarNode(PrimitiveType.F32))));
        list.transferRange(from, 128, to, 256, 3);
        for (int element = 256; element < 256 + 3 * 8; element += 8) {
            assertThat(to.memory().i32(element)).isEqualTo(1);
            assertThat(to.memory().i32(element + 4)).isEqualTo(0x5555_5555);
        }
        assertThat(to.memory().i32(256 + 3 * 8)).isZero();
    }

    @Test
    @DisplayName("elements that are more than scalars have no columns")
    void noColumns() {
        List<Column> columns = new ArrayList<>();
        assertThat(new StringNode().addColumns(0, columns)).isFalse();
        assertThat(new SequenceNode(List.of(new ScalarNode(PrimitiveType.U8), new StringNode())).addColumns(0, columns))
                .isFalse();
    }
}
