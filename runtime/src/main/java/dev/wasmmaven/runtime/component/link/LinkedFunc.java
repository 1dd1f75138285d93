package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.abi.Signature;
import dev.wasmmaven.runtime.component.canon.ComponentFunc;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.text.TypeText;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import java.util.Optional;

/** An exported function, for the host to call. */
public final class LinkedFunc {

    private final Store store;
    private final ComponentFunc func;
    private final Signature signature;

    LinkedFunc(Store store, ComponentFunc func) {
        this.store = store;
        this.func = func;
        this.signature = Signature.of(func.type(), func.types());
    }

    public FuncType type() {
        return func.type();
    }

    /** Its type in the words of WIT. */
    public String signature() {
        return new TypeText().of(func.type());
    }

    /**
     * Calls it and waits for the result; whatever else is ready in the store runs meanwhile.
     *
     * @return the result, empty if the function has none
     * @throws IllegalArgumentException the arguments are not of the parameters' types; the guest has seen nothing
     * @throws IllegalStateException another Java thread is running the store
     * @throws dev.wasmmaven.runtime.error.TrapException the guest trapped, now or before
     * @throws RuntimeException whatever a host function threw, unchanged
     */
    public Optional<Val> call(List<Val> args) {
        signature.checkArguments(args);
        JavaCaller caller = new JavaCaller(store, args);
        try {
            store.run(() -> func.call(caller), caller::isDone);
        } finally {
            caller.end();
        }
        return Optional.ofNullable(caller.result());
    }

    /** The same. */
    public Optional<Val> call(Val... args) {
        return call(List.of(args));
    }
}
