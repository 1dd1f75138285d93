package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.abi.Signature;
import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.canon.Caller;
import dev.wasmmaven.runtime.component.canon.ComponentFunc;
import dev.wasmmaven.runtime.component.handle.Handles;
import dev.wasmmaven.runtime.component.handle.ResourceVal;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.error.HostFailedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of the host, of a synchronous type, in one store. */
final class HostFunc implements ComponentFunc {

    private final String name;
    private final HostItem.Func item;
    private final ValueTypes types;
    private final HostCall call;
    private @Nullable Signature signature;

    HostFunc(String name, HostItem.Func item, ValueTypes types, Store store) {
        this.name = name;
        this.item = item;
        this.types = types;
        this.call = new HostCall(store, types);
    }

    @Override
    public FuncType type() {
        return item.type();
    }

    @Override
    public ValueTypes types() {
        return types;
    }

    private Signature signature() {
        Signature known = signature;
        if (known == null) {
            known = Signature.of(item.type(), types);
            signature = known;
        }
        return known;
    }

    @Override
    public Runnable call(Caller caller) {
        call.store().beginLifting();
        List<Val> args = caller.arguments();
        Val result = item.body().call(call, args);
        // Whoever kept a borrowed handle may find something else behind it from now on, or nothing.
        if (signature().borrows()) {
            Handles.forEach(args, ResourceVal::endBorrow);
        }
        checkResult(name, signature(), result);
        caller.result(result);
        return () -> {};
    }

    /** Checks what Java code has returned. */
    static void checkResult(String name, Signature signature, @Nullable Val result) {
        try {
            signature.checkResult(result);
        } catch (IllegalArgumentException e) {
            throw new HostFailedException(name + " returned a value of another type: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new HostFailedException(name + " returned a handle of no use: " + e.getMessage(), e);
        }
    }
}
