package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.ActiveElement;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import java.util.List;
import java.util.OptionalInt;

/**
 * Element segments without elements, which must begin inside their table or at its end all the same (core specification 4.5.4).
 * Chicory lets those pass that begin at 2<sup>31</sup> or beyond.
 */
final class EmptySegments {

    private EmptySegments() {}

    /** @throws TrapException one begins outside of its table */
    static void check(Instance instance) {
        for (Element element : instance.module().elementSection().elements()) {
            if (element instanceof ActiveElement active && active.elementCount() == 0) {
                int size = instance.table(active.tableIndex()).size();
                OptionalInt offset = offset(instance, active.offset());
                if (offset.isPresent() && Integer.compareUnsigned(offset.getAsInt(), size) > 0) {
                    TrapKind kind = TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS;
                    throw new TrapException(kind, "wasm trap: " + kind.message(), List.of(), null);
                }
            }
        }
    }

    /** The value of an expression that is known before the instance's own globals are; compilers emit no others here. */
    private static OptionalInt offset(Instance instance, List<Instruction> expression) {
        Instruction first = expression.get(0);
        boolean isOnly = expression.size() == 1 || expression.get(1).opcode() == OpCode.END;
        if (isOnly && first.opcode() == OpCode.I32_CONST) {
            return OptionalInt.of((int) first.operand(0));
        }
        if (isOnly
                && first.opcode() == OpCode.GLOBAL_GET
                && first.operand(0) < instance.imports().globalCount()) {
            return OptionalInt.of((int) instance.global((int) first.operand(0)).getValue());
        }
        return OptionalInt.empty();
    }
}
