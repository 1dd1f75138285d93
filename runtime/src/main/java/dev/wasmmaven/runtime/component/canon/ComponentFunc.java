package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.type.FuncType;

/** A component function that can be called, a guest's or the host's ({@code FuncInst}). */
public interface ComponentFunc {

    FuncType type();

    /** What the resources in its type are. */
    ValueTypes types();

    /**
     * Begins a call, and runs it until it ends or blocks.
     *
     * @return how to ask it to hurry up, should it not be over
     */
    Runnable call(Caller caller);
}
