package dev.wasmmaven.runtime.component.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.error.TrapException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HandleTableTest {

    private final HandleTable<String> table = new HandleTable<>(String.class);

    @Test
    @DisplayName("index 0 is never given out, and what was freed last is given out first")
    void reuse() {
        assertThat(table.add("a")).isEqualTo(1);
        assertThat(table.add("b")).isEqualTo(2);
        assertThat(table.add("c")).isEqualTo(3);
        assertThat(table.remove(1)).isEqualTo("a");
        assertThat(table.remove(3)).isEqualTo("c");
        assertThat(table.add("d")).isEqualTo(3);
        assertThat(table.add("e")).isEqualTo(1);
        assertThat(table.add("f")).isEqualTo(4);
    }

    @Test
    @DisplayName("an index with no entry is a trap that names it, as an unsigned number")
    void unknown() {
        table.add("a");
        table.remove(1);
        for (int index : new int[] {0, 1, 2, -1}) {
            assertThatThrownBy(() -> table.get(index))
                    .isInstanceOf(TrapException.class)
                    .hasMessage("unknown handle index " + Integer.toUnsignedString(index));
        }
    }

    @Test
    @DisplayName("the table grows, and is full one day")
    void full() {
        int index = 0;
        for (int i = 0; i < 1_000_000; i++) {
            index = table.add("x");
        }
        assertThat(index).isEqualTo(1_000_000);
        assertThatThrownBy(() -> table.add("y"))
                .isInstanceOf(TrapException.class)
                .hasMessageContaining("handle limit");
    }
}
