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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of the host, of an asynchronous type, in one store. */
final class AsyncHostFunc implements ComponentFunc {

    private final String name;
    private final HostItem.AsyncFunc item;
    private final ValueTypes types;
    private final HostCall call;
    private final Signature signature;

    AsyncHostFunc(String name, HostItem.AsyncFunc item, ValueTypes types, Store store) {
        this.name = name;
        this.item = item;
        this.types = types;
        this.call = new HostCall(store, types);
        this.signature = Signature.of(item.type(), types);
    }

    @Override
    public FuncType type() {
        return item.type();
    }

    @Override
    public ValueTypes types() {
        return types;
    }

    @Override
    public Runnable call(Caller caller) {
        call.store().beginLifting();
        List<Val> args = caller.arguments();
        Runnable cancel = item.body().call(call, args, new Result(caller));
        if (signature.borrows()) {
            Handles.forEach(args, ResourceVal::endBorrow);
        }
        return cancel;
    }

    private final class Result implements HostResult {

        private final Caller caller;

        Result(Caller caller) {
            this.caller = caller;
        }

        @Override
        public void complete(@Nullable Val value) {
            HostFunc.checkResult(name, signature, value);
            caller.result(value);
        }

        @Override
        public void cancelled() {
            caller.cancelled();
        }
    }
}
