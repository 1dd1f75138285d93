package dev.wasmmaven.runtime.engine.compiler;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes one method's code, with stack map frames: a frame asked for at a label is written before the next instruction,
 * once however many labels stand there. Locals are the same in all frames, so that all but the first are short.
 */
final class CodeWriter extends MethodVisitor {

    private static final int API = Opcodes.ASM9;

    /** Steps of a frame. */
    private static final int FRAME = 20;

    /** Steps of each operand and local variable in a frame that is not a short one. */
    private static final int OPERAND_OF_FRAME = 20;

    private final OperandStack stack;
    private final Object[] locals;
    private final Effort effort;
    private int size;
    private boolean first = true;
    private Object @Nullable [] pending;

    /**
     * @param target null to only measure
     * @param locals the types of all local variables that live across labels
     * @param effort what may still be spent on the function
     */
    CodeWriter(@Nullable MethodVisitor target, OperandStack stack, Object[] locals, Effort effort) {
        super(API, target);
        this.stack = stack;
        this.locals = locals;
        this.effort = effort;
    }

    /** Size of the code so far in bytes; a little too much where a constant's place in the pool decides. */
    int size() {
        return size;
    }

    /** Places a label at which the operand stack is as it is known now. */
    void label(Label label) {
        super.visitLabel(label);
        // What a frame costs when a class is made and when the JVM verifies it.
        effort.spend(FRAME + OPERAND_OF_FRAME * (stack.size() > 1 ? stack.size() + locals.length : 0L));
        pending = stack.frame();
    }

    private void flush() {
        if (pending == null) {
            return;
        }
        Object[] types = pending;
        pending = null;
        if (first || types.length > 1) {
            super.visitFrame(Opcodes.F_FULL, locals.length, locals, types.length, types);
        } else if (types.length == 1) {
            super.visitFrame(Opcodes.F_SAME1, 0, null, 1, types);
        } else {
            super.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
        first = false;
    }

    @Override
    public void visitInsn(int opcode) {
        flush();
        size += 1;
        super.visitInsn(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        flush();
        size += opcode == Opcodes.SIPUSH ? 3 : 2;
        super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int index) {
        flush();
        size += index < 4 ? 1 : index < 256 ? 2 : 4;
        super.visitVarInsn(opcode, index);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        flush();
        size += 3;
        super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        flush();
        size += 3;
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        flush();
        size += isInterface ? 5 : 3;
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        flush();
        size += 3;
        super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitLdcInsn(Object value) {
        flush();
        size += 3;
        super.visitLdcInsn(value);
    }

    @Override
    public void visitLookupSwitchInsn(Label defaultLabel, int[] keys, Label[] labels) {
        flush();
        size += 12 + 8 * labels.length;
        super.visitLookupSwitchInsn(defaultLabel, keys, labels);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label defaultLabel, Label... labels) {
        flush();
        size += 16 + 4 * labels.length;
        super.visitTableSwitchInsn(min, max, defaultLabel, labels);
    }

    /**
     * Jumps by the number on top.
     *
     * @param keys numbers in ascending order, at least one
     */
    void choose(int[] keys, Label[] labels, Label otherwise) {
        if (keys.length == 1) {
            if (keys[0] == 0) {
                visitJumpInsn(Opcodes.IFEQ, labels[0]);
            } else {
                push(keys[0]);
                visitJumpInsn(Opcodes.IF_ICMPEQ, labels[0]);
            }
            visitJumpInsn(Opcodes.GOTO, otherwise);
            return;
        }
        int first = keys[0];
        int last = keys[keys.length - 1];
        // A table takes 4 bytes a number, a list 8.
        if (last - first < 2L * keys.length) {
            Label[] table = new Label[last - first + 1];
            Arrays.fill(table, otherwise);
            for (int i = 0; i < keys.length; i++) {
                table[keys[i] - first] = labels[i];
            }
            visitTableSwitchInsn(first, last, otherwise, table);
        } else {
            visitLookupSwitchInsn(otherwise, keys, labels);
        }
    }

    /** Pushes an int in the shortest way. */
    void push(int value) {
        pushInt(this, value);
    }

    static void pushInt(MethodVisitor code, int value) {
        if (value >= -1 && value <= 5) {
            code.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value == (byte) value) {
            code.visitIntInsn(Opcodes.BIPUSH, value);
        } else if (value == (short) value) {
            code.visitIntInsn(Opcodes.SIPUSH, value);
        } else {
            code.visitLdcInsn(value);
        }
    }

    /** Pushes a long in the shortest way. */
    void push(long value) {
        if (value == 0 || value == 1) {
            visitInsn(value == 0 ? Opcodes.LCONST_0 : Opcodes.LCONST_1);
        } else if (value == (short) value) {
            push((int) value);
            visitInsn(Opcodes.I2L);
        } else {
            visitLdcInsn(value);
        }
    }

    void invoke(String owner, String name, String descriptor) {
        visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }
}
