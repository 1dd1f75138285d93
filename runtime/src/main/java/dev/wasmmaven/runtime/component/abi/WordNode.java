package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreValType;

/** A value that is one core value. */
abstract class WordNode extends ValueNode {

    WordNode(int size, CoreValType core) {
        super(size, size, new CoreValType[] {core});
    }

    /** Lifts. */
    abstract Val lift(AbiContext cx, long raw);

    /** Lowers. */
    abstract long lower(AbiContext cx, Val value);

    /** Lifts and lowers. */
    abstract long transfer(AbiContext from, long raw, AbiContext to);

    private long read(AbiContext cx, int address) {
        CoreMemory memory = cx.memory();
        return switch (size()) {
            case 1 -> memory.i8(address) & 0xffL;
            case 2 -> memory.i16(address) & 0xffffL;
            case 4 -> memory.i32(address) & 0xffff_ffffL;
            default -> memory.i64(address);
        };
    }

    private void write(AbiContext cx, int address, long raw) {
        CoreMemory memory = cx.memory();
        switch (size()) {
            case 1 -> memory.i8(address, (byte) raw);
            case 2 -> memory.i16(address, (short) raw);
            case 4 -> memory.i32(address, (int) raw);
            default -> memory.i64(address, raw);
        }
    }

    @Override
    public final Val load(AbiContext cx, int address) {
        return lift(cx, read(cx, address));
    }

    @Override
    public final void store(AbiContext cx, Val value, int address) {
        write(cx, address, lower(cx, value));
    }

    @Override
    public final Val lift(AbiContext cx, long[] flatValues, int at) {
        return lift(cx, flatValues[at]);
    }

    @Override
    public final void lower(AbiContext cx, Val value, long[] flatValues, int at) {
        flatValues[at] = lower(cx, value);
    }

    @Override
    final void copy(AbiContext from, int source, AbiContext to, int target) {
        write(to, target, transfer(from, read(from, source), to));
    }

    @Override
    final void copyFlat(AbiContext from, long[] source, int sourceAt, AbiContext to, long[] target, int targetAt) {
        target[targetAt] = transfer(from, source[sourceAt], to);
    }

    @Override
    final void spill(AbiContext from, long[] source, int sourceAt, AbiContext to, int target) {
        write(to, target, transfer(from, source[sourceAt], to));
    }

    @Override
    final void unspill(AbiContext from, int source, AbiContext to, long[] target, int targetAt) {
        target[targetAt] = transfer(from, read(from, source), to);
    }
}
