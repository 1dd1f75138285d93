package dev.wasmmaven.runtime.engine.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** How control goes from one piece of a function to another and back. */
final class PieceEmitter {

    private final FunctionScope function;
    private final ControlEmitter control;
    private final CodeWriter code;
    private final Label epilogue = new Label();
    private boolean epilogueUsed;

    PieceEmitter(FunctionScope function, ControlEmitter control) {
        this.function = function;
        this.control = control;
        this.code = function.code;
    }

    /** The descriptor of a piece's method. */
    static String descriptor(ClassNames names, int function, Piece piece) {
        StringBuilder descriptor = new StringBuilder("(");
        for (Kind kind : piece.takes()) {
            descriptor.append(kind.descriptor);
        }
        return descriptor
                .append(names.stateDescriptor())
                .append('L')
                .append(names.frame(function))
                .append(";)")
                .append(piece.hasOutcomes() ? "I" : "V")
                .toString();
    }

    /** Emits the call of a piece, and where control goes after it; whether it goes on after the call. */
    boolean call(Piece callee) {
        function.storeShared(callee.neededFrom(function.piece));
        function.loadState();
        function.loadFrame();
        code.invoke(
                function.names.large(function.function, callee.part()),
                ClassNames.piece(function.function, callee.number()),
                descriptor(function.names, function.function, callee));
        function.stack.pop(callee.takes().length);
        function.loadShared(callee.newFor(function.piece));
        function.reloadMemory();
        List<Integer> outcomes = callee.outcomes();
        boolean goesOn = outcomes.contains(Piece.END);
        if (outcomes.isEmpty()) {
            // The piece always traps, which the verifier does not know.
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitInsn(Opcodes.ATHROW);
        } else if (outcomes.size() > 1) {
            follow(outcomes);
        } else if (!goesOn) {
            follow(outcomes.get(0));
        }
        if (goesOn) {
            loadOperands(callee.gives());
        }
        return goesOn;
    }

    /** Emits where control goes after a piece that has left an outcome's code on top. */
    private void follow(List<Integer> outcomes) {
        List<Integer> inside = new ArrayList<>();
        boolean handsOn = false;
        for (int outcome : outcomes) {
            if (outcome == Piece.END || !control.isOutside(outcome)) {
                inside.add(outcome);
            } else {
                handsOn = true;
            }
        }
        if (handsOn) {
            noteOutcome();
        }
        Label other = new Label();
        Map<Integer, Label> stubs = chooseTarget(inside, handsOn ? other : null);
        if (handsOn) {
            code.label(other);
            handOn();
        }
        Label end = stubs.remove(Piece.END);
        stubs.forEach((block, label) -> {
            code.label(label);
            follow(block);
        });
        if (end != null) {
            code.label(end);
        }
    }

    /**
     * Emits the jumps to outcomes by their codes.
     *
     * @param other where all other codes go; null if there are no others
     * @return labels still to be placed
     */
    private Map<Integer, Label> chooseTarget(List<Integer> inside, @Nullable Label other) {
        Map<Integer, Label> stubs = new TreeMap<>();
        if (inside.isEmpty()) {
            code.visitInsn(Opcodes.POP);
            return stubs;
        }
        int[] codes = new int[inside.size()];
        Label[] labels = new Label[codes.length];
        for (int i = 0; i < codes.length; i++) {
            int outcome = inside.get(i);
            codes[i] = function.split.code(outcome);
            Label direct = outcome == Piece.END ? null : control.plainTarget(outcome);
            labels[i] = direct == null ? stubs.computeIfAbsent(outcome, o -> new Label()) : direct;
        }
        Label last = other == null ? labels[labels.length - 1] : other;
        code.choose(codes, labels, last);
        return stubs;
    }

    /** Emits the branch to a block that a piece has ended with; its operands are in the frame. */
    private void follow(int block) {
        if (control.isOutside(block)) {
            leave(block, new Kind[0]);
            return;
        }
        Kind[] kinds = control.branchKinds(block);
        loadOperands(kinds);
        control.branchTo(block);
        function.stack.pop(kinds.length);
    }

    private void loadOperands(Kind[] kinds) {
        for (int i = 0; i < kinds.length; i++) {
            function.loadFrame();
            function.getFrame(FrameClass.operand(i, kinds[i]), kinds[i]);
            function.stack.push(kinds[i]);
        }
    }

    /**
     * Emits the end of the piece.
     *
     * @param outcome {@link Piece#END}, or a block outside
     * @param kinds the operands on top that control takes along
     */
    void leave(int outcome, Kind[] kinds) {
        for (int i = kinds.length - 1; i >= 0; i--) {
            function.loadFrame();
            VariableEmitter.putUnder(code, kinds[i].slots);
            function.putFrame(FrameClass.operand(i, kinds[i]), kinds[i]);
        }
        dropOperands(kinds.length);
        if (function.piece.hasOutcomes()) {
            code.push(function.split.code(outcome));
        }
        end();
    }

    /** Emits the noting of the outcome whose code is on top, and stays there. */
    void noteOutcome() {
        code.visitInsn(Opcodes.DUP);
        code.visitVarInsn(Opcodes.ISTORE, function.outcome());
    }

    /** Emits the end of the piece with the outcome noted, whose operands, if any, are in the frame. */
    void handOn() {
        dropOperands(0);
        if (function.piece.hasOutcomes()) {
            code.visitVarInsn(Opcodes.ILOAD, function.outcome());
        }
        end();
    }

    /** Removes the operands under the topmost ones, which the code no longer has on the stack. */
    private void dropOperands(int topmost) {
        for (int i = topmost; i < function.stack.size(); i++) {
            code.visitInsn(function.stack.peek(i).slots == 2 ? Opcodes.POP2 : Opcodes.POP);
        }
    }

    private void end() {
        if (function.piece.stored().isEmpty()) {
            emitReturn();
        } else {
            code.visitJumpInsn(Opcodes.GOTO, epilogue);
            epilogueUsed = true;
        }
    }

    private void emitReturn() {
        code.visitInsn(function.piece.hasOutcomes() ? Opcodes.IRETURN : Opcodes.RETURN);
    }

    /** Emits what all ways out have in common. */
    void epilogue() {
        if (!epilogueUsed) {
            return;
        }
        function.stack.truncate(0);
        if (function.piece.hasOutcomes()) {
            function.stack.push(Kind.I32);
        }
        code.label(epilogue);
        function.storeShared(function.piece.stored());
        emitReturn();
    }
}
