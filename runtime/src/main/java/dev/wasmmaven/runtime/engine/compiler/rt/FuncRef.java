package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.wasm.types.Value;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function as a value: what a funcref points to. Generated subclasses, one for each function type, add a typed
 * {@code call}; their class is the type that {@code call_indirect} checks.
 *
 * <p>As references, it converts those that go to and come from a function that is not compiled.
 */
public abstract class FuncRef implements References {

    private final Instance owner;
    private final int index;

    protected FuncRef(Instance owner, int index) {
        this.owner = owner;
        this.index = index;
    }

    final Instance owner() {
        return owner;
    }

    final int index() {
        return index;
    }

    /** Whether it is the same function: of instances that are interpreted there may be several objects for one. */
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof FuncRef function && owner.equals(function.owner) && index == function.index;
    }

    @Override
    public final int hashCode() {
        return 31 * owner.hashCode() + index;
    }

    /** Calls it through its instance's machine, with raw values. */
    public final long[] callRaw(long[] args) {
        return owner.getMachine().call(index, args);
    }

    @Override
    public final long encode(@Nullable FuncRef function) {
        if (function == null) {
            return Value.REF_NULL_VALUE;
        }
        CompiledMachine machine = CompiledMachine.of(owner);
        if (machine != null) {
            return machine.state().encode(function);
        }
        if (function.owner.equals(owner)) {
            return function.index;
        }
        throw foreign();
    }

    @Override
    public final @Nullable FuncRef decode(long raw) {
        if (raw == Value.REF_NULL_VALUE) {
            return null;
        }
        CompiledMachine machine = CompiledMachine.of(owner);
        if (machine != null) {
            return machine.state().decode(raw);
        }
        throw foreign();
    }

    @Override
    public final long encode(@Nullable WasmException exception) {
        if (exception == null) {
            return Value.REF_NULL_VALUE;
        }
        CompiledMachine machine = CompiledMachine.of(owner);
        if (machine != null) {
            return machine.state().encode(exception);
        }
        throw foreign();
    }

    @Override
    public final @Nullable WasmException decodeException(long raw) {
        if (raw == Value.REF_NULL_VALUE) {
            return null;
        }
        CompiledMachine machine = CompiledMachine.of(owner);
        if (machine != null) {
            return machine.state().decodeException(raw);
        }
        throw foreign();
    }

    static TrapException foreign() {
        return new TrapException(
                TrapKind.OTHER,
                "wasm trap: a reference cannot pass to or from an instance that is interpreted",
                List.of(),
                null);
    }
}
