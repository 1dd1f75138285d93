package dev.wasmmaven.runtime.engine.compiler.rt;

/** A generated class with the code of some of a module's functions. */
public abstract class FunctionGroup {

    protected FunctionGroup() {}

    /** Calls one of its functions with raw values. */
    public abstract long[] enter(int function, long[] args, InstanceState state);

    /**
     * Does the same, but when the function makes a tail call, leaves that in the state and gives something meaningless.
     * Overridden where a function makes one.
     */
    public long[] step(int function, long[] args, InstanceState state) {
        return enter(function, args, state);
    }
}
