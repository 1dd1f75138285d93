package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.CatchOpCode.Catch;
import java.util.List;
import java.util.function.IntConsumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Exceptions (core specification 4.4.8, Exceptions): a {@code try_table} is a range that the JVM protects, with one handler
 * that asks the clauses in turn. The JVM drops all operands when it comes to a handler, so those below the block are kept
 * in an array beside the stack.
 */
final class TryEmitter {

    private final FunctionScope function;
    private final OperandStack stack;
    private final CodeWriter code;
    private int depth;

    TryEmitter(FunctionScope function) {
        this.function = function;
        this.stack = function.stack;
        this.code = function.code;
    }

    /** A {@code try_table} that is open. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Open(List<Catch> clauses, Kind[] below, int saved, Label start) {}

    /** Whether a {@code try_table} is open. */
    boolean isOpen() {
        return depth > 0;
    }

    /** Emits the beginning of a block, whose parameters are on top. */
    Open begin(AnnotatedInstruction instruction, int params) {
        Kind[] below = stack.kinds(stack.size() - params);
        int saved = function.savedOperands(depth++);
        if (below.length > 0) {
            save(below, stack.kinds(stack.size()), saved);
        }
        Label start = new Label();
        code.visitLabel(start);
        // A range that protects nothing is malformed.
        code.visitInsn(Opcodes.NOP);
        return new Open(instruction.catches(), below, saved, start);
    }

    private void save(Kind[] below, Kind[] all, int saved) {
        int first = function.temp(0, Kind.slots(all) + 1);
        int slot = first + Kind.slots(all);
        for (int i = all.length - 1; i >= 0; i--) {
            slot -= all[i].slots;
            code.visitVarInsn(all[i].store, slot);
        }
        Boxing.pack(code, below, first, function.state);
        code.visitVarInsn(Opcodes.ASTORE, saved);
        for (Kind kind : all) {
            code.visitVarInsn(kind.load, slot);
            slot += kind.slots;
        }
    }

    /**
     * Emits the handler, after what it protects; the stack is known as it is below the block when this returns.
     *
     * @param branch emits a branch to a label that is so many blocks further out
     */
    void end(Open block, IntConsumer branch) {
        depth--;
        Label end = new Label();
        code.visitLabel(end);
        Label handler = new Label();
        stack.truncate(0);
        stack.push(Kind.EXCEPTION);
        code.label(handler);
        code.visitVarInsn(Opcodes.ASTORE, function.caught());
        stack.pop();
        boolean open = true;
        for (Catch clause : block.clauses()) {
            if (open) {
                open = handle(block, clause, branch);
            }
        }
        if (open) {
            code.visitVarInsn(Opcodes.ALOAD, function.caught());
            code.visitInsn(Opcodes.ATHROW);
        }
        code.visitTryCatchBlock(block.start(), end, handler, Names.EXCEPTION);
        stack.truncate(0);
        stack.push(block.below());
    }

    /** Whether clauses after it can be reached. */
    private boolean handle(Open block, Catch clause, IntConsumer branch) {
        Label next = new Label();
        boolean all = switch (clause.opcode()) {
            case CATCH, CATCH_REF -> false;
            case CATCH_ALL, CATCH_ALL_REF -> true;
        };
        if (!all) {
            function.loadState();
            code.push(clause.tag());
            code.visitVarInsn(Opcodes.ALOAD, function.caught());
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, Names.STATE, "catches", "(I" + Names.EXCEPTION_DESC + ")Z", false);
            code.visitJumpInsn(Opcodes.IFEQ, next);
        }
        restore(block);
        if (!all) {
            pushValues(Kind.of(function.module.tagType(clause.tag()).params()));
        }
        switch (clause.opcode()) {
            case CATCH_REF, CATCH_ALL_REF -> {
                code.visitVarInsn(Opcodes.ALOAD, function.caught());
                stack.push(Kind.EXCEPTION);
            }
            case CATCH, CATCH_ALL -> {}
        }
        branch.accept(clause.label());
        stack.truncate(0);
        if (!all) {
            code.label(next);
        }
        return !all;
    }

    private void restore(Open block) {
        int index = 0;
        for (Kind kind : block.below()) {
            code.visitVarInsn(Opcodes.ALOAD, block.saved());
            kind.emitGetRaw(code, index, function.state);
            stack.push(kind);
            index += kind.raws();
        }
    }

    /** Pushes what the exception carries. */
    private void pushValues(Kind[] kinds) {
        int values = function.temp(0, 1);
        int references = function.temp(1, 1);
        code.visitVarInsn(Opcodes.ALOAD, function.caught());
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.EXCEPTION, "args", "()[J", false);
        code.visitVarInsn(Opcodes.ASTORE, values);
        function.loadState();
        code.visitVarInsn(Opcodes.ALOAD, function.caught());
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                Names.STATE,
                "thrower",
                "(" + Names.EXCEPTION_DESC + ")L" + Names.REFERENCES + ";",
                false);
        code.visitVarInsn(Opcodes.ASTORE, references);
        int index = 0;
        for (Kind kind : kinds) {
            code.visitVarInsn(Opcodes.ALOAD, values);
            kind.emitGetRaw(code, index, references);
            stack.push(kind);
            index += kind.raws();
        }
    }

    /** Emits {@code throw}. */
    void raise(int tag) {
        Kind[] kinds = Kind.of(function.module.tagType(tag).params());
        int first = function.temp(0, Kind.slots(kinds));
        int slot = first + Kind.slots(kinds);
        for (int i = kinds.length - 1; i >= 0; i--) {
            slot -= kinds[i].slots;
            code.visitVarInsn(kinds[i].store, slot);
        }
        stack.pop(kinds.length);
        function.loadState();
        code.push(tag);
        Boxing.pack(code, kinds, first, function.state);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.STATE, "exception", "(I[J)" + Names.EXCEPTION_DESC, false);
        code.visitInsn(Opcodes.ATHROW);
    }

    /** Emits {@code throw_ref}. */
    void raiseAgain() {
        stack.pop();
        code.invoke(Names.STATE, "notNull", "(" + Names.EXCEPTION_DESC + ")" + Names.EXCEPTION_DESC);
        code.visitInsn(Opcodes.ATHROW);
    }
}
