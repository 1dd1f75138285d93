package dev.wasmmaven.runtime.component.task;

/** Where a read or write of a stream or future copies to or from (CanonicalABI.md, Buffer State). */
public abstract class Buffer {

    /** The largest number of elements. */
    public static final int MAX_LENGTH = (1 << 28) - 1;

    private final int length;
    private int progress;

    protected Buffer(int length) {
        this.length = length;
    }

    /** How many elements have not been copied yet. */
    public final int remain() {
        return length - progress;
    }

    /** How many elements have been copied. */
    public final int progress() {
        return progress;
    }

    /** Copies so many elements, at most what remains of either, from another buffer to this one. */
    final void copyFrom(Buffer source, int count) {
        transfer(source, count);
        progress += count;
        source.progress += count;
    }

    /** The last elements that were copied from this buffer have not been of use: they count as not copied. */
    public final void takeBack(int count) {
        progress -= count;
    }

    /** Copies elements; before, the progress of both buffers is that of the elements copied so far. */
    protected abstract void transfer(Buffer source, int count);
}
