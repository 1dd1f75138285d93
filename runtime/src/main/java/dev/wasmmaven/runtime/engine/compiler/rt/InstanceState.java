package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.PassiveElement;
import com.dylibso.chicory.wasm.types.Value;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.error.TrapKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What compiled functions of one instance share; their last argument. A generated subclass adds a field for each global
 * that the module defines.
 *
 * <p>A reference's raw value, as Chicory keeps it in tables and globals, is a number that means something only to the
 * instance that wrote it: below the number of its functions an own function, above one of its {@link #foreign}.
 */
public abstract class InstanceState implements References {

    private static final byte[] NO_BYTES = {};
    private static final byte[][] NO_PAGES = {};
    private static final LinearMemory[] NO_MEMORIES = {};

    /** The first memory's contents. {@link FlatMemory} changes it. */
    public byte[] memory = NO_BYTES;

    /** The first memory's contents if it is a {@link PagedMemory}. */
    public byte[][] pagedMemory = NO_PAGES;

    /** Polled on back edges and function entries. */
    public final CoreStop stop;

    public final Instance instance;

    /** The callee of a tail call that a function has left. */
    public @Nullable FuncRef tailCallee;

    /** Who knows what the references are that the last tail call gave. */
    public References tailReferences = this;

    private long[] tailArgs = {};

    /** Imported functions, by their index. */
    public final WasmFunctionHandle[] imports;

    /** Imported globals, by their index. */
    public final GlobalInstance[] importedGlobals;

    private final Code code;
    private final FuncRef[] functions;
    private final List<FuncRef> foreign = new ArrayList<>(0);
    private final List<WasmException> exceptions = new ArrayList<>(0);
    private LinearMemory[] memories = NO_MEMORIES;
    private FunctionTable[] tables = {};
    private final boolean[] droppedData;
    private final boolean[] droppedElements;
    private @Nullable LargeFunctions large;
    private boolean linked;

    protected InstanceState(Instance instance, Code code, CoreStop stop) {
        this.instance = instance;
        this.code = code;
        this.stop = stop;
        this.imports = new WasmFunctionHandle[code.importedFunctions()];
        for (int i = 0; i < imports.length; i++) {
            imports[i] = instance.imports().function(i).handle();
        }
        this.importedGlobals = new GlobalInstance[code.importedGlobals()];
        for (int i = 0; i < importedGlobals.length; i++) {
            importedGlobals[i] = instance.imports().global(i).instance();
        }
        this.functions = new FuncRef[instance.functionCount()];
        this.droppedData = new boolean[instance.module().dataSection().dataSegmentCount()];
        this.droppedElements = new boolean[instance.module().elementSection().elementCount()];
    }

    /**
     * Takes over tables, memories and globals. Chicory makes them after the machine and before the first element
     * segment, so the first use by either comes at the right time.
     */
    final void link() {
        if (linked) {
            return;
        }
        linked = true;
        tables = new FunctionTable[instance.tableCount()];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = (FunctionTable) instance.table(i);
        }
        memories = new LinearMemory[memoryCount()];
        for (int i = 0; i < memories.length; i++) {
            memories[i] = LinearMemory.of(instance.memory(i));
        }
        if (memories.length > 0) {
            memories[0].addUser(this);
        }
        for (int i = importedGlobals.length; i < instance.globalCount(); i++) {
            ((StateGlobal) instance.global(i)).bind(this, i);
        }
    }

    private int memoryCount() {
        int defined = instance.module()
                .memorySection()
                .map(section -> section.memoryCount())
                .orElse(0);
        return instance.imports().memoryCount() + defined;
    }

    /** Traps if the instance has been stopped. */
    public static void poll(InstanceState state) {
        if (state.stop.isStopped()) {
            throw Trap.interrupted();
        }
    }

    /** The same where a function begins. */
    public static void pollEntry(InstanceState state) {
        if (state.stop.isStoppedAtEntry()) {
            throw Trap.interrupted();
        }
    }

    // ---- tail calls

    /** Leaves a tail call for {@link #followTailCalls}, since the function that makes it returns now. */
    public final void tailCall(FuncRef callee, long[] args) {
        tailCallee = callee;
        tailArgs = args;
    }

    /** Makes the tail call that a function has left, and those that follow; gives the results of the last. */
    public final long[] followTailCalls() {
        InstanceState current = this;
        long[] results;
        FuncRef callee = Objects.requireNonNull(tailCallee);
        do {
            poll(this);
            current.tailCallee = null;
            long[] args = current.tailArgs;
            if (!callee.owner().equals(current.instance)) {
                CompiledMachine machine = CompiledMachine.of(callee.owner());
                if (machine == null) {
                    tailReferences = callee;
                    return callee.callRaw(args);
                }
                current = machine.state();
            }
            results = current.step(callee.index(), args);
            callee = current.tailCallee;
        } while (callee != null);
        tailReferences = current;
        return results;
    }

    private long[] step(int function, long[] args) {
        return function < imports.length
                ? imports[function].apply(instance, args)
                : code.group(function).step(function, args, this);
    }

    // ---- functions

    final long[] enter(int function, long[] args) {
        return code.group(function).enter(function, args, this);
    }

    /** Runs a function that is too large for a JVM method in Chicory's interpreter. */
    public final long[] interpret(int function, long[] args) {
        if (large == null) {
            large = new LargeFunctions(instance, code.interpreted());
            for (int i = 0; i < droppedElements.length; i++) {
                if (droppedElements[i]) {
                    large.drop(i);
                }
            }
        }
        try {
            return large.run(function, args);
        } finally {
            for (int i = 0; i < droppedElements.length; i++) {
                droppedElements[i] |= large.isDropped(i);
            }
        }
    }

    /** The function object of an index; one for each function. */
    public final FuncRef function(int index) {
        FuncRef function = functions[index];
        if (function == null) {
            function = code.newFuncRef(instance, this, index);
            functions[index] = function;
        }
        return function;
    }

    /** What {@code call_indirect} calls. */
    public static FuncRef lookup(int index, InstanceState state, int table) {
        return state.tables[table].callee(index, state);
    }

    /** The trap of {@code call_indirect} with a function of another type. */
    public static RuntimeException typeMismatch() {
        return Trap.of(TrapKind.INDIRECT_CALL_TYPE_MISMATCH);
    }

    // ---- references

    @Override
    public final long encode(@Nullable FuncRef function) {
        if (function == null) {
            return Value.REF_NULL_VALUE;
        }
        if (function.owner().equals(instance)) {
            return function.index();
        }
        int known = foreign.indexOf(function);
        if (known < 0) {
            known = foreign.size();
            foreign.add(function);
        }
        return functions.length + (long) known;
    }

    @Override
    public final @Nullable FuncRef decode(long raw) {
        int value = (int) raw;
        if (value == Value.REF_NULL_VALUE) {
            return null;
        }
        return value < functions.length ? function(value) : foreign.get(value - functions.length);
    }

    /**
     * The reference of a raw value that an instance wrote.
     *
     * @param owner the instance; null for this one
     */
    final @Nullable FuncRef resolve(int raw, @Nullable Instance owner) {
        if (raw == Value.REF_NULL_VALUE) {
            return null;
        }
        if (owner == null || owner.equals(instance)) {
            return decode(raw);
        }
        CompiledMachine machine = CompiledMachine.of(owner);
        return machine == null
                ? code.newForeignRef(owner, raw)
                : machine.state().decode(raw);
    }

    @Override
    public final long encode(@Nullable WasmException exception) {
        if (exception == null) {
            return Value.REF_NULL_VALUE;
        }
        exceptions.add(exception);
        return exceptions.size() - 1L;
    }

    @Override
    public final @Nullable WasmException decodeException(long raw) {
        int value = (int) raw;
        return value == Value.REF_NULL_VALUE ? null : exceptions.get(value);
    }

    // ---- exceptions

    /** The exception that {@code throw} throws. */
    public final WasmException exception(int tag, long[] values) {
        return new WasmException(instance, tag, values);
    }

    /** Whether the exception has that tag. */
    public final boolean catches(int tag, WasmException exception) {
        return exception.instance().tag(exception.tagIdx()).equals(instance.tag(tag));
    }

    /** Who knows what the references are that the exception carries. */
    public final References thrower(WasmException exception) {
        CompiledMachine machine =
                exception.instance().equals(instance) ? null : CompiledMachine.of(exception.instance());
        return machine == null ? this : machine.state();
    }

    /** What {@code throw_ref} throws. */
    public static WasmException notNull(@Nullable WasmException exception) {
        if (exception == null) {
            throw Trap.of(TrapKind.NULL_REFERENCE);
        }
        return exception;
    }

    /** The function that {@code call_ref} calls, and what {@code ref.as_non_null} gives. */
    public static FuncRef notNull(@Nullable FuncRef function) {
        if (function == null) {
            throw Trap.of(TrapKind.NULL_REFERENCE);
        }
        return function;
    }

    /** What {@code ref.as_non_null} gives of a reference of the host's. */
    public static long notNull(long extern) {
        if (extern == Value.REF_NULL_VALUE) {
            throw Trap.of(TrapKind.NULL_REFERENCE);
        }
        return extern;
    }

    // ---- globals

    /** The raw value of a global that the module defines. */
    public abstract long global(int index);

    /** Sets a global that the module defines. */
    public abstract void global(int index, long value);

    /** A funcref global. */
    public final @Nullable FuncRef importedFunction(int global) {
        return resolve((int) importedGlobals[global].getValue(), importedGlobals[global].getInstance());
    }

    /** The upper half of a vector global that the module defines, whose lower half is its value; generated if there is one. */
    public long globalHigh(int index) {
        throw new IllegalArgumentException("global " + index + " is no vector");
    }

    /** Sets the upper half of a vector global that the module defines. */
    public void globalHigh(int index, long value) {
        throw new IllegalArgumentException("global " + index + " is no vector");
    }

    /** A v128 global. */
    public final V128 importedVector(int global) {
        return new V128(importedGlobals[global].getValueLow(), importedGlobals[global].getValueHigh());
    }

    public static void setImportedVector(V128 value, InstanceState state, int global) {
        state.importedGlobals[global].setValueLow(value.low);
        state.importedGlobals[global].setValueHigh(value.high);
    }

    public static void setImportedFunction(@Nullable FuncRef function, InstanceState state, int global) {
        GlobalInstance target = state.importedGlobals[global];
        InstanceState home = target instanceof StateGlobal bound ? bound.state() : null;
        if (home == null) {
            target.setInstance(state.instance);
            target.setValue(state.encode(function));
        } else {
            target.setValue(home.encode(function));
        }
    }

    // ---- memories

    /** A memory's contents, for the second and later ones. */
    public final byte[] memory(int index) {
        return ((FlatMemory) memories[index]).bytes();
    }

    /** The same for a memory in pages. */
    public final byte[][] pagedMemory(int index) {
        return ((PagedMemory) memories[index]).contents();
    }

    public static int memorySize(InstanceState state, int memory) {
        return state.memories[memory].pages();
    }

    public static int memoryGrow(int delta, InstanceState state, int memory) {
        return state.memories[memory].grow(delta);
    }

    public static void memoryFill(int address, int value, int size, InstanceState state, int memory) {
        state.memories[memory].fillRange(address, value, size);
    }

    public static void memoryCopy(
            int destination, int source, int size, InstanceState state, int targetMemory, int sourceMemory) {
        state.memories[sourceMemory].copyTo(state.memories[targetMemory], destination, source, size);
    }

    public static void memoryInit(int destination, int offset, int size, InstanceState state, int memory, int segment) {
        byte[] data = state.droppedData[segment] ? NO_BYTES : state.code.dataSegment(segment);
        state.memories[memory].init(data, destination, offset, size);
    }

    public static int memoryNotify(int address, int count, InstanceState state, int memory, int offset) {
        if (state.memories[memory] instanceof SharedMemory shared) {
            return shared.wake(address, offset, count);
        }
        state.memories[memory].checkAtomic(address, offset, Integer.BYTES);
        return 0;
    }

    public static int memoryWait32(
            int address, int expected, long timeout, InstanceState state, int memory, int offset) {
        if (state.memories[memory] instanceof SharedMemory shared) {
            return shared.await32(address, offset, expected, timeout, state.stop);
        }
        // Whether there is such an address is asked before whether anyone may wait there.
        state.memories[memory].checkAtomic(address, offset, Integer.BYTES);
        throw Trap.of(TrapKind.EXPECTED_SHARED_MEMORY);
    }

    public static int memoryWait64(
            int address, long expected, long timeout, InstanceState state, int memory, int offset) {
        if (state.memories[memory] instanceof SharedMemory shared) {
            return shared.await64(address, offset, expected, timeout, state.stop);
        }
        state.memories[memory].checkAtomic(address, offset, Long.BYTES);
        throw Trap.of(TrapKind.EXPECTED_SHARED_MEMORY);
    }

    public static void dataDrop(InstanceState state, int segment) {
        state.droppedData[segment] = true;
    }

    // ---- tables

    public static @Nullable FuncRef tableGetFunction(int index, InstanceState state, int table) {
        return state.tables[table].function(index, state);
    }

    public static long tableGet(int index, InstanceState state, int table) {
        return state.tables[table].extern(index);
    }

    public static void tableSetFunction(int index, @Nullable FuncRef value, InstanceState state, int table) {
        state.tables[table].setFunction(index, value);
    }

    public static void tableSet(int index, long value, InstanceState state, int table) {
        state.tables[table].setExtern(index, value);
    }

    public static int tableSize(InstanceState state, int table) {
        return state.tables[table].size();
    }

    public static int tableGrowFunction(@Nullable FuncRef value, int delta, InstanceState state, int table) {
        return state.tables[table].growFunction(delta, value);
    }

    public static int tableGrow(long value, int delta, InstanceState state, int table) {
        return state.tables[table].grow(delta, (int) value, state.instance);
    }

    public static void tableFillFunction(int index, @Nullable FuncRef value, int size, InstanceState state, int table) {
        FunctionTable target = state.tables[table];
        target.checkRange(index, size);
        for (int i = 0; i < size; i++) {
            target.setFunction(index + i, value);
        }
    }

    public static void tableFill(int index, long value, int size, InstanceState state, int table) {
        FunctionTable target = state.tables[table];
        target.checkRange(index, size);
        for (int i = 0; i < size; i++) {
            target.setExtern(index + i, value);
        }
    }

    public static void tableCopy(
            int destination, int source, int size, InstanceState state, int targetTable, int sourceTable) {
        state.tables[sourceTable].copyTo(state.tables[targetTable], destination, source, size);
    }

    public static void tableInit(int destination, int offset, int size, InstanceState state, int table, int segment) {
        Element element = state.droppedElements[segment] ? null : state.instance.element(segment);
        int available = element instanceof PassiveElement ? element.elementCount() : 0;
        FunctionTable target = state.tables[table];
        if (Integer.toUnsignedLong(offset) + Integer.toUnsignedLong(size) > available) {
            throw Trap.of(TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS);
        }
        target.checkRange(destination, size);
        for (int i = 0; i < size; i++) {
            List<Instruction> initializer =
                    Objects.requireNonNull(element).initializers().get(offset + i);
            state.initElement(target, destination + i, initializer.get(0));
        }
    }

    private void initElement(FunctionTable target, int index, Instruction initializer) {
        switch (initializer.opcode()) {
            case REF_FUNC -> target.setFunction(index, function((int) initializer.operand(0)));
            case REF_NULL -> target.setNull(index);
            case GLOBAL_GET -> {
                GlobalInstance global = instance.global((int) initializer.operand(0));
                target.setRef(index, (int) global.getValue(), global.getInstance());
            }
            default -> throw new IllegalStateException("an element initialised by " + initializer.opcode());
        }
    }

    public static void elementDrop(InstanceState state, int segment) {
        state.droppedElements[segment] = true;
        if (state.large != null) {
            state.large.drop(segment);
        }
    }
}
