package dev.wasmmaven.runtime.engine.compiler;

import java.util.Arrays;
import java.util.BitSet;

/** The kinds of the operands on the stack at one place of a function. */
final class OperandStack {

    private Kind[] kinds = new Kind[32];
    private final BitSet framePointers = new BitSet();
    private int size;
    private int slots;
    private int maxSlots;
    private int low;

    void push(Kind kind) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, size * 2);
        }
        framePointers.clear(size);
        kinds[size++] = kind;
        slots += kind.slots;
        maxSlots = Math.max(maxSlots, slots);
    }

    void push(Kind[] all) {
        for (Kind kind : all) {
            push(kind);
        }
    }

    Kind pop() {
        Kind kind = kinds[--size];
        slots -= kind.slots;
        low = Math.min(low, size);
        return kind;
    }

    void pop(int count) {
        for (int i = 0; i < count; i++) {
            pop();
        }
    }

    /** Notes that the topmost operand is the function's {@link FramePointer}. */
    void markFramePointer() {
        framePointers.set(size - 1);
    }

    /** @param depth 0 for the topmost */
    boolean isFramePointer(int depth) {
        return framePointers.get(size - 1 - depth);
    }

    Kind peek() {
        return kinds[size - 1];
    }

    /** @param depth 0 for the topmost */
    Kind peek(int depth) {
        return kinds[size - 1 - depth];
    }

    int size() {
        return size;
    }

    /** The kinds of so many operands, from the lowest on. */
    Kind[] kinds(int count) {
        return Arrays.copyOf(kinds, count);
    }

    /** The most JVM stack slots that operands have taken so far. */
    int maxSlots() {
        return maxSlots;
    }

    /** Notes that so many of the topmost operands are read where they are. */
    void read(int count) {
        low = Math.min(low, size - count);
    }

    /** How many operands have not been taken or read since {@link #resetLow}. */
    int low() {
        return low;
    }

    void resetLow() {
        low = size;
    }

    /** The topmost operands, the topmost last. */
    Kind[] top(int count) {
        return Arrays.copyOfRange(kinds, Math.max(0, size - count), size);
    }

    void truncate(int newSize) {
        while (size > newSize) {
            pop();
        }
    }

    Object[] frame() {
        Object[] types = new Object[size];
        for (int i = 0; i < size; i++) {
            types[i] = kinds[i].frame();
        }
        return types;
    }
}
