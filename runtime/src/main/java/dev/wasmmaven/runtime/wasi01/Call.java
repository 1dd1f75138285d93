package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostException;

/** One call of a function by a guest: its memory and the arguments, which are raw values as at the seam. */
final class Call {

    /** A function of WASI 0.1; the error it may throw is the {@code errno} it returns. */
    @FunctionalInterface
    interface Function {
        void call(Call call) throws HostException;
    }

    private final GuestMemory memory;
    private final long[] args;

    Call(GuestMemory memory, long[] args) {
        this.memory = memory;
        this.args = args;
    }

    /** The same call with one argument replaced. */
    Call with(int index, int value) {
        long[] changed = args.clone();
        changed[index] = value;
        return new Call(memory, changed);
    }

    GuestMemory memory() {
        return memory;
    }

    int i32(int index) {
        return (int) args[index];
    }

    long i64(int index) {
        return args[index];
    }

    /** The string whose pointer is argument {@code index} and whose length is the next. */
    String string(int index) throws HostException {
        return memory.string(i32(index), i32(index + 1));
    }
}
