package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.runtime.StackFrame;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Chicory's interpreter, whose functions leave no trace on the Java stack, taught to leave one. */
final class TracingInterpreter extends InterpreterMachine {

    private final ChicoryModule module;

    TracingInterpreter(ChicoryModule module, Instance instance) {
        super(instance);
        this.module = module;
    }

    @Override
    protected long @Nullable [] call(
            MStack stack,
            Instance instance,
            Deque<StackFrame> callStack,
            int function,
            long[] args,
            @Nullable FunctionType callType,
            boolean popResults) {
        try {
            return super.call(stack, instance, callStack, function, args, callType, popResults);
        } catch (StackOverflowError e) {
            // No room to work in.
            throw e;
        } catch (RuntimeException | Error e) {
            Backtraces.leave(e, module, function);
            throw e;
        }
    }
}
