package dev.wasmmaven.runtime.component.handle;

import dev.wasmmaven.runtime.error.ComponentTrap;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table of handles (CanonicalABI.md, Table State). Index 0 is never given out; an index that was freed last is given out
 * first, which guests can observe. The free list lives in the free entries' places, so nothing is allocated but the arrays.
 *
 * @param <E> what the entries have in common
 */
public final class HandleTable<E> {

    /** How many entries a table may have; the specification allows 2<sup>28</sup>-1, which no heap does. */
    private static final int MAX_LENGTH = 1_000_000;

    private static final int NONE = 0;

    private final Class<E> type;
    private @Nullable Object[] entries = new Object[8];
    private int[] nextFree = new int[8];
    private int length = 1;
    private int firstFree = NONE;

    public HandleTable(Class<E> type) {
        this.type = type;
    }

    /** Adds an entry; returns its index. Traps if the table is full. */
    public int add(E entry) {
        int index = firstFree;
        if (index != NONE) {
            firstFree = nextFree[index];
        } else {
            index = length;
            if (index > MAX_LENGTH) {
                throw ComponentTrap.TOO_MANY_HANDLES.exception();
            }
            if (index == entries.length) {
                entries = Arrays.copyOf(entries, index * 2);
                nextFree = Arrays.copyOf(nextFree, index * 2);
            }
            length++;
        }
        entries[index] = entry;
        return index;
    }

    /** The entry; traps if there is none. */
    public E get(int index) {
        E entry = find(index);
        if (entry == null) {
            throw ComponentTrap.of("unknown handle index " + Integer.toUnsignedString(index));
        }
        return entry;
    }

    /** The entry if it is of a class; traps if there is none, or another. */
    public <T extends E> T get(int index, Class<T> wanted) {
        E entry = get(index);
        if (!wanted.isInstance(entry)) {
            throw wrongType(index);
        }
        return wanted.cast(entry);
    }

    /** Removes and returns the entry; traps if there is none. */
    public E remove(int index) {
        E entry = get(index);
        entries[index] = null;
        nextFree[index] = firstFree;
        firstFree = index;
        return entry;
    }

    /** The entry, null if there is none. */
    public @Nullable E find(int index) {
        return index > 0 && index < length ? type.cast(entries[index]) : null;
    }

    /** Visits the entries in the order of their indices. */
    public void forEach(Consumer<E> visitor) {
        for (int i = 1; i < length; i++) {
            E entry = find(i);
            if (entry != null) {
                visitor.accept(entry);
            }
        }
    }

    /** The trap of a handle of the wrong kind. */
    public static RuntimeException wrongType(int index) {
        return ComponentTrap.of("handle index " + Integer.toUnsignedString(index) + " used with the wrong type");
    }
}
