package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.wasm.MalformedException;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.OpCode;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import java.util.List;

/** What Chicory's parser lets pass in functions that are not well-formed (core specification 5.4 and 5.5.13). */
final class BodyCheck {

    private final byte[] bytes;

    private BodyCheck(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Checks that each function has one end, and that counts of labels were not taken for negative ones, which would be no labels.
     *
     * @param bytes what was parsed
     * @throws MalformedException a function is not well-formed
     */
    static void check(CodeSection code, byte[] bytes) {
        BodyCheck check = new BodyCheck(bytes);
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
