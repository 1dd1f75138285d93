package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.wasm.types.FunctionType;

/** Functions that do not fit into a JVM method, in Chicory's interpreter; what they call is compiled code again. */
final class LargeFunctions {

    private static final long[] NONE = {};

    private final Instance instance;

    LargeFunctions(Instance instance) {
        this.instance = instance;
    }

    /** A machine for each call: an interpreter's stacks belong to one activation when compiled frames lie between. */
    long[] run(int function, long[] args) {
        long[] results = new OneFunction(instance).call(function, args);
        return results == null ? NONE : results;
    }

    private static final class OneFunction extends InterpreterMachine {

        OneFunction(Instance instance) {
            super(instance);
        }

        @Override
        protected void CALL(Operands operands) {
            int function = (int) operands.get(0);
            FunctionType type = instance().type(instance().functionType(function));
            long[] args = extractArgsForParams(stack(), type.params());
            long[] results = instance().getMachine().call(function, args);
            if (results != null) {
                for (long result : results) {
                    stack().push(result);
                }
            }
        }

        @Override
        protected boolean useCurrentInstanceInterpreter(Instance instance, Instance target, int function) {
            return false;
        }
    }
}
