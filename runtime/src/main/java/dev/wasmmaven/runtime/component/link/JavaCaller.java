package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.abi.AbiContext;
import dev.wasmmaven.runtime.component.abi.Signature;
import dev.wasmmaven.runtime.component.canon.Caller;
import dev.wasmmaven.runtime.component.handle.Handles;
import dev.wasmmaven.runtime.component.handle.ResourceVal;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Java code that calls a component function. */
final class JavaCaller implements Caller {

    private final Store store;
    private final List<Val> args;
    private final List<ResourceVal> lent = new ArrayList<>(0);
    private boolean done;
    private @Nullable Val result;

    JavaCaller(Store store, List<Val> args) {
        this.store = store;
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
        long[] lowered = signature.lowerArguments(callee, args);
        if (signature.borrows()) {
            // What was given away is of no use to the host any more; the rest is lent.
            Handles.forEach(args, handle -> {
                if (handle.isUsable()) {
                    handle.lend();
                    lent.add(handle);
                }
            });
        }
        return lowered;
    }

    @Override
    public List<Val> arguments() {
        return args;
    }

    @Override
    public void resultFrom(AbiContext callee, Signature signature, long[] results, int maxFlat) {
        store.beginLifting();
        result(signature.liftResult(callee, results, maxFlat));
    }

    @Override
    public void result(@Nullable Val value) {
        result = value;
        done = true;
    }

    /** The call is over, however it ended. */
    void end() {
        lent.forEach(ResourceVal::unlend);
    }

    @Override
    public void cancelled() {
        throw new IllegalStateException("nobody asked for it");
    }
}
