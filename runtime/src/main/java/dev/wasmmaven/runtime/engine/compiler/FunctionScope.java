package dev.wasmmaven.runtime.engine.compiler;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.ValType;
import dev.wasmmaven.runtime.engine.compiler.rt.PagedMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The function that is being compiled: where its values are, and the writer. */
final class FunctionScope {

    private static final int NO_LOCAL = -1;

    /** How many operands and local variables a class file can say that a method has; ASM would drop the upper bits. */
    private static final int MAX_SLOTS = 65_535;

    final ModuleInfo module;
    final ClassNames names;
    final int function;
    final Split split;
    final Piece piece;

    /** The instruction that is being emitted. */
    int position;

    final List<AnnotatedInstruction> instructions;
    final OperandStack stack = new OperandStack();
    final CodeWriter code;
    final int state;
    final Kind[] results;

    private final Kind[] localKinds;
    private final int[] localSlots;
    private final int parameters;
    private final int frame;
    private final int outcome;
    private final int memory;
    private final int framePage;
    private final int caught;
    private final int tries;
    private final int firstTemp;
    private final boolean leaf;
    private final BitSet tight;
    private final @Nullable FramePointer framePointer;
    private final boolean measuring;
    private int maxLocals;

    /**
     * @param effort what may still be spent on the function
     * @param target null to only measure
     */
    FunctionScope(
            ModuleInfo module,
            ClassNames names,
            int function,
            Split split,
            Piece piece,
            Effort effort,
            @Nullable MethodVisitor target) {
        this.module = module;
        this.names = names;
        this.function = function;
        this.split = split;
        this.piece = piece;
        this.measuring = target == null;
        this.instructions = module.instructions(function);
        FunctionType type = module.functionType(function);
        this.results = Kind.of(type.returns());
        List<ValType> types = new ArrayList<>(type.params());
        types.addAll(module.body(function).localTypes());
        effort.spend(instructions.size() + types.size());
        this.localKinds = Kind.of(types);
        this.parameters = type.params().size();
        this.localSlots = new int[localKinds.length];
        Arrays.fill(localSlots, NO_LOCAL);
        Usage usage = Usage.of(instructions, piece);
        this.leaf = !usage.calls();
        this.framePointer = DirectAccessClass.isAvailable() && !names.withoutFrames()
                ? split.facts().framePointer()
                : null;
        this.tight = split.facts().tightLoops();

        List<Object> frameTypes = new ArrayList<>();
        int slot = 0;
        Kind[] methodParameters = piece.isFunction() ? Arrays.copyOf(localKinds, parameters) : piece.takes();
        for (int i = 0; i < methodParameters.length; i++) {
            if (piece.isFunction()) {
                localSlots[i] = slot;
            }
            slot += methodParameters[i].slots;
            frameTypes.add(methodParameters[i].frame());
        }
        this.state = slot++;
        frameTypes.add(names.state());
        if (split.isDivided()) {
            this.frame = slot++;
            frameTypes.add(names.frame(function));
        } else {
            this.frame = NO_LOCAL;
        }
        if (piece.isFunction()) {
            this.outcome = NO_LOCAL;
        } else {
            this.outcome = slot++;
            frameTypes.add(Opcodes.INTEGER);
        }
        // Across a back edge the poll makes the JVM read the state's field again; a local stays.
        if (usage.memory() && (usage.loops() || split.isDivided())) {
            this.memory = slot++;
            frameTypes.add(memoryDescriptor(0));
        } else {
            this.memory = NO_LOCAL;
        }
        for (int i = piece.uses().nextSetBit(0); i >= 0; i = piece.uses().nextSetBit(i + 1)) {
            if (localSlots[i] == NO_LOCAL) {
                localSlots[i] = slot;
                slot += localKinds[i].slots;
                frameTypes.add(localKinds[i].frame());
            }
        }
        if (framePointer != null && module.isPaged(0)) {
            this.framePage = slot++;
            frameTypes.add("[B");
        } else {
            this.framePage = NO_LOCAL;
        }
        this.tries = usage.tries();
        this.caught = slot;
        if (tries > 0) {
            slot += 1 + tries;
            frameTypes.add(Names.EXCEPTION);
            frameTypes.addAll(Collections.nCopies(tries, "[J"));
            // The JVM verifies each handler's variables at each instruction that it is for.
            effort.spend(usage.guarded() * frameTypes.size());
        }
        this.firstTemp = slot;
        this.maxLocals = slot;
        this.code = new CodeWriter(target, stack, frameTypes.toArray(), effort);
    }

    /**
     * What a method has in it.
     *
     * @param tries how many try_tables are in each other at most
     * @param guarded how many try_tables are around each instruction, in all
     */
    private record Usage(boolean loops, boolean calls, boolean memory, int tries, long guarded) {
        static Usage of(List<AnnotatedInstruction> instructions, Piece piece) {
            boolean loops = false;
            boolean calls = false;
            boolean memory = false;
            int tries = 0;
            int around = 0;
            long guarded = 0;
            BitSet open = new BitSet();
            int depth = 0;
            int position = piece.range().start();
            int next = 0;
            while (position < piece.range().end()) {
                if (next < piece.nested().size()
                        && piece.nested().get(next).range().start() == position) {
                    position = piece.nested().get(next++).range().end();
                    calls = true;
                    continue;
                }
                AnnotatedInstruction instruction = instructions.get(position++);
                OpCode opcode = instruction.opcode();
                loops |= opcode == OpCode.LOOP;
                switch (opcode) {
                    case BLOCK, LOOP, IF -> open.clear(depth++);
                    case TRY_TABLE -> {
                        open.set(depth++);
                        tries = Math.max(tries, ++around);
                    }
                    case END -> {
                        depth = Math.max(0, depth - 1);
                        around -= open.get(depth) ? 1 : 0;
                        open.clear(depth);
                    }
                    default -> {}
                }
                guarded += around;
                calls |= opcode == OpCode.CALL || opcode == OpCode.CALL_INDIRECT || opcode == OpCode.CALL_REF;
                memory |= (MemoryEmitter.accesses(opcode)
                                || AtomicEmitter.accesses(opcode)
                                || VectorEmitter.isMemory(opcode))
                        && instruction.operand(2) == 0;
            }
            return new Usage(loops, calls, memory, tries, guarded);
        }
    }

    /**
     * Whether the instruction is better a short call than what C2 makes most of: outside of tight loops code spends its
     * life in the interpreter and in C1.
     */
    boolean prefersCalls() {
        return !tight.get(position);
    }

    void prologue() {
        initMemory();
        if (framePage != NO_LOCAL) {
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitVarInsn(Opcodes.ASTORE, framePage);
        }
        BitSet loaded = piece.loaded();
        for (int i = piece.uses().nextSetBit(0); i >= 0; i = piece.uses().nextSetBit(i + 1)) {
            if (loaded.get(i)) {
                loadShared(i);
            } else if (!piece.isFunction() || i >= parameters) {
                pushZero(localKinds[i]);
                code.visitVarInsn(localKinds[i].store, localSlots[i]);
            }
        }
        for (int i = 0; i < (tries > 0 ? 1 + tries : 0); i++) {
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitVarInsn(Opcodes.ASTORE, caught + i);
        }
        if (piece.isFunction()) {
            if (split.isDivided()) {
                newFrame();
            }
            if (framePointer != null) {
                FrameEmitter.check(this, framePointer);
            }
            if (!leaf) {
                loadState();
                code.invoke(Names.STATE, "pollEntry", "(L" + Names.STATE + ";)V");
            }
        } else {
            code.visitInsn(Opcodes.ICONST_0);
            code.visitVarInsn(Opcodes.ISTORE, outcome);
            int slot = 0;
            for (Kind kind : piece.takes()) {
                code.visitVarInsn(kind.load, slot);
                stack.push(kind);
                slot += kind.slots;
            }
        }
    }

    /** Pushes the initial value of a local variable. */
    void pushZero(Kind kind) {
        switch (kind) {
            case I32 -> code.visitInsn(Opcodes.ICONST_0);
            case I64 -> code.visitInsn(Opcodes.LCONST_0);
            case F32 -> code.visitInsn(Opcodes.FCONST_0);
            case F64 -> code.visitInsn(Opcodes.DCONST_0);
            case FUNC, EXCEPTION -> code.visitInsn(Opcodes.ACONST_NULL);
            case EXTERN -> code.push(-1L);
            case V128 -> code.visitFieldInsn(Opcodes.GETSTATIC, Names.V128, "ZERO", Names.V128_DESC);
        }
    }

    // ---- the frame that the pieces of a function share

    private void newFrame() {
        String name = names.frame(function);
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false);
        code.visitVarInsn(Opcodes.ASTORE, frame);
        for (int i = split.shared().nextSetBit(0); i >= 0; i = split.shared().nextSetBit(i + 1)) {
            // All other zeros are those of the JVM.
            if ((localKinds[i] == Kind.EXTERN || localKinds[i] == Kind.V128) && i >= parameters) {
                loadFrame();
                pushZero(localKinds[i]);
                putFrame(FrameClass.variable(i), localKinds[i]);
            }
        }
    }

    /** The local variable for the code of an outcome that is handed on; not in the function's own method. */
    int outcome() {
        return outcome;
    }

    void loadFrame() {
        code.visitVarInsn(Opcodes.ALOAD, frame);
    }

    void getFrame(String field, Kind kind) {
        code.visitFieldInsn(Opcodes.GETFIELD, names.frame(function), field, kind.descriptor);
    }

    void putFrame(String field, Kind kind) {
        code.visitFieldInsn(Opcodes.PUTFIELD, names.frame(function), field, kind.descriptor);
    }

    /** Takes a shared variable from the frame. */
    private void loadShared(int local) {
        loadFrame();
        getFrame(FrameClass.variable(local), localKinds[local]);
        code.visitVarInsn(localKinds[local].store, localSlots[local]);
        findFramePage(local);
    }

    /** Takes shared variables from the frame. */
    void loadShared(BitSet locals) {
        locals.stream().forEach(this::loadShared);
    }

    /** Writes shared variables to the frame. */
    void storeShared(BitSet locals) {
        locals.stream().forEach(local -> {
            loadFrame();
            code.visitVarInsn(localKinds[local].load, localSlots[local]);
            putFrame(FrameClass.variable(local), localKinds[local]);
        });
    }

    /** The local variable of the exception that is being handled. */
    int caught() {
        return caught;
    }

    /** The local variable for the operands below a {@code try_table} that is in so many others. */
    int savedOperands(int depth) {
        return caught + 1 + depth;
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
        if (isFramePointer(index)) {
            stack.markFramePointer();
        }
    }

    private boolean isFramePointer(int local) {
        return framePointer != null && framePointer.local() == local;
    }

    /** Whether so many bytes from an offset on are in the frame that the operand at a depth points to. */
    boolean isInFrame(int depth, long offset, int bytes) {
        return framePointer != null && stack.isFramePointer(depth) && offset + bytes <= framePointer.size();
    }

    /** Emits, where a piece other than the function learns the frame pointer, what finds the page that it points to. */
    private void findFramePage(int assigned) {
        if (framePage != NO_LOCAL && isFramePointer(assigned) && !piece.isFunction()) {
            loadMemory();
            code.visitVarInsn(Opcodes.ILOAD, localSlots[assigned]);
            code.push(PagedMemory.PAGE_BITS);
            code.visitInsn(Opcodes.IUSHR);
            code.visitInsn(Opcodes.AALOAD);
            code.visitVarInsn(Opcodes.ASTORE, framePage);
        }
    }

    /** The local variable with the page that has the frame; negative if the memory is in one piece. */
    int framePage() {
        return framePage;
    }

    /** Pushes the array that has the frame. */
    void pushFrame() {
        if (framePage == NO_LOCAL) {
            pushMemory(0);
        } else {
            code.visitVarInsn(Opcodes.ALOAD, framePage);
        }
    }

    /** Pushes all parameters; gives their number. */
    int loadParameters() {
        for (int i = 0; i < parameters; i++) {
            loadLocal(i);
        }
        return parameters;
    }

    void storeLocal(int index) {
        if (framePointer != null && framePointer.local() == index && framePage == NO_LOCAL) {
            FrameEmitter.narrow(this, framePointer);
        }
        code.visitVarInsn(localKinds[index].store, localSlots[index]);
        stack.pop();
        findFramePage(index);
    }

    Kind localKind(int index) {
        return localKinds[index];
    }

    void pushMemory(int index) {
        if (index != 0) {
            loadState();
            code.push(index);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, Names.STATE, memoryName(index), "(I)" + memoryDescriptor(index), false);
        } else if (memory != NO_LOCAL) {
            code.visitVarInsn(Opcodes.ALOAD, memory);
        } else {
            loadMemory();
        }
    }

    /** How the contents of a memory are kept. */
    String memoryDescriptor(int index) {
        return module.isPaged(index) ? "[[B" : "[B";
    }

    private String memoryName(int index) {
        return module.isPaged(index) ? "pagedMemory" : "memory";
    }

    private void loadMemory() {
        loadState();
        code.visitFieldInsn(Opcodes.GETFIELD, Names.STATE, memoryName(0), memoryDescriptor(0));
    }

    /** After anything that may have grown the memory; one in pages keeps its place. */
    void reloadMemory() {
        if (!module.isPaged(0)) {
            initMemory();
        }
    }

    private void initMemory() {
        if (memory != NO_LOCAL) {
            loadMemory();
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

    /**
     * Room for operands, and for what emitters put on top of them for a moment.
     *
     * @throws MethodTooLargeException it is more than a method can have
     */
    void finish() {
        final int scratch = 16;
        int slots = stack.maxSlots() + scratch;
        if (measuring) {
            return;
        }
        if (Math.max(slots, maxLocals) > MAX_SLOTS) {
            throw new MethodTooLargeException(
                    names.owner(function), ClassNames.piece(function, piece.number()), "", code.size());
        }
        code.visitMaxs(slots, maxLocals);
    }
}
