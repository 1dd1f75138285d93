package dev.wasmmaven.runtime.engine.compiler;

import static dev.wasmmaven.runtime.engine.compiler.Kind.I32;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import org.objectweb.asm.Opcodes;

/** Memories and tables as wholes, and references: static methods of the state's class. */
final class BulkEmitter {

    private static final Kind[] NOTHING = {};
    private static final Kind[] ONE = {I32};
    private static final Kind[] THREE = {I32, I32, I32};

    private BulkEmitter() {}

    /** Emits the instruction if it is one of these. */
    static boolean emit(FunctionScope function, AnnotatedInstruction instruction) {
        int first = instruction.operandCount() > 0 ? (int) instruction.operand(0) : 0;
        int second = instruction.operandCount() > 1 ? (int) instruction.operand(1) : 0;
        switch (instruction.opcode()) {
            case MEMORY_SIZE -> call(function, "memorySize", NOTHING, ONE, first);
            case MEMORY_GROW -> {
                call(function, "memoryGrow", ONE, ONE, first);
                function.reloadMemory();
            }
            case MEMORY_FILL -> call(function, "memoryFill", THREE, NOTHING, first);
            case MEMORY_COPY -> call(function, "memoryCopy", THREE, NOTHING, first, second);
            case MEMORY_INIT -> call(function, "memoryInit", THREE, NOTHING, second, first);
            case DATA_DROP -> call(function, "dataDrop", NOTHING, NOTHING, first);
            case TABLE_GET, TABLE_SET, TABLE_GROW, TABLE_FILL -> ofElement(function, instruction, first);
            case TABLE_SIZE -> call(function, "tableSize", NOTHING, ONE, first);
            case TABLE_COPY -> call(function, "tableCopy", THREE, NOTHING, first, second);
            case TABLE_INIT -> call(function, "tableInit", THREE, NOTHING, second, first);
            case ELEM_DROP -> call(function, "elementDrop", NOTHING, NOTHING, first);
            case REF_NULL -> refNull(function, instruction);
            case REF_AS_NON_NULL -> {
                Kind kind = function.stack.pop();
                function.code.invoke(Names.STATE, "notNull", "(" + kind.descriptor + ")" + kind.descriptor);
                function.stack.push(kind);
            }
            case REF_FUNC -> {
                function.loadState();
                function.code.push(first);
                function.code.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, Names.STATE, "function", "(I)" + Names.FUNC_REF_DESC, false);
                function.stack.push(Kind.FUNC);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void ofElement(FunctionScope function, AnnotatedInstruction instruction, int table) {
        Kind element = function.module.tableKind(table);
        Kind[] one = {element};
        String suffix = element == Kind.FUNC ? "Function" : "";
        switch (instruction.opcode()) {
            case TABLE_GET -> call(function, "tableGet" + suffix, ONE, one, table);
            case TABLE_SET -> call(function, "tableSet" + suffix, new Kind[] {I32, element}, NOTHING, table);
            case TABLE_GROW -> call(function, "tableGrow" + suffix, new Kind[] {element, I32}, ONE, table);
            case TABLE_FILL -> call(function, "tableFill" + suffix, new Kind[] {I32, element, I32}, NOTHING, table);
            default -> throw new IllegalArgumentException(instruction.toString());
        }
    }

    private static void refNull(FunctionScope function, AnnotatedInstruction instruction) {
        Kind kind = Kind.ofHeapType((int) instruction.operand(0));
        if (kind == Kind.EXTERN) {
            function.code.push(-1L);
        } else {
            function.code.visitInsn(Opcodes.ACONST_NULL);
        }
        function.stack.push(kind);
    }

    private static void call(FunctionScope function, String name, Kind[] params, Kind[] result, int... immediates) {
        StringBuilder descriptor = new StringBuilder("(");
        for (Kind param : params) {
            descriptor.append(param.descriptor);
        }
        function.loadState();
        descriptor.append("L").append(Names.STATE).append(";");
        for (int immediate : immediates) {
            function.code.push(immediate);
            descriptor.append('I');
        }
        descriptor.append(')').append(Kind.returnDescriptor(result));
        function.code.invoke(Names.STATE, name, descriptor.toString());
        function.stack.pop(params.length);
        function.stack.push(result);
    }
}
