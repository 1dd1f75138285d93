package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.wasmmaven.runtime.engine.compiler.rt.CompiledMachine;

/**
 * A machine that knows whose it is. Chicory hands out bare instances, from a table for one; this leads back to the
 * seam's.
 */
record OwnedMachine(ChicoryInstance owner, Machine delegate) implements CompiledMachine.Wrapper {

    static ChicoryInstance ownerOf(Instance instance) {
        return ((OwnedMachine) instance.getMachine()).owner();
    }

    @Override
    public long[] call(int function, long[] args) {
        return delegate.call(function, args);
    }
}
