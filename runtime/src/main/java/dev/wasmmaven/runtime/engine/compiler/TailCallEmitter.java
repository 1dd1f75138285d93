package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionType;
import org.objectweb.asm.Opcodes;

/**
 * Tail calls (core specification 4.4.8, Control Instructions). A function that makes one leaves callee and arguments in
 * the state and returns; whoever called it, through the method under its name, then calls the callee in a loop. So the
 * stack does not grow, however long the chain.
 */
final class TailCallEmitter {

    private TailCallEmitter() {}

    /** Emits {@code return_call}. */
    static void call(FunctionScope function, int callee, boolean inTry) {
        ModuleInfo module = function.module;
        boolean endsChain = callee < module.importedFunctions() || !module.makesTailCalls(callee);
        // The exceptions of a tail call are none of the handlers' around it.
        if (endsChain && !inTry) {
            CallEmitter.call(function, callee);
            CallEmitter.emitReturn(function);
            return;
        }
        FunctionType type = module.functionType(callee);
        int first = storeArguments(function, type);
        function.loadState();
        function.code.push(callee);
        function.code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, Names.STATE, "function", "(I)" + Names.FUNC_REF_DESC, false);
        leave(function, type, first);
    }

    /** Emits {@code return_call_indirect}. */
    static void callIndirect(FunctionScope function, AnnotatedInstruction instruction) {
        FunctionType type = function.module.type((int) instruction.operand(0));
        CallEmitter.lookup(function, instruction);
        function.code.invoke(
                ClassNames.signature(Kind.signature(type)),
                "checked",
                "(" + Names.FUNC_REF_DESC + ")" + Names.FUNC_REF_DESC);
        leaveForReference(function, type);
    }

    /** Emits {@code return_call_ref}. */
    static void callRef(FunctionScope function, AnnotatedInstruction instruction) {
        CallEmitter.takeReference(function);
        leaveForReference(function, CallEmitter.referredType(function, instruction));
    }

    /** Emits the return to the loop, the callee being above its arguments. */
    private static void leaveForReference(FunctionScope function, FunctionType type) {
        int callee = calleeVariable(function, type);
        function.code.visitVarInsn(Opcodes.ASTORE, callee);
        int first = storeArguments(function, type);
        function.code.visitVarInsn(Opcodes.ALOAD, callee);
        leave(function, type, first);
    }

    /** After the variables of the arguments. */
    private static int calleeVariable(FunctionScope function, FunctionType type) {
        return function.temp(Kind.slots(Kind.of(type.params())), 1);
    }

    private static int storeArguments(FunctionScope function, FunctionType type) {
        Kind[] kinds = Kind.of(type.params());
        int first = function.temp(0, Kind.slots(kinds));
        int slot = first + Kind.slots(kinds);
        for (int i = kinds.length - 1; i >= 0; i--) {
            slot -= kinds[i].slots;
            function.code.visitVarInsn(kinds[i].store, slot);
        }
        function.stack.pop(kinds.length);
        return first;
    }

    /** Emits the return to the loop, the callee being on the stack. */
    private static void leave(FunctionScope function, FunctionType type, int first) {
        CodeWriter code = function.code;
        int callee = calleeVariable(function, type);
        code.visitVarInsn(Opcodes.ASTORE, callee);
        function.loadState();
        code.visitVarInsn(Opcodes.ALOAD, callee);
        Boxing.pack(code, Kind.of(type.params()), first, callee);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.STATE, "tailCall", "(" + Names.FUNC_REF_DESC + "[J)V", false);
        if (function.results.length == 1) {
            function.pushZero(function.results[0]);
        } else if (function.results.length > 1) {
            code.visitInsn(Opcodes.ACONST_NULL);
        }
        code.visitInsn(Kind.returnOpcode(function.results));
    }
}
