package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.MalformedException;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.OpCode;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import java.util.List;

/** What Chicory lets pass in functions that are not well-formed or not valid (core specification 5.4, 5.5.13, 3.4). */
final class BodyCheck {

    private final byte[] bytes;
    private final int tables;

    private BodyCheck(byte[] bytes, int tables) {
        this.bytes = bytes;
        this.tables = tables;
    }

    /**
     * Checks that each function has one end, that counts of labels were not taken for negative ones, which would be no labels, and that
     * the tables whose size is asked for are there.
     *
     * @param bytes what was parsed
     * @param tables how many tables the module has, with the imported ones
     * @throws MalformedException a function is not well-formed
     * @throws InvalidException there is no such table
     */
    static void check(CodeSection code, byte[] bytes, int tables) {
        BodyCheck check = new BodyCheck(bytes, tables);
        for (FunctionBody body : code.functionBodies()) {
            check.check(body.instructions());
        }
    }

    private void check(List<AnnotatedInstruction> instructions) {
        int last = instructions.size() - 1;
        for (int i = 0; i <= last; i++) {
            AnnotatedInstruction instruction = instructions.get(i);
            OpCode opcode = instruction.opcode();
            if (opcode == OpCode.END && (instruction.depth() == 0) != (i == last)) {
                throw new MalformedException(
                        i == last
                                ? "a function ends inside of a block"
                                : "operators remaining after end of function, at offset 0x"
                                        + Integer.toHexString(instruction.address() + 1));
            }
            if (opcode == OpCode.BR_TABLE && instruction.operandCount() == 1) {
                checkCount(instruction);
            }
            if (opcode == OpCode.TABLE_SIZE && instruction.operand(0) >= tables) {
                throw new InvalidException("unknown table " + instruction.operand(0));
            }
        }
    }

    private void checkCount(AnnotatedInstruction instruction) {
        long count = new Leb128("", bytes, instruction.address() + 1, bytes.length).u32();
        if (count > Integer.MAX_VALUE) {
            throw new MalformedException("length out of bounds, " + count + " labels are announced at offset 0x"
                    + Integer.toHexString(instruction.address()));
        }
    }
}
