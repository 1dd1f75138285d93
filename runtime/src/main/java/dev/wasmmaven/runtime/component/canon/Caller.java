package dev.wasmmaven.runtime.component.canon;

import dev.wasmmaven.runtime.component.abi.AbiContext;
import dev.wasmmaven.runtime.component.abi.Signature;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caller's half of a call ({@code OnStart} and {@code OnResolve}). The callee asks for the arguments once it is ready for
 * them, and gives the result or tells that there will be none; a guest callee by its context, so that values go from one
 * memory to the other, the host by values.
 */
public interface Caller {

    /** Lowers the arguments to the callee; returns the core arguments of the function that it lifted. */
    long[] argumentsTo(AbiContext callee, Signature signature);

    /** Lifts the arguments. */
    List<Val> arguments();

    /**
     * Lifts the result from the callee.
     *
     * @param results core values, or one that is a pointer if the result flattens to more than {@code maxFlat}
     */
    void resultFrom(AbiContext callee, Signature signature, long[] results, int maxFlat);

    /** Takes the result; null if the function has none. */
    void result(@Nullable Val value);

    /** The call was cancelled. */
    void cancelled();
}
