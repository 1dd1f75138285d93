package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Blocks and branches. Code that cannot be reached is not emitted: the JVM's verifier would want frames for it. */
final class ControlEmitter {

    private enum Shape {
        FUNCTION,
        BLOCK,
        LOOP
    }

    /** A block that is open. */
    private static final class Block {
        final Shape shape;
        final Kind[] params;
        final Kind[] results;
        /** Operands below the block's own. */
        final int base;
        /** Where branches go: a loop's start, any other block's end. */
        final Label target = new Label();
        /** Where an {@code if} goes whose condition fails, until that place is reached. */
        @Nullable
        Label otherwise;

        boolean targeted;

        Block(Shape shape, Kind[] params, Kind[] results, int base) {
            this.shape = shape;
            this.params = params;
            this.results = results;
            this.base = base;
        }

        Kind[] branchKinds() {
            return shape == Shape.LOOP ? params : results;
        }
    }

    private final FunctionScope function;
    private final OperandStack stack;
    private final CodeWriter code;
    private final List<Block> blocks = new ArrayList<>();
    private boolean reachable = true;
    private int unreachableBlocks;

    ControlEmitter(FunctionScope function) {
        this.function = function;
        this.stack = function.stack;
        this.code = function.code;
        blocks.add(new Block(Shape.FUNCTION, new Kind[0], function.results, 0));
    }

    boolean reachable() {
        return reachable;
    }

    /** Follows the nesting of blocks where nothing is emitted. */
    void skip(AnnotatedInstruction instruction) {
        switch (instruction.opcode()) {
            case BLOCK, LOOP, IF -> unreachableBlocks++;
            case ELSE -> {
                if (unreachableBlocks == 0) {
                    otherwise();
                }
            }
            case END -> {
                if (unreachableBlocks == 0) {
                    end();
                } else {
                    unreachableBlocks--;
                }
            }
            default -> {}
        }
    }

    /** Emits the instruction if it is one of these. */
    boolean emit(AnnotatedInstruction instruction) {
        switch (instruction.opcode()) {
            case NOP -> {}
            case UNREACHABLE -> {
                code.invoke(Names.TRAP, "unreachable", "()" + Names.TRAP_EXCEPTION_DESC);
                code.visitInsn(Opcodes.ATHROW);
                reachable = false;
            }
            case BLOCK -> open(Shape.BLOCK, instruction);
            case LOOP -> {
                Block block = open(Shape.LOOP, instruction);
                code.label(block.target);
            }
            case ELSE -> otherwise();
            case END -> end();
            case BR -> {
                branch((int) instruction.operand(0));
                reachable = false;
            }
            case BR_TABLE -> table(instruction);
            case RETURN -> {
                CallEmitter.emitReturn(function);
                reachable = false;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private Block open(Shape shape, AnnotatedInstruction instruction) {
        FunctionType type = function.module.blockType(instruction);
        Kind[] params = Kind.of(type.params());
        Block block = new Block(shape, params, Kind.of(type.returns()), stack.size() - params.length);
        blocks.add(block);
        return block;
    }

    /** Emits {@code if}, the condition's operands being taken. */
    void branchIntoIf(AnnotatedInstruction instruction, int jump) {
        Block block = open(Shape.BLOCK, instruction);
        Label otherwise = new Label();
        block.otherwise = otherwise;
        code.visitJumpInsn(CompareEmitter.negate(jump), otherwise);
    }

    /** Emits {@code br_if}, the condition's operands being taken. */
    void branchIf(int depth, int jump) {
        Block block = target(depth);
        if (isPlain(block)) {
            block.targeted = true;
            code.visitJumpInsn(jump, block.target);
            return;
        }
        Label next = new Label();
        code.visitJumpInsn(CompareEmitter.negate(jump), next);
        branch(depth);
        code.label(next);
    }

    /** Emits {@code select}, the condition's operands being taken. */
    void select(int jump) {
        Kind kind = stack.peek();
        Label chosen = new Label();
        code.visitJumpInsn(jump, chosen);
        if (kind.slots == 2) {
            code.visitInsn(Opcodes.DUP2_X2);
            code.visitInsn(Opcodes.POP2);
        } else {
            code.visitInsn(Opcodes.SWAP);
        }
        code.label(chosen);
        code.visitInsn(kind.slots == 2 ? Opcodes.POP2 : Opcodes.POP);
        stack.pop();
    }

    /** Makes a number of a condition whose operands are taken. */
    void number(int jump) {
        Label holds = new Label();
        Label done = new Label();
        code.visitJumpInsn(jump, holds);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitJumpInsn(Opcodes.GOTO, done);
        code.label(holds);
        code.visitInsn(Opcodes.ICONST_1);
        stack.push(Kind.I32);
        code.label(done);
    }

    private Block target(int depth) {
        return blocks.get(blocks.size() - 1 - depth);
    }

    private int excess(Block block) {
        return stack.size() - block.base - block.branchKinds().length;
    }

    /** Whether a branch there is a jump and nothing else. */
    private boolean isPlain(Block block) {
        return block.shape == Shape.BLOCK && excess(block) == 0;
    }

    private void branch(int depth) {
        Block block = target(depth);
        if (block.shape == Shape.FUNCTION) {
            CallEmitter.emitReturn(function);
            return;
        }
        block.targeted = true;
        unwind(block);
        if (block.shape == Shape.LOOP) {
            function.poll();
        }
        code.visitJumpInsn(Opcodes.GOTO, block.target);
    }

    /** Removes operands that lie under those that the branch takes along. */
    private void unwind(Block block) {
        int excess = excess(block);
        if (excess == 0) {
            return;
        }
        Kind[] kept = block.branchKinds();
        int[] temps = new int[kept.length];
        int offset = 0;
        for (int i = kept.length - 1; i >= 0; i--) {
            temps[i] = function.temp(offset, kept[i].slots);
            offset += kept[i].slots;
            code.visitVarInsn(kept[i].store, temps[i]);
        }
        for (int i = 0; i < excess; i++) {
            code.visitInsn(stack.peek(kept.length + i).slots == 2 ? Opcodes.POP2 : Opcodes.POP);
        }
        for (int i = 0; i < kept.length; i++) {
            code.visitVarInsn(kept[i].load, temps[i]);
        }
    }

    private void table(AnnotatedInstruction instruction) {
        stack.pop();
        reachable = false;
        int last = instruction.operandCount() - 1;
        if (last == 0) {
            code.visitInsn(Opcodes.POP);
            branch((int) instruction.operand(0));
            return;
        }
        Map<Integer, Label> stubs = new HashMap<>();
        Label[] labels = new Label[last + 1];
        for (int i = 0; i <= last; i++) {
            int depth = (int) instruction.operand(i);
            Block block = target(depth);
            if (isPlain(block)) {
                block.targeted = true;
                labels[i] = block.target;
            } else {
                labels[i] = stubs.computeIfAbsent(depth, d -> new Label());
            }
        }
        Label otherwise = labels[last];
        Label[] cases = new Label[last];
        System.arraycopy(labels, 0, cases, 0, last);
        code.visitTableSwitchInsn(0, last - 1, otherwise, cases);
        stubs.forEach((depth, stub) -> {
            code.label(stub);
            branch(depth);
        });
    }

    private void otherwise() {
        Block block = target(0);
        if (reachable) {
            block.targeted = true;
            code.visitJumpInsn(Opcodes.GOTO, block.target);
        }
        placeOtherwise(block);
    }

    private void placeOtherwise(Block block) {
        Label otherwise = block.otherwise;
        if (otherwise == null) {
            throw new IllegalStateException("else without if");
        }
        block.otherwise = null;
        stack.truncate(block.base);
        stack.push(block.params);
        code.label(otherwise);
        reachable = true;
    }

    private void end() {
        Block block = blocks.remove(blocks.size() - 1);
        if (block.otherwise != null) {
            // An if without else leaves its parameters as its results.
            placeOtherwise(block);
        }
        stack.truncate(block.base);
        stack.push(block.results);
        if (block.shape == Shape.BLOCK && block.targeted) {
            code.label(block.target);
            reachable = true;
        }
        if (block.shape == Shape.FUNCTION && reachable) {
            CallEmitter.emitReturn(function);
            reachable = false;
        }
    }
}
