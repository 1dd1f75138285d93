package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Blocks and branches. Code that cannot be reached is not emitted: the JVM's verifier would want frames for it. */
final class ControlEmitter {

    private enum Shape {
        FUNCTION,
        BLOCK,
        LOOP,
        /** A block around the piece of a function that is being compiled. */
        OUTSIDE
    }

    /** A block that is open. */
    private static class Block {
        final Shape shape;
        /** Its name in {@link Structure}. */
        final int name;

        final Kind[] params;
        final Kind[] results;
        /** Operands below the block's own. */
        final int base;
        /** Where branches go: a loop's start, any other block's end. */
        final Label target = new Label();
        /** Where an {@code if} goes whose condition fails, until that place is reached. */
        @Nullable
        Label otherwise;

        /** Set if it is a {@code try_table}. */
        TryEmitter.@Nullable Open protection;

        boolean targeted;

        Block(Shape shape, int name, Kind[] params, Kind[] results, int base) {
            this.shape = shape;
            this.name = name;
            this.params = params;
            this.results = results;
            this.base = base;
        }

        Kind[] branchKinds() {
            return shape == Shape.LOOP ? params : results;
        }
    }

    /**
     * A block around a piece. What branches to it take along is asked for when there is one: a piece can be in thousands of
     * blocks, and a function can have as many pieces.
     */
    private static final class OutsideBlock extends Block {
        private final FunctionScope function;

        OutsideBlock(FunctionScope function, int name) {
            super(Shape.OUTSIDE, name, NOTHING, NOTHING, 0);
            this.function = function;
        }

        @Override
        Kind[] branchKinds() {
            return function.module.branchKinds(function.function, name);
        }
    }

    private static final Kind[] NOTHING = {};

    /** Tables of more entries keep them in a constant: those in code count for the size that HotSpot compiles. */
    private static final int MAX_DIRECT = 256;

    /** Tables with more entries for targets outside of a piece do too: each would need code to leave. */
    private static final int MAX_OUTSIDE = 3;

    private final FunctionScope function;
    private final OperandStack stack;
    private final CodeWriter code;
    private final PieceEmitter pieces;
    private final TryEmitter tries;
    private final List<Block> blocks = new ArrayList<>();
    private boolean reachable = true;
    private int unreachableBlocks;

    ControlEmitter(FunctionScope function) {
        this.function = function;
        this.stack = function.stack;
        this.code = function.code;
        this.pieces = new PieceEmitter(function, this);
        this.tries = new TryEmitter(function);
        Structure structure = function.split.structure();
        if (function.piece.isFunction() || structure == null) {
            blocks.add(new Block(Shape.FUNCTION, Structure.FUNCTION, NOTHING, function.results, 0));
            return;
        }
        List<Integer> around = structure.around(function.piece.range().start());
        for (int i = around.size() - 1; i >= 0; i--) {
            blocks.add(new OutsideBlock(function, around.get(i)));
        }
    }

    boolean reachable() {
        return reachable;
    }

    /** Follows the nesting of blocks where nothing is emitted. */
    void skip(AnnotatedInstruction instruction) {
        switch (instruction.opcode()) {
            case BLOCK, LOOP, IF, TRY_TABLE -> unreachableBlocks++;
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

    /** Emits the call of a nested piece. */
    void call(Piece piece) {
        reachable = pieces.call(piece);
    }

    /** Emits what comes after a piece's last instruction. */
    void endPiece() {
        if (reachable) {
            pieces.leave(Piece.END, function.piece.gives());
        }
        pieces.epilogue();
    }

    /** Emits the instruction if it is one of these. */
    boolean emit(AnnotatedInstruction instruction, int position) {
        switch (instruction.opcode()) {
            case NOP -> {}
            case UNREACHABLE -> {
                code.invoke(Names.TRAP, "unreachable", "()" + Names.TRAP_EXCEPTION_DESC);
                code.visitInsn(Opcodes.ATHROW);
                reachable = false;
            }
            case BLOCK -> open(Shape.BLOCK, instruction, position);
            case LOOP -> {
                Block block = open(Shape.LOOP, instruction, position);
                code.label(block.target);
            }
            case TRY_TABLE -> {
                Block block = open(Shape.BLOCK, instruction, position);
                block.protection = tries.begin(instruction, block.params.length);
            }
            case RETURN_CALL -> {
                TailCallEmitter.call(function, (int) instruction.operand(0), tries.isOpen());
                reachable = false;
            }
            case RETURN_CALL_INDIRECT -> {
                TailCallEmitter.callIndirect(function, instruction);
                reachable = false;
            }
            case RETURN_CALL_REF -> {
                TailCallEmitter.callRef(function, instruction);
                reachable = false;
            }
            case BR_ON_NULL -> branchOnNull((int) instruction.operand(0));
            case BR_ON_NON_NULL -> branchOnNonNull((int) instruction.operand(0));
            case THROW -> {
                tries.raise((int) instruction.operand(0));
                reachable = false;
            }
            case THROW_REF -> {
                tries.raiseAgain();
                reachable = false;
            }
            case ELSE -> otherwise();
            case END -> end();
            case BR -> {
                branch((int) instruction.operand(0));
                reachable = false;
            }
            case BR_TABLE -> table(instruction);
            case RETURN -> {
                branch(blocks.size() - 1);
                reachable = false;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private Block open(Shape shape, AnnotatedInstruction instruction, int position) {
        FunctionType type = function.module.blockType(instruction);
        Kind[] params = Kind.of(type.params());
        Block block = new Block(shape, position, params, Kind.of(type.returns()), stack.size() - params.length);
        blocks.add(block);
        return block;
    }

    /** Emits {@code if}, the condition's operands being taken. */
    void branchIntoIf(AnnotatedInstruction instruction, int position, int jump) {
        Block block = open(Shape.BLOCK, instruction, position);
        Label otherwise = new Label();
        block.otherwise = otherwise;
        code.visitJumpInsn(CompareEmitter.negate(jump), otherwise);
    }

    /** Emits {@code br_if}, the condition's operands being taken. */
    void branchIf(int depth, int jump) {
        Block block = branchTarget(depth);
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

    /** Emits {@code br_on_null}: a null reference is not taken along. */
    private void branchOnNull(int depth) {
        Kind kind = stack.peek();
        Label next = new Label();
        code.visitJumpInsn(CompareEmitter.negate(CompareEmitter.isNullOfCopy(function)), next);
        code.visitInsn(kind.slots == 2 ? Opcodes.POP2 : Opcodes.POP);
        stack.pop();
        branch(depth);
        stack.push(kind);
        code.label(next);
    }

    /** Emits {@code br_on_non_null}: the reference is taken along. */
    private void branchOnNonNull(int depth) {
        Kind kind = stack.peek();
        Label next = new Label();
        code.visitJumpInsn(CompareEmitter.isNullOfCopy(function), next);
        branch(depth);
        code.label(next);
        code.visitInsn(kind.slots == 2 ? Opcodes.POP2 : Opcodes.POP);
        stack.pop();
    }

    /** Emits {@code select}, the condition's operands being taken. */
    void select(int jump) {
        stack.read(2);
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

    /** The block that a branch goes to. */
    private Block branchTarget(int depth) {
        Block block = target(depth);
        stack.read(block.branchKinds().length);
        return block;
    }

    private int excess(Block block) {
        return stack.size() - block.base - block.branchKinds().length;
    }

    /** Whether a branch there is a jump and nothing else. */
    private boolean isPlain(Block block) {
        return block.shape == Shape.BLOCK && excess(block) == 0;
    }

    /** Whether a block is around the piece, not in it. */
    boolean isOutside(int name) {
        return target(depthOf(name)).shape == Shape.OUTSIDE;
    }

    Kind[] branchKinds(int name) {
        return target(depthOf(name)).branchKinds();
    }

    /** Emits the branch to a block. */
    void branchTo(int name) {
        branch(depthOf(name));
    }

    private int depthOf(int name) {
        int depth = 0;
        while (target(depth).name != name) {
            depth++;
        }
        return depth;
    }

    private void branch(int depth) {
        Block block = branchTarget(depth);
        if (block.shape == Shape.FUNCTION) {
            CallEmitter.emitReturn(function);
            return;
        }
        if (block.shape == Shape.OUTSIDE) {
            pieces.leave(block.name, block.branchKinds());
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

    /** Where a branch to the block jumps; null if the branch is more than a jump. */
    @Nullable
    Label plainTarget(int name) {
        Block block = target(depthOf(name));
        if (!isPlain(block) || block.results.length > 0) {
            return null;
        }
        block.targeted = true;
        return block.target;
    }

    private void table(AnnotatedInstruction instruction) {
        stack.pop();
        reachable = false;
        int entries = instruction.operandCount();
        int[] depths = new int[entries];
        int outside = 0;
        for (int i = 0; i < entries; i++) {
            depths[i] = (int) instruction.operand(i);
            Block block = branchTarget(depths[i]);
            outside += block.shape == Shape.OUTSIDE && block.branchKinds().length == 0 ? 1 : 0;
        }
        if (entries == 1) {
            code.visitInsn(Opcodes.POP);
            branch(depths[0]);
        } else if (BranchTable.fits(depths) && (entries > MAX_DIRECT || outside > MAX_OUTSIDE)) {
            compactTable(depths);
        } else {
            Map<Integer, Label> stubs = new TreeMap<>();
            Label[] labels = new Label[entries];
            for (int i = 0; i < entries; i++) {
                labels[i] = branchLabel(depths[i], stubs);
            }
            code.visitTableSwitchInsn(0, entries - 2, labels[entries - 1], Arrays.copyOf(labels, entries - 1));
            placeStubs(stubs);
        }
    }

    /** Where a branch jumps, perhaps to a stub that is still to be placed. */
    private Label branchLabel(int depth, Map<Integer, Label> stubs) {
        Block block = target(depth);
        if (isPlain(block)) {
            block.targeted = true;
            return block.target;
        }
        return stubs.computeIfAbsent(depth, d -> new Label());
    }

    private void placeStubs(Map<Integer, Label> stubs) {
        stubs.forEach((depth, stub) -> {
            code.label(stub);
            branch(depth);
        });
    }

    /** A table of which the method has only the different targets, the numbers being in a constant. */
    private void compactTable(int[] depths) {
        BranchTable table = new BranchTable(depths, depth -> {
            Block block = target(depth);
            return block.shape == Shape.OUTSIDE && block.branchKinds().length == 0
                    ? function.split.code(block.name)
                    : 0;
        });
        table.emitTarget(code);
        if (table.hasOutside()) {
            pieces.noteOutcome();
        }
        Map<Integer, Label> stubs = new TreeMap<>();
        int[] inside = table.inside();
        Label[] labels = new Label[inside.length];
        int[] codes = new int[inside.length];
        for (int i = 0; i < inside.length; i++) {
            labels[i] = branchLabel(inside[i], stubs);
            codes[i] = table.firstInside() + i;
        }
        if (inside.length == 0) {
            code.visitInsn(Opcodes.POP);
            pieces.handOn();
            return;
        }
        Label other = new Label();
        if (table.hasOutside()) {
            code.choose(codes, labels, other);
            code.label(other);
            pieces.handOn();
        } else {
            code.choose(codes, labels, labels[0]);
        }
        placeStubs(stubs);
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
        if (block.protection != null) {
            if (reachable) {
                block.targeted = true;
                code.visitJumpInsn(Opcodes.GOTO, block.target);
                reachable = false;
            }
            tries.end(block.protection, this::branch);
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
