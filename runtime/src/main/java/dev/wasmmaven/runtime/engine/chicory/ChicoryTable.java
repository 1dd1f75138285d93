package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Value;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreTable;
import dev.wasmmaven.runtime.engine.CoreTableType;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table. */
record ChicoryTable(TableInstance raw) implements CoreTable {

    @Override
    public CoreTableType type() {
        CoreTableType declared = Types.table(raw.elementType(), raw.limits());
        return new CoreTableType(declared.element(), raw.size(), declared.max());
    }

    @Override
    public int size() {
        return raw.size();
    }

    @Override
    public @Nullable CoreFunc func(int index) {
        if (type().element() != CoreValType.FUNCREF) {
            throw new IllegalStateException("a table of " + type().element() + " holds no functions");
        }
        if (Integer.compareUnsigned(index, raw.size()) >= 0) {
            throw new TrapException(
                    TrapKind.OUT_OF_BOUNDS_TABLE_ACCESS,
                    "index " + Integer.toUnsignedString(index) + " in a table of " + raw.size(),
                    List.of(),
                    null);
        }
        int function = raw.ref(index);
        Instance instance = raw.instance(index);
        if (function == Value.REF_NULL_VALUE || instance == null) {
            return null;
        }
        return OwnedMachine.ownerOf(instance).function(function);
    }
}
