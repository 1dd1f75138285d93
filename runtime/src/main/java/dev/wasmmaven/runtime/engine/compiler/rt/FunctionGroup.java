package dev.wasmmaven.runtime.engine.compiler.rt;

/** A generated class with the code of some of a module's functions. */
public abstract class FunctionGroup {

    protected FunctionGroup() {}

    /** Calls one of its functions with raw values. */
    public abstract long[] enter(int function, long[] args, InstanceState state);
}
