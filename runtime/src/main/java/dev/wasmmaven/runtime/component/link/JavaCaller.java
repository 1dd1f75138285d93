package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.abi.AbiContext;
import dev.wasmmaven.runtime.component.abi.Signature;
import dev.wasmmaven.runtime.component.canon.Caller;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Java code that calls a component function. */
final class JavaCaller implements Caller {

    private final List<Val> args;
    private boolean done;
    private @Nullable Val result;

    JavaCaller(List<Val> args) {
        this.args = args;
    }

    boolean isDone() {
        return done;
    }

    @Nullable
    Val result() {
        return result;
    }

    @Override
    public long[] argumentsTo(AbiContext callee, Signature signature) {
        return signature.lowerArguments(callee, args);
    }

    @Override
    public List<Val> arguments() {
        return args;
    }

    @Override
    public void resultFrom(AbiContext callee, Signature signature, long[] results, int maxFlat) {
        result(signature.liftResult(callee, results, maxFlat));
    }

    @Override
    public void result(@Nullable Val value) {
        result = value;
        done = true;
    }

    @Override
    public void cancelled() {
        throw new IllegalStateException("nobody asked for it");
    }
}
