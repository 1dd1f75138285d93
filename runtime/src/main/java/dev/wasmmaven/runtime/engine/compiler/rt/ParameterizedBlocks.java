package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.CatchOpCode;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One function's blocks that take parameters, for {@link Interpreter}. Chicory's interpreter moves as many values past the end of a
 * block as it has parameters and results together; so if a branch leaves a block while there are other values on the stack, some of
 * them stay below the results. Here each such block notes the height of the stack where it begins, in a local variable of its own,
 * and goes back to that before it ends.
 */
final class ParameterizedBlocks {

    /** Pushes the height of the stack without as many values as its operand says. */
    static final OpCode HEIGHT = OpCode.F32x4_SPLAT;

    /** Pops a height, and takes away what is above it but as many values from the top as its operand says. */
    static final OpCode TO_HEIGHT = OpCode.F64x2_SPLAT;

    /** As the binary format has it in place of a type (BlockType, "40"). */
    private static final int EMPTY_TYPE = 0x40;

    private final TypeSection types;
    private final int firstLocal;
    private final List<AnnotatedInstruction> original;
    private final List<AnnotatedInstruction> instructions = new ArrayList<>();

    /** Where each instruction begins now. */
    private final int[] moved;

    private final Deque<Optional<Noted>> open = new ArrayDeque<>();
    private int locals;

    /** The variable with a block's height, and how many values the block leaves. */
    private record Noted(int local, int results) {}

    private ParameterizedBlocks(TypeSection types, int firstLocal, List<AnnotatedInstruction> original) {
        this.types = types;
        this.firstLocal = firstLocal;
        this.original = original;
        moved = new int[original.size() + 1];
    }

    /** The function with such blocks, or as it is if it has none. */
    static FunctionBody in(FunctionBody body, FunctionType type, TypeSection types) {
        List<AnnotatedInstruction> original = body.instructions();
        if (original.stream().allMatch(each -> params(each, types) == 0)) {
            return body;
        }
        ParameterizedBlocks blocks = new ParameterizedBlocks(
                types, type.params().size() + body.localTypes().size(), original);
        blocks.insert();
        blocks.correctLabels();
        List<ValType> locals = new ArrayList<>(body.localTypes());
        for (int i = 0; i < blocks.locals; i++) {
            locals.add(ValType.I32);
        }
        return new FunctionBody(locals, blocks.instructions);
    }

    /** Whether a module has such blocks. */
    static boolean areIn(WasmModule module) {
        for (FunctionBody body : module.codeSection().functionBodies()) {
            for (AnnotatedInstruction each : body.instructions()) {
                if (params(each, module.typeSection()) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many places on the stack an instruction's block takes from outside; none if it does not begin one. */
    private static int params(AnnotatedInstruction instruction, TypeSection types) {
        return type(instruction, types).map(it -> ValType.sizeOf(it.params())).orElse(0);
    }

    /** The type of the block that an instruction begins, if it is one of the module's types. */
    private static Optional<FunctionType> type(AnnotatedInstruction instruction, TypeSection types) {
        if (!beginsBlock(instruction.opcode())) {
            return Optional.empty();
        }
        long type = instruction.operand(0);
        return type == EMPTY_TYPE || ValType.isValid(type) ? Optional.empty() : Optional.of(types.getType((int) type));
    }

    private static boolean beginsBlock(OpCode opcode) {
        return switch (opcode) {
            case BLOCK, LOOP, IF, TRY_TABLE -> true;
            default -> false;
        };
    }

    private void insert() {
        for (int i = 0; i < original.size(); i++) {
            AnnotatedInstruction each = original.get(i);
            moved[i] = instructions.size();
            if (beginsBlock(each.opcode())) {
                open.push(begin(each));
            } else if (each.opcode() == OpCode.END && !open.isEmpty()) {
                open.pop().ifPresent(noted -> end(each, noted));
            }
            instructions.add(each);
        }
        moved[original.size()] = instructions.size();
    }

    private Optional<Noted> begin(AnnotatedInstruction block) {
        int params = params(block, types);
        if (params == 0) {
            return Optional.empty();
        }
        int condition = block.opcode() == OpCode.IF ? 1 : 0;
        Noted noted = new Noted(
                firstLocal + locals,
                type(block, types).map(it -> ValType.sizeOf(it.returns())).orElse(0));
        locals++;
        add(block, HEIGHT, params + condition);
        add(block, OpCode.LOCAL_SET, noted.local);
        return Optional.of(noted);
    }

    private void end(AnnotatedInstruction end, Noted noted) {
        add(end, OpCode.LOCAL_GET, noted.local);
        add(end, TO_HEIGHT, noted.results);
    }

    private void add(AnnotatedInstruction beside, OpCode opcode, int operand) {
        instructions.add(AnnotatedInstruction.builder()
                .from(new Instruction(beside.address(), opcode, new long[] {operand}))
                .withDepth(beside.depth())
                .build());
    }

    private void correctLabels() {
        for (int i = 0; i < instructions.size(); i++) {
            AnnotatedInstruction each = instructions.get(i);
            boolean branches = each.labelTrue() != AnnotatedInstruction.UNDEFINED_LABEL
                    || each.labelFalse() != AnnotatedInstruction.UNDEFINED_LABEL
                    || each.opcode() == OpCode.BR_TABLE
                    || each.opcode() == OpCode.TRY_TABLE;
            if (branches) {
                instructions.set(i, withMovedLabels(each));
            }
        }
    }

    private AnnotatedInstruction withMovedLabels(AnnotatedInstruction branch) {
        AnnotatedInstruction.Builder builder =
                AnnotatedInstruction.builder().from(branch).withDepth(branch.depth());
        if (branch.scope() != null) {
            builder.withScope(branch.scope());
        }
        if (branch.labelTrue() != AnnotatedInstruction.UNDEFINED_LABEL) {
            builder.withLabelTrue(moved[branch.labelTrue()]);
        }
        if (branch.labelFalse() != AnnotatedInstruction.UNDEFINED_LABEL) {
            builder.withLabelFalse(moved[branch.labelFalse()]);
        }
        if (branch.opcode() == OpCode.BR_TABLE) {
            builder.withLabelTable(
                    branch.labelTable().stream().map(label -> moved[label]).toList());
        }
        if (branch.opcode() == OpCode.TRY_TABLE) {
            builder.withCatches(catches(branch));
        }
        return builder.build();
    }

    /** Decoded anew, since what is decoded is changed. */
    private List<CatchOpCode.Catch> catches(AnnotatedInstruction tryTable) {
        List<CatchOpCode.Catch> catches = CatchOpCode.decode(tryTable.operands());
        for (int i = 0; i < catches.size(); i++) {
            catches.get(i).resolvedLabel(moved[tryTable.catches().get(i).resolvedLabel()]);
        }
        return catches;
    }
}
