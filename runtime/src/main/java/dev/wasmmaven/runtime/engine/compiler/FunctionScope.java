package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The function that is being compiled: where its values are, and the writer. */
final class FunctionScope {

    private static final int NO_LOCAL = -1;

    final ModuleInfo module;
    final ClassNames names;
    final List<AnnotatedInstruction> instructions;
    final OperandStack stack = new OperandStack();
    final CodeWriter code;
    final int state;
    final Kind[] results;
    /** Whether less bytecode matters more than what HotSpot makes of it. */
    final boolean compact;

    private final Kind[] localKinds;
    private final int[] localSlots;
    private final int parameters;
    private final int memory;
    private final int firstTemp;
    private final boolean leaf;
    private int maxLocals;

    FunctionScope(ModuleInfo module, ClassNames names, int function, boolean compact, @Nullable MethodVisitor target) {
        this.compact = compact;
        this.module = module;
        this.names = names;
        this.instructions = module.instructions(function);
        FunctionType type = module.functionType(function);
        this.results = Kind.of(type.returns());
        this.parameters = type.params().size();
        List<ValType> types = new ArrayList<>(type.params());
        types.addAll(module.body(function).localTypes());
        this.localKinds = Kind.of(types);
        this.localSlots = new int[localKinds.length];
        Usage usage = Usage.of(instructions);
        this.leaf = !usage.calls();

        List<Object> frame = new ArrayList<>();
        int slot = 0;
        for (int i = 0; i < parameters; i++) {
            localSlots[i] = slot;
            slot += localKinds[i].slots;
            frame.add(localKinds[i].frame());
        }
        this.state = slot++;
        frame.add(names.state());
        // Across a back edge the poll makes the JVM read the state's field again; a local stays.
        if (usage.memory() && (usage.loops() || compact)) {
            this.memory = slot++;
            frame.add("[B");
        } else {
            this.memory = NO_LOCAL;
        }
        for (int i = parameters; i < localKinds.length; i++) {
            localSlots[i] = slot;
            slot += localKinds[i].slots;
            frame.add(localKinds[i].frame());
        }
        this.firstTemp = slot;
        this.maxLocals = slot;
        this.code = new CodeWriter(target, stack, frame.toArray());
    }

    /** What a function has in it. */
    private record Usage(boolean loops, boolean calls, boolean memory) {
        static Usage of(List<AnnotatedInstruction> instructions) {
            boolean loops = false;
            boolean calls = false;
            boolean memory = false;
            for (AnnotatedInstruction instruction : instructions) {
                OpCode opcode = instruction.opcode();
                loops |= opcode == OpCode.LOOP;
                calls |= opcode == OpCode.CALL || opcode == OpCode.CALL_INDIRECT;
                memory |= MemoryEmitter.accesses(opcode) && instruction.operand(2) == 0;
            }
            return new Usage(loops, calls, memory);
        }
    }

    void prologue() {
        reloadMemory();
        for (int i = parameters; i < localKinds.length; i++) {
            switch (localKinds[i]) {
                case I32 -> code.visitInsn(Opcodes.ICONST_0);
                case I64 -> code.visitInsn(Opcodes.LCONST_0);
                case F32 -> code.visitInsn(Opcodes.FCONST_0);
                case F64 -> code.visitInsn(Opcodes.DCONST_0);
                case FUNC -> code.visitInsn(Opcodes.ACONST_NULL);
                case EXTERN -> code.push(-1L);
            }
            code.visitVarInsn(localKinds[i].store, localSlots[i]);
        }
        if (!leaf) {
            poll();
        }
    }

    /** Traps if the instance has been stopped. */
    void poll() {
        loadState();
        code.invoke(Names.STATE, "poll", "(L" + Names.STATE + ";)V");
    }

    void loadState() {
        code.visitVarInsn(Opcodes.ALOAD, state);
    }

    void loadLocal(int index) {
        code.visitVarInsn(localKinds[index].load, localSlots[index]);
        stack.push(localKinds[index]);
    }

    void storeLocal(int index) {
        code.visitVarInsn(localKinds[index].store, localSlots[index]);
        stack.pop();
    }

    Kind localKind(int index) {
        return localKinds[index];
    }

    void pushMemory(int index) {
        if (index != 0) {
            loadState();
            code.push(index);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.STATE, "memory", "(I)[B", false);
        } else if (memory != NO_LOCAL) {
            code.visitVarInsn(Opcodes.ALOAD, memory);
        } else {
            loadState();
            code.visitFieldInsn(Opcodes.GETFIELD, Names.STATE, "memory", "[B");
        }
    }

    /** After anything that may have grown the memory. */
    void reloadMemory() {
        if (memory != NO_LOCAL) {
            loadState();
            code.visitFieldInsn(Opcodes.GETFIELD, Names.STATE, "memory", "[B");
            code.visitVarInsn(Opcodes.ASTORE, memory);
        }
    }

    /**
     * A local variable for a moment, which no label sees.
     *
     * @param offset slots that other such variables take at the same time
     */
    int temp(int offset, int slots) {
        maxLocals = Math.max(maxLocals, firstTemp + offset + slots);
        return firstTemp + offset;
    }

    /** Emits a call of a static method that takes operands and gives a result, if any. */
    void call(String owner, String name, Kind[] params, Kind[] result) {
        StringBuilder descriptor = new StringBuilder("(");
        for (Kind param : params) {
            descriptor.append(param.descriptor);
        }
        descriptor.append(')').append(Kind.returnDescriptor(result));
        code.invoke(owner, name, descriptor.toString());
        stack.pop(params.length);
        stack.push(result);
    }

    /** Room for operands, and for what emitters put on top of them for a moment. */
    void finish() {
        final int scratch = 16;
        code.visitMaxs(stack.maxSlots() + scratch, maxLocals);
    }
}
