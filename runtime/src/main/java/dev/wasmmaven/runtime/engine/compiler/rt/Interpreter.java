package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.runtime.StackFrame;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.Value;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chicory's interpreter for {@link InterpretedCode}: it rounds as IEEE 754 asks, takes the sign of every NaN away where it is to, starts a function that is called in tail position
 * with fresh variables, compares types across instances by what they are and not by their numbers, and leaves nothing of a block
 * behind but its results.
 */
public class Interpreter extends InterpreterMachine {

    /** All bits of an f32 but its sign. {@code Math.abs} of Java 17 leaves a NaN as it is, unless HotSpot has a better one of its own. */
    private static final long F32_MAGNITUDE = 0x7fff_ffffL;

    public Interpreter(Instance instance) {
        super(instance);
    }

    /** Ends the function that runs; what is to run in its place is called where that was called. */
    private static final class TailCall extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Of the function that ends, in Chicory's stack of frames. */
        private final int depth;

        private final transient Instance target;
        private final int function;
        private final transient long[] args;

        private TailCall(int depth, Instance target, int function, long[] args) {
            super("a tail call", null, false, false);
            this.depth = depth;
            this.target = target;
            this.function = function;
            this.args = args;
        }
    }

    /** Takes note of an exception that leaves a function. */
    protected void left(Throwable thrown, int function) {
        // Nobody asks.
    }

    @Override
    protected final long @Nullable [] call(
            MStack stack,
            Instance instance,
            Deque<StackFrame> callStack,
            int function,
            long[] args,
            @Nullable FunctionType callType,
            boolean popResults) {
        int height = stack.size();
        int depth = callStack.size() + 1;
        int callee = function;
        long[] calleeArgs = args;
        FunctionType calleeType = callType;
        while (true) {
            try {
                return super.call(stack, instance, callStack, callee, calleeArgs, calleeType, popResults);
            } catch (TailCall next) {
                if (next.depth != depth) {
                    // Chicory runs on in a caller's frame when that has caught an exception.
                    throw next;
                }
                while (stack.size() > height) {
                    stack.pop();
                }
                if (!useCurrentInstanceInterpreter(instance, next.target, next.function)) {
                    long[] results = next.target.getMachine().call(next.function, next.args);
                    if (popResults) {
                        return results;
                    }
                    push(stack, results);
                    return null;
                }
                callee = next.function;
                calleeArgs = next.args;
                calleeType = null;
            } catch (StackOverflowError e) {
                // No room to work in.
                throw e;
            } catch (RuntimeException | Error e) {
                left(e, callee);
                throw e;
            }
        }
    }

    private static void push(MStack stack, long @Nullable [] values) {
        if (values != null) {
            for (long value : values) {
                stack.push(value);
            }
        }
    }

    @Override
    protected final void evalDefault(
            MStack stack, Instance instance, Deque<StackFrame> callStack, Instruction instruction, Operands operands) {
        OpCode opcode = instruction.opcode();
        if (opcode == InterpretedCode.F32_CONVERT_I64_U) {
            stack.push(Value.floatToLong(Conversions.floatU(stack.pop())));
        } else if (opcode == InterpretedCode.F32_ABS) {
            stack.push(stack.pop() & F32_MAGNITUDE);
        } else if (opcode == ParameterizedBlocks.HEIGHT) {
            stack.push(stack.size() - operands.get(0));
        } else if (opcode == ParameterizedBlocks.TO_HEIGHT) {
            toHeight(stack, (int) stack.pop(), (int) operands.get(0));
        } else if (opcode == InterpretedCode.CALL_INDIRECT) {
            Callee callee = callee(stack, instance, operands);
            if (useCurrentInstanceInterpreter(instance, callee.owner, callee.function)) {
                call(stack, instance, callStack, callee.function, callee.args, null, false);
            } else {
                push(stack, callee.owner.getMachine().call(callee.function, callee.args));
            }
        } else if (opcode == InterpretedCode.RETURN_CALL) {
            throw tailCall(stack, instance, callStack, (int) operands.get(0));
        } else if (opcode == InterpretedCode.RETURN_CALL_INDIRECT) {
            Callee callee = callee(stack, instance, operands);
            throw new TailCall(callStack.size(), callee.owner, callee.function, callee.args);
        } else if (opcode == InterpretedCode.RETURN_CALL_REF) {
            int function = (int) stack.pop();
            if (function == Value.REF_NULL_VALUE) {
                throw Trap.of(TrapKind.NULL_REFERENCE);
            }
            throw tailCall(stack, instance, callStack, function);
        } else {
            throw new TrapException(
                    TrapKind.OTHER,
                    "wasm trap: a function of vector instructions is too large to be compiled, and the interpreter has no "
                            + opcode + "; divide the function, or build without the target feature simd128",
                    List.of(),
                    null);
        }
    }

    /** Takes away what is above a height but the values on top. */
    private static void toHeight(MStack stack, int height, int values) {
        if (stack.size() == height + values) {
            return;
        }
        long[] kept = new long[values];
        for (int i = values - 1; i >= 0; i--) {
            kept[i] = stack.pop();
        }
        while (stack.size() > height) {
            stack.pop();
        }
        push(stack, kept);
    }

    private static TailCall tailCall(MStack stack, Instance instance, Deque<StackFrame> callStack, int function) {
        FunctionType type = instance.type(instance.functionType(function));
        return new TailCall(callStack.size(), instance, function, extractArgsForParams(stack, type.params()));
    }

    /** What an indirect call calls, with its arguments. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Callee(Instance owner, int function, long[] args) {}

    private static Callee callee(MStack stack, Instance instance, Operands operands) {
        int typeIndex = (int) operands.get(0);
        TableInstance table = instance.table((int) operands.get(1));
        int element = (int) stack.pop();
        int function = table.requiredRef(element);
        Instance owner = Objects.requireNonNullElse(table.instance(element), instance);
        FunctionType type = instance.type(typeIndex);
        int actual = owner.functionType(function);
        if (owner.equals(instance)) {
            verifyIndirectCallByTypeIdx(actual, typeIndex, instance.module().typeSection());
        } else if (!type.equals(owner.type(actual))) {
            throw Trap.of(TrapKind.INDIRECT_CALL_TYPE_MISMATCH);
        }
        return new Callee(owner, function, extractArgsForParams(stack, type.params()));
    }
}
