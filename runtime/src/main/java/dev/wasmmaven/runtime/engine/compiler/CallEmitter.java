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
        CodeWriter code = function.code;
        FunctionType type = function.module.type((int) instruction.operand(0));
        function.stack.pop();
        function.loadState();
        code.push((int) instruction.operand(1));
        code.invoke(Names.STATE, "lookup", "(IL" + Names.STATE + ";I)" + Names.FUNC_REF_DESC);
        code.invoke(
                ClassNames.signature(Kind.signature(type)), "invoke", Kind.methodDescriptor(type, Names.FUNC_REF_DESC));
        finish(function, type);
    }

    private static void finish(FunctionScope function, FunctionType type) {
        CodeWriter code = function.code;
        function.stack.pop(type.params().size());
        Kind[] results = Kind.of(type.returns());
        if (results.length > 1) {
            int array = function.temp(0, 1);
            code.visitVarInsn(Opcodes.ASTORE, array);
            for (int i = 0; i < results.length; i++) {
                code.visitVarInsn(Opcodes.ALOAD, array);
                code.push(i);
                code.visitInsn(Opcodes.LALOAD);
                results[i].emitFromRaw(code, function.state);
                function.stack.push(results[i]);
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
            code.push(results.length);
            code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_LONG);
            code.visitVarInsn(Opcodes.ASTORE, array);
            for (int i = results.length - 1; i >= 0; i--) {
                results[i].emitToRaw(code, function.state);
                code.visitVarInsn(Opcodes.LSTORE, raw);
                code.visitVarInsn(Opcodes.ALOAD, array);
                code.push(i);
                code.visitVarInsn(Opcodes.LLOAD, raw);
                code.visitInsn(Opcodes.LASTORE);
            }
            code.visitVarInsn(Opcodes.ALOAD, array);
        }
        code.visitInsn(Kind.returnOpcode(results));
    }
}
