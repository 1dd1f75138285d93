package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.runtime.GlobalInstance;
import dev.wasmmaven.runtime.engine.CoreGlobal;
import dev.wasmmaven.runtime.engine.CoreGlobalType;

/** A global. */
record ChicoryGlobal(GlobalInstance raw, CoreGlobalType type) implements CoreGlobal {

    @Override
    public long get() {
        return raw.getValue();
    }

    @Override
    public long high() {
        return raw.getValueHigh();
    }

    @Override
    public void set(long value) {
        if (!type.mutable()) {
            throw new IllegalStateException("the global is immutable");
        }
        raw.setValue(value);
    }
}
