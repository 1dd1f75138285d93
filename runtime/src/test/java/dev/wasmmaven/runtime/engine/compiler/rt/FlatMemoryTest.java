package dev.wasmmaven.runtime.engine.compiler.rt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.wasmmaven.runtime.error.TrapException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FlatMemoryTest {

    private static final int PAGE = 65_536;
    private static final int MIB = 16;

    private static FlatMemory grown(int pages, int maximum) {
        FlatMemory memory = new FlatMemory(new MemoryLimits(1, maximum));
        for (int size = 1; size < pages; size++) {
            memory.writeI32(size * PAGE - 4, size);
            assertThat(memory.grow(1)).isEqualTo(size);
        }
        return memory;
    }

    @Test
    @DisplayName("a small memory that grows by single pages stays in an array of exactly its size")
    void exact() {
        FlatMemory memory = grown(64, 1000);
        assertThat(memory.pages()).isEqualTo(64);
        assertThat(memory.bytes()).hasSize(64 * PAGE);
    }

    @Test
    @DisplayName("a large one that grows by single pages moves seldom, keeps its contents and its exact size")
    void spare() {
        int pages = 160 * MIB;
        FlatMemory memory = grown(pages, 2 * pages);
        assertThat(memory.pages()).isEqualTo(pages);
        for (int size = 1; size < pages; size++) {
            assertThat(memory.readInt(size * PAGE - 4)).isEqualTo(size);
        }
        int moves = 0;
        for (int i = 0; i < pages / 4; i++) {
            byte[] before = memory.bytes();
            memory.grow(1);
            moves += memory.bytes() == before ? 0 : 1;
        }
        assertThat(moves).isBetween(1, 4);
        assertThat(memory.bytes().length - memory.pages() * PAGE)
                .isLessThanOrEqualTo(FlatMemory.MOST_SPARE_PAGES * PAGE);
        int end = memory.pages() * PAGE;
        assertThatThrownBy(() -> memory.read(end - 2, new byte[4], 0, 4)).isInstanceOf(TrapException.class);
        assertThatThrownBy(() -> memory.fillRange(end, 1, 1)).isInstanceOf(TrapException.class);
    }

    @Test
    @DisplayName("a large one that grows by large steps stays in an array of exactly its size")
    void largeSteps() {
        FlatMemory memory = new FlatMemory(new MemoryLimits(1, 10_000));
        for (int size = 1; size < 4096; size *= 2) {
            assertThat(memory.grow(size)).isEqualTo(size);
            assertThat(memory.bytes()).hasSize(2 * size * PAGE);
        }
    }

    @Test
    @DisplayName("what a guest stored behind the end is not there when the memory grows")
    void zeroes() {
        FlatMemory memory = grown(160 * MIB, 400 * MIB);
        int end = memory.pages() * PAGE;
        assertThat(memory.bytes().length).isGreaterThan(end);
        memory.bytes()[end + 5] = 1;
        memory.grow(1);
        assertThat(memory.read(end + 5)).isZero();
    }

    @Test
    @DisplayName("as large as it may be, the array's bounds are the memory's again")
    void maximum() {
        int pages = 160 * MIB;
        FlatMemory memory = grown(pages, pages);
        assertThat(memory.grow(1)).isEqualTo(-1);
        assertThat(memory.bytes()).hasSize(pages * PAGE);
    }
}
