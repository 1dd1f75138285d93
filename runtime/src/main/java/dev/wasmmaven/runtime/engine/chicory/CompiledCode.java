package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.engine.compiler.CompiledModule;

/** Machines of our own compiler's code. */
record CompiledCode(CompiledModule module) implements MachineFactory {

    @Override
    public Machine newMachine(Instance instance, CoreStop stop) {
        return module.newMachine(instance, stop);
    }

    @Override
    public void compileAll() {
        module.compileAll();
    }
}
