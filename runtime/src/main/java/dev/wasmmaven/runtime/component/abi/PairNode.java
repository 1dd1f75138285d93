package dev.wasmmaven.runtime.component.abi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreValType;

/** What is an address and a length: strings and lists. */
abstract class PairNode extends ValueNode {

    PairNode() {
        super(2 * Integer.BYTES, Integer.BYTES, new CoreValType[] {CoreValType.I32, CoreValType.I32});
    }

    /** A pair as one number: the address in the low half, the length in the high half. */
    static long pair(int address, int length) {
        return (address & 0xffff_ffffL) | ((long) length << 32);
    }

    static int address(long pair) {
        return (int) pair;
    }

    static int length(long pair) {
        return (int) (pair >>> 32);
    }

    abstract Val lift(AbiContext cx, int address, int length);

    /** Lowers; returns a {@link #pair}. */
    abstract long lower(AbiContext cx, Val value);

    /** Lifts and lowers; returns a {@link #pair}. */
    abstract long transfer(AbiContext from, int address, int length, AbiContext to);

    private static void write(AbiContext cx, int target, long pair) {
        CoreMemory memory = cx.memory();
        memory.i32(target, address(pair));
        memory.i32(target + Integer.BYTES, length(pair));
    }

    private static void write(long[] target, int at, long pair) {
        target[at] = pair & 0xffff_ffffL;
        target[at + 1] = pair >>> 32;
    }

    private static int secondWord(AbiContext cx, int source) {
        return cx.memory().i32(source + Integer.BYTES);
    }

    @Override
    public final Val load(AbiContext cx, int source) {
        return lift(cx, cx.memory().i32(source), secondWord(cx, source));
    }

    @Override
    public final void store(AbiContext cx, Val value, int target) {
        write(cx, target, lower(cx, value));
    }

    @Override
    public final Val lift(AbiContext cx, long[] flatValues, int at) {
        return lift(cx, (int) flatValues[at], (int) flatValues[at + 1]);
    }

    @Override
    public final void lower(AbiContext cx, Val value, long[] flatValues, int at) {
        write(flatValues, at, lower(cx, value));
    }

    @Override
    final void copy(AbiContext from, int source, AbiContext to, int target) {
        write(to, target, transfer(from, from.memory().i32(source), secondWord(from, source), to));
    }

    @Override
    final void copyFlat(AbiContext from, long[] source, int sourceAt, AbiContext to, long[] target, int targetAt) {
        write(target, targetAt, transfer(from, (int) source[sourceAt], (int) source[sourceAt + 1], to));
    }

    @Override
    final void spill(AbiContext from, long[] source, int sourceAt, AbiContext to, int target) {
        write(to, target, transfer(from, (int) source[sourceAt], (int) source[sourceAt + 1], to));
    }

    @Override
    final void unspill(AbiContext from, int source, AbiContext to, long[] target, int targetAt) {
        write(target, targetAt, transfer(from, from.memory().i32(source), secondWord(from, source), to));
    }
}
