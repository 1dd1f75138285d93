package dev.wasmmaven.runtime.engine.compiler;

import java.util.Arrays;

/** The kinds of the operands on the stack at one place of a function. */
final class OperandStack {

    private Kind[] kinds = new Kind[32];
    private int size;
    private int slots;
    private int maxSlots;

    void push(Kind kind) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, size * 2);
        }
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
        return kind;
    }

    void pop(int count) {
        for (int i = 0; i < count; i++) {
            pop();
        }
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

    /** The most JVM stack slots that operands have taken so far. */
    int maxSlots() {
        return maxSlots;
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
