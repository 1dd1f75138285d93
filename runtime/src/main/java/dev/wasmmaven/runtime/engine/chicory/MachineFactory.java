package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.wasmmaven.runtime.engine.CoreStop;

/** Makes machines of a module's compiled code. */
@FunctionalInterface
interface MachineFactory {

    Machine newMachine(Instance instance, CoreStop stop);

    /** Makes all code that would otherwise be made when it is first needed. */
    default void compileAll() {}
}
