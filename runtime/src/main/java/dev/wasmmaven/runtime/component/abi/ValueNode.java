package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value type, compiled: its layout in memory, its core values, and the ways across the boundary. Addresses given are
 * aligned and in bounds; core values are raw 64-bit patterns, of which narrower types use the low part.
 *
 * <p>Lifting is from a guest, lowering to a guest; a transfer does both without a {@link Val}. A guest's fault is a trap, an
 * unfit {@link Val} an {@link IllegalArgumentException}.
 */
public abstract class ValueNode {

    /** More core values than this are passed through memory anyway. */
    static final int MAX_FLAT = 16;

    private final int size;
    private final int alignment;
    private final CoreValType @Nullable [] flat;

    /**
     * Of a layout.
     *
     * @param flat the core values it flattens to, null if more than {@link #MAX_FLAT}
     */
    ValueNode(int size, int alignment, CoreValType @Nullable [] flat) {
        this.size = size;
        this.alignment = alignment;
        this.flat = flat;
    }

    /** Size in memory in bytes. */
    final int size() {
        return size;
    }

    final int alignment() {
        return alignment;
    }

    final CoreValType @Nullable [] flat() {
        return flat;
    }

    /** How many core values it flattens to; meaningless if more than {@link #MAX_FLAT}. */
    final int flatCount() {
        return flat == null ? MAX_FLAT + 1 : flat.length;
    }

    /** Whether a value can be copied as the bytes that it is. */
    boolean isPlainBytes() {
        return false;
    }

    /**
     * Adds the columns that it is in a list, if it is nothing but scalars.
     *
     * @param offset where it is in the list's element
     * @return whether it is
     */
    boolean addColumns(int offset, List<Column> columns) {
        return false;
    }

    /**
     * Checks that a value is of this type.
     *
     * @throws IllegalArgumentException it is not
     */
    public abstract void check(@Nullable Val value);

    /** Lifts from memory. */
    public abstract Val load(AbiContext cx, int address);

    /** Lowers into memory. */
    public abstract void store(AbiContext cx, Val value, int address);

    /** Lowers to an address that the guest gave, which is checked first. */
    public final void storeAt(AbiContext cx, Val value, int address) {
        Ranges.check(cx.memory(), address, size, alignment, ComponentTrap.POINTER_OUT_OF_BOUNDS);
        store(cx, value, address);
    }

    /** Lifts from core values. */
    public abstract Val lift(AbiContext cx, long[] flatValues, int at);

    /** Lowers into core values. */
    public abstract void lower(AbiContext cx, Val value, long[] flatValues, int at);

    /** Transfers from memory to memory. */
    abstract void copy(AbiContext from, int source, AbiContext to, int target);

    /** Transfers from core values to core values. */
    abstract void copyFlat(AbiContext from, long[] source, int sourceAt, AbiContext to, long[] target, int targetAt);

    /** Transfers from core values to memory. */
    abstract void spill(AbiContext from, long[] source, int sourceAt, AbiContext to, int target);

    /** Transfers from memory to core values. */
    abstract void unspill(AbiContext from, int source, AbiContext to, long[] target, int targetAt);

    static IllegalArgumentException mismatch(String expected, @Nullable Val value) {
        return new IllegalArgumentException("expected " + expected + ", got " + value);
    }
}
