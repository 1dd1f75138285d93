package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.Value;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UninstantiableException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A table that keeps function objects beside Chicory's pairs of number and instance. The objects are made when they are
 * first needed: most entries of a program's table are never called.
 *
 * <p>Its limits are its own: growing one of Chicory's tables changes the limits it was made from, which are the
 * module's, and other instances of the module would start with the grown size.
 */
public final class FunctionTable extends TableInstance {

    private final TableLimits limits;
    private final ElementAllowance allowance;
    private @Nullable FuncRef[] functions;
    private int[] refs;
    private @Nullable Instance[] owners;

    /**
     * @param initialValue raw value of every element
     * @param allowance of which its elements are taken, those that it begins with and those that it grows by
     * @throws UninstantiableException there is not enough left for its initial size
     */
    public FunctionTable(Table table, int initialValue, ElementAllowance allowance) {
        super(new Table(table.elementType(), new TableLimits(0, 0)), initialValue);
        if (!allowance.take(table.limits().min())) {
            throw new UninstantiableException(
                    "a table of " + table.limits().min() + " elements is more than the limit of " + allowance.limit()
                            + " for all tables of an instance",
                    null);
        }
        this.allowance = allowance;
        int size = (int) table.limits().min();
        this.limits = new TableLimits(size, table.limits().max(), table.limits().shared());
        this.functions = new FuncRef[size];
        this.owners = new Instance[size];
        this.refs = new int[size];
        Arrays.fill(refs, initialValue);
    }

    @Override
    public int size() {
        return refs.length;
    }

    @Override
    public TableLimits limits() {
        return limits;
    }

    @Override
    public int grow(int delta, int value, Instance instance) {
        int before = refs.length;
        if (!extend(delta)) {
            return -1;
        }
        Arrays.fill(refs, before, refs.length, value);
        Arrays.fill(owners, before, refs.length, instance);
        return before;
    }

    int growFunction(int delta, @Nullable FuncRef value) {
        int before = refs.length;
        if (!extend(delta)) {
            return -1;
        }
        for (int i = before; i < refs.length; i++) {
            setFunction(i, value);
        }
        return before;
    }

    private boolean extend(int delta) {
        long size = refs.length + Integer.toUnsignedLong(delta);
        long more = Integer.toUnsignedLong(delta);
        if (size > Math.min(limits.max(), Integer.MAX_VALUE) || !allowance.take(more)) {
            return false;
        }
        try {
            int[] moreRefs = Arrays.copyOf(refs, (int) size);
            Instance[] moreOwners = Arrays.copyOf(owners, (int) size);
            functions = Arrays.copyOf(functions, (int) size);
            owners = moreOwners;
            refs = moreRefs;
        } catch (OutOfMemoryError e) {
            // The specification lets growing fail for any reason.
            allowance.giveBack(more);
            return false;
        }
        limits.grow(delta);
        return true;
    }

    @Override
    public int ref(int index) {
        if (Integer.compareUnsigned(index, refs.length) >= 0) {
            throw Trap.of(TrapKind.UNDEFINED_ELEMENT);
        }
        return refs[index];
    }

    @Override
    public int requiredRef(int index) {
        int value = ref(index);
        if (value == Value.REF_NULL_VALUE) {
            throw Trap.of(TrapKind.UNINITIALIZED_ELEMENT);
        }
        return value;
    }

    @Override
    public void setRef(int index, int value, @Nullable Instance instance) {
        checkRange(index, 1);
        refs[index] = value;
        owners[index] = instance;
        functions[index] = null;
    }

    @Override
    public @Nullable Instance instance(int index) {
        return owners[index];
    }

    @Override
    public void reset() {
        Arrays.fill(refs, Value.REF_NULL_VALUE);
        Arrays.fill(functions, null);
    }

    /** The function that {@code call_indirect} calls. */
    FuncRef callee(int index, InstanceState caller) {
        FuncRef[] all = functions;
        if (Integer.compareUnsigned(index, all.length) >= 0) {
            throw Trap.of(TrapKind.UNDEFINED_ELEMENT);
        }
        FuncRef function = all[index];
        if (function == null) {
            function = caller.resolve(refs[index], owners[index]);
            if (function == null) {
                throw Trap.of(TrapKind.UNINITIALIZED_ELEMENT);
            }
            all[index] = function;
        }
        return function;
    }

    @Nullable
    FuncRef function(int index, InstanceState caller) {
        checkRange(index, 1);
        return refs[index] == Value.REF_NULL_VALUE ? null : callee(index, caller);
    }

    void setFunction(int index, @Nullable FuncRef function) {
        checkRange(index, 1);
        functions[index] = function;
        refs[index] = function == null ? Value.REF_NULL_VALUE : function.index();
        owners[index] = function == null ? null : function.owner();
    }

    void setNull(int index) {
        setRef(index, Value.REF_NULL_VALUE, null);
    }

    long extern(int index) {
        checkRange(index, 1);
        return refs[index];
    }

    void setExtern(int index, long value) {
        setRef(index, (int) value, null);
    }

    void copyTo(FunctionTable target, int destination, int source, int size) {
        checkRange(source, size);
        target.checkRange(destination, size);
        System.arraycopy(functions, source, target.functions, destination, size);
        System.arraycopy(refs, source, target.refs, destination, size);
        System.arraycopy(owners, source, target.owners, destination, size);
    }

    void checkRange(int index, int size) {
        if (Integer.toUnsignedLong(index) + Integer.toUnsignedLong(size) > refs.length) {
            throw Trap.of(TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS);
        }
    }
}
