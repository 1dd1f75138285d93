package dev.wasmmaven.runtime.engine.compiler.rt;

import java.util.concurrent.atomic.AtomicLong;

/** How many elements several tables may have together. */
public final class ElementAllowance {

    private final long limit;
    private final AtomicLong left;

    public ElementAllowance(long limit) {
        this.limit = limit;
        this.left = new AtomicLong(limit);
    }

    /** The number it began with. */
    long limit() {
        return limit;
    }

    /** Takes so many if there are as many left. */
    boolean take(long elements) {
        long before = left.getAndUpdate(value -> elements <= value ? value - elements : value);
        return elements <= before;
    }

    void giveBack(long elements) {
        left.addAndGet(elements);
    }
}
