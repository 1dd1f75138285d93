package dev.wasmmaven.runtime.engine.compiler;

import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** What lets a function access its {@link FramePointer frame} without checks. */
final class FrameEmitter {

    private FrameEmitter() {}

    /**
     * Emits the check at a function's entry. A frame that is not wholly in the memory may be one that is never touched, or touched
     * only after something that is seen; and of a memory in pages, two can have a part of it. Then the function runs that is
     * compiled without.
     */
    static void check(FunctionScope function, FramePointer pointer) {
        CodeWriter code = function.code;
        Label inside = new Label();
        function.loadState();
        code.visitFieldInsn(
                Opcodes.GETFIELD, function.names.state(), VariableEmitter.field(pointer.global()), Kind.I32.descriptor);
        code.push(pointer.size());
        code.visitInsn(Opcodes.ISUB);
        function.pushMemory(0);
        code.push(pointer.size());
        if (function.framePage() < 0) {
            code.invoke(function.names.directAccess(), DirectAccessClass.CONTAINS, DirectAccessClass.CONTAINS_DESC);
            code.visitJumpInsn(Opcodes.IFNE, inside);
        } else {
            code.invoke(Names.PAGED_ACCESSES, "pageOf", "(I[[BI)[B");
            code.visitInsn(Opcodes.DUP);
            code.visitVarInsn(Opcodes.ASTORE, function.framePage());
            code.visitJumpInsn(Opcodes.IFNONNULL, inside);
        }
        int parameters = function.loadParameters();
        function.loadState();
        code.invoke(
                function.names.forFunctionsWithoutFrames().large(function.function),
                ClassNames.piece(function.function, 0),
                Kind.methodDescriptor(
                        function.module.functionType(function.function), function.names.stateDescriptor()));
        code.visitInsn(Kind.returnOpcode(function.results));
        function.stack.pop(parameters);
        code.label(inside);
    }

    /**
     * Emits, for the pointer on top of the stack as it is assigned, what changes nothing after the check but says in C2's terms that
     * adding an offset within the frame never wraps. C2 tells addresses apart, and gives to loads what was stored, only where
     * it knows that.
     */
    static void narrow(FunctionScope function, FramePointer pointer) {
        CodeWriter code = function.code;
        code.push(Integer.MAX_VALUE);
        code.visitInsn(Opcodes.IAND);
        code.push(Integer.MAX_VALUE - pointer.size());
        code.invoke("java/lang/Math", "min", "(II)I");
    }
}
