package dev.wasmmaven.runtime.component.validate;

import java.util.ArrayList;
import java.util.List;

/** An index space: the items of one sort, in the order of their definition. */
final class IndexSpace<T> {

    private final String what;
    private final int max;
    private final List<T> items = new ArrayList<>();

    /**
     * @param what an item is called in messages, such as {@code core instance}
     */
    IndexSpace(String what, int max) {
        this.what = what;
        this.max = max;
    }

    int size() {
        return items.size();
    }

    void add(T item) {
        if (items.size() >= max) {
            throw Invalid.because("more than " + max + " " + what + " definitions");
        }
        items.add(item);
    }

    /** The item of an index, an unsigned number. */
    T get(int index) {
        if (index < 0 || index >= items.size()) {
            throw Invalid.because(
                    "unknown " + what + " " + Integer.toUnsignedString(index) + ": " + what + " index out of bounds");
        }
        return items.get(index);
    }
}
