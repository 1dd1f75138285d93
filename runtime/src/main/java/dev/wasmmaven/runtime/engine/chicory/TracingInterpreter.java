package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import dev.wasmmaven.runtime.engine.compiler.rt.Interpreter;

/** The interpreter, whose functions leave no trace on the Java stack, taught to leave one. */
final class TracingInterpreter extends Interpreter {

    private final ChicoryModule module;

    TracingInterpreter(ChicoryModule module, Instance instance) {
        super(instance);
        this.module = module;
    }

    @Override
    protected void left(Throwable thrown, int function) {
        Backtraces.leave(thrown, module, function);
    }
}
