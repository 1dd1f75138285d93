package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.ValType;
import org.jspecify.annotations.Nullable;

/**
 * A global that lives in a field of its instance's state, once that is there. Importers, exports and Chicory's
 * interpreter see it through this object; the instance's own compiled code reads the field.
 */
public final class StateGlobal extends GlobalInstance {

    private @Nullable InstanceState state;
    private int index;

    public StateGlobal(long low, long high, ValType type, MutabilityType mutability) {
        super(low, high, type, mutability);
    }

    /** Moves the value into the state. */
    void bind(InstanceState home, int globalIndex) {
        home.global(globalIndex, super.getValueLow());
        if (getType().equals(ValType.V128)) {
            home.globalHigh(globalIndex, super.getValueHigh());
        }
        this.index = globalIndex;
        this.state = home;
    }

    @Nullable
    InstanceState state() {
        return state;
    }

    @Override
    public long getValueLow() {
        InstanceState home = state;
        return home == null ? super.getValueLow() : home.global(index);
    }

    @Override
    public long getValueHigh() {
        InstanceState home = state;
        return home == null ? super.getValueHigh() : home.globalHigh(index);
    }

    @Override
    public void setValueHigh(long value) {
        InstanceState home = state;
        if (home == null) {
            super.setValueHigh(value);
        } else {
            home.globalHigh(index, value);
        }
    }

    @Override
    public long getValue() {
        return getValueLow();
    }

    @Override
    public void setValueLow(long value) {
        InstanceState home = state;
        if (home == null) {
            super.setValueLow(value);
        } else {
            home.global(index, value);
        }
    }

    @Override
    public void setValue(long value) {
        setValueLow(value);
    }
}
