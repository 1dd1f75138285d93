package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.wasmmaven.runtime.error.TrapKind;
import org.jspecify.annotations.Nullable;

/** Compiled code as Chicory's instances call it. */
public final class CompiledMachine implements Machine {

    /** A machine that stands for another one. */
    public interface Wrapper extends Machine {
        Machine delegate();
    }

    private final InstanceState state;

    public CompiledMachine(InstanceState state) {
        this.state = state;
    }

    InstanceState state() {
        state.link();
        return state;
    }

    /** The machine of an instance that runs compiled code; null if it runs other code. */
    static @Nullable CompiledMachine of(Instance instance) {
        Machine machine = instance.getMachine();
        while (machine instanceof Wrapper wrapper) {
            machine = wrapper.delegate();
        }
        return machine instanceof CompiledMachine compiled ? compiled : null;
    }

    @Override
    public long[] call(int function, long[] args) {
        if (function < state.imports.length) {
            return state.imports[function].apply(state.instance, args);
        }
        state.link();
        try {
            return state.enter(function, args);
        } catch (IndexOutOfBoundsException e) {
            // Only accesses to a memory leave their bounds check to the JVM.
            throw Trap.of(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS, e);
        } catch (ArithmeticException e) {
            throw Trap.of(TrapKind.INTEGER_DIVIDE_BY_ZERO, e);
        }
    }
}
