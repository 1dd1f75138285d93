package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionType;
import org.objectweb.asm.Opcodes;

/** Calls, and the way results take. */
final class CallEmitter {

    private CallEmitter() {}

    static void call(FunctionScope function, int callee) {
        FunctionType type = function.module.functionType(callee);
        function.loadState();
        function.code.invoke(
                function.names.owner(callee),
                ClassNames.method(callee),
                Kind.methodDescriptor(type, function.names.stateDescriptor()));
        finish(function, type);
    }

    static void callIndirect(FunctionScope function, AnnotatedInstruction instruction) {
        FunctionType type = function.module.type((int) instruction.operand(0));
        lookup(function, instruction);
        function.code.invoke(
                ClassNames.signature(Kind.signature(type)), "invoke", Kind.methodDescriptor(type, Names.FUNC_REF_DESC));
        finish(function, type);
    }

    static void callRef(FunctionScope function, AnnotatedInstruction instruction) {
        FunctionType type = referredType(function, instruction);
        takeReference(function);
        function.code.invoke(
                ClassNames.signature(Kind.signature(type)), "invoke", Kind.methodDescriptor(type, Names.FUNC_REF_DESC));
        finish(function, type);
    }

    /** The type of the function that {@code call_ref} or {@code return_call_ref} calls. */
    static FunctionType referredType(FunctionScope function, AnnotatedInstruction instruction) {
        return function.module.code().typeSection().getType((int) instruction.operand(0));
    }

    /** Makes a function object, never null, of the reference on top. */
    static void takeReference(FunctionScope function) {
        function.stack.pop();
        function.code.invoke(Names.STATE, "notNull", "(" + Names.FUNC_REF_DESC + ")" + Names.FUNC_REF_DESC);
    }

    /** Makes a function object of the index on top. */
    static void lookup(FunctionScope function, AnnotatedInstruction instruction) {
        function.stack.pop();
        function.loadState();
        function.code.push((int) instruction.operand(1));
        function.code.invoke(Names.STATE, "lookup", "(IL" + Names.STATE + ";I)" + Names.FUNC_REF_DESC);
    }

    private static void finish(FunctionScope function, FunctionType type) {
        CodeWriter code = function.code;
        function.stack.pop(type.params().size());
        Kind[] results = Kind.of(type.returns());
        if (results.length > 1) {
            int array = function.temp(0, 1);
            code.visitVarInsn(Opcodes.ASTORE, array);
            int index = 0;
            for (Kind result : results) {
                code.visitVarInsn(Opcodes.ALOAD, array);
                result.emitGetRaw(code, index, function.state);
                function.stack.push(result);
                index += result.raws();
            }
        } else {
            function.stack.push(results);
        }
        function.reloadMemory();
    }

    /** Emits the return of the values on top. */
    static void emitReturn(FunctionScope function) {
        CodeWriter code = function.code;
        Kind[] results = function.results;
        if (results.length > 1) {
            int array = function.temp(0, 1);
            int raw = function.temp(1, 2);
            int index = Kind.raws(results);
            code.push(index);
            code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
            code.visitVarInsn(Opcodes.ASTORE, array);
            for (int i = results.length - 1; i >= 0; i--) {
                index -= results[i].raws();
                results[i].emitPutRaw(code, array, index, function.state, raw);
            }
            code.visitVarInsn(Opcodes.ALOAD, array);
        }
        code.visitInsn(Kind.returnOpcode(results));
    }
}
