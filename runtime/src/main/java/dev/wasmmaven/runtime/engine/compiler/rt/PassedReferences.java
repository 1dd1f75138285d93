package dev.wasmmaven.runtime.engine.compiler.rt;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.Value;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.List;

/**
 * References that functions of one instance give to those of another: their raw values are numbers of the one, and have to become
 * numbers of the other.
 */
public final class PassedReferences {

    private PassedReferences() {}

    /** Whether a raw value of the type is a number of its instance's. References to what is the host's mean the same everywhere. */
    public static boolean isIn(List<CoreValType> types) {
        return types.contains(CoreValType.FUNCREF) || types.contains(CoreValType.EXNREF);
    }

    /**
     * Raw values as another instance has them.
     *
     * @return the array itself if it has no such references
     * @throws dev.wasmmaven.runtime.error.TrapException one of the instances is interpreted, and has no number for a reference
     */
    public static long[] across(List<CoreValType> types, long[] raws, Instance from, Instance to) {
        if (!isIn(types)) {
            return raws;
        }
        long[] passed = raws.clone();
        int at = 0;
        for (CoreValType type : types) {
            if (type == CoreValType.FUNCREF) {
                passed[at] = function(raws[at], from, to);
            } else if (type == CoreValType.EXNREF) {
                passed[at] = exception(raws[at], from, to);
            }
            at += type == CoreValType.V128 ? 2 : 1;
        }
        return passed;
    }

    private static long function(long raw, Instance from, Instance to) {
        if (isNull(raw)) {
            return raw;
        }
        CompiledMachine target = CompiledMachine.of(to);
        if (target != null) {
            InstanceState state = target.state();
            return state.encode(state.resolve((int) raw, from));
        }
        CompiledMachine source = CompiledMachine.of(from);
        FuncRef function = source == null ? null : source.state().decode(raw);
        if (function == null || !function.owner().equals(to)) {
            throw FuncRef.foreign();
        }
        return function.index();
    }

    private static long exception(long raw, Instance from, Instance to) {
        if (isNull(raw)) {
            return raw;
        }
        CompiledMachine source = CompiledMachine.of(from);
        CompiledMachine target = CompiledMachine.of(to);
        if (source == null || target == null) {
            throw FuncRef.foreign();
        }
        return target.state().encode(source.state().decodeException(raw));
    }

    private static boolean isNull(long raw) {
        return (int) raw == Value.REF_NULL_VALUE;
    }
}
