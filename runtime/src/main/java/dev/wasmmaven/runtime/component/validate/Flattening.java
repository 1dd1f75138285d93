package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Value types as core value types (CanonicalABI.md, Flattening), up to a limit beyond which values go through memory.
 */
final class Flattening {

    /** {@code MAX_FLAT_PARAMS} of CanonicalABI.md. */
    static final int MAX_PARAMS = 16;

    /** {@code MAX_FLAT_ASYNC_PARAMS} of CanonicalABI.md. */
    static final int MAX_ASYNC_PARAMS = 4;

    /** {@code MAX_FLAT_RESULTS} of CanonicalABI.md. */
    static final int MAX_RESULTS = 1;

    private final int max;
    private final List<CoreValType> types = new ArrayList<>();

    Flattening(int max) {
        this.max = max;
    }

    List<CoreValType> types() {
        return types;
    }

    /** Adds a type; false if it does not fit, after which the types mean nothing. */
    boolean add(ValueNode type) {
        return switch (type.form()) {
            case PRIMITIVE -> addPrimitive(type.primitive().orElseThrow());
            case RECORD, TUPLE -> type.presentParts().stream().allMatch(this::add);
            case VARIANT, OPTION, RESULT -> addVariant(type.presentParts());
            case LIST, MAP -> add(CoreValType.I32) && add(CoreValType.I32);
            case FIXED_LIST -> addFixedList(type);
            case FLAGS, ENUM, OWN, BORROW, STREAM, FUTURE -> add(CoreValType.I32);
        };
    }

    private boolean add(CoreValType type) {
        if (types.size() == max) {
            return false;
        }
        types.add(type);
        return true;
    }

    private boolean addPrimitive(PrimitiveType type) {
        return switch (type) {
            case BOOL, S8, U8, S16, U16, S32, U32, CHAR, ERROR_CONTEXT -> add(CoreValType.I32);
            case S64, U64 -> add(CoreValType.I64);
            case F32 -> add(CoreValType.F32);
            case F64 -> add(CoreValType.F64);
            case STRING -> add(CoreValType.I32) && add(CoreValType.I32);
        };
    }

    private boolean addFixedList(ValueNode type) {
        ValueNode element = type.parts().get(0).orElseThrow();
        for (int i = 0; i < type.length(); i++) {
            // Each element takes a place, so the limit ends this soon.
            if (!add(element)) {
                return false;
            }
        }
        return true;
    }

    private boolean addVariant(Collection<ValueNode> payloads) {
        if (!add(CoreValType.I32)) {
            return false;
        }
        int start = types.size();
        for (ValueNode payload : payloads) {
            Flattening flat = new Flattening(max);
            if (!flat.add(payload)) {
                return false;
            }
            for (int i = 0; i < flat.types.size(); i++) {
                CoreValType type = flat.types.get(i);
                if (start + i < types.size()) {
                    types.set(start + i, join(types.get(start + i), type));
                } else if (!add(type)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static CoreValType join(CoreValType one, CoreValType other) {
        if (one == other) {
            return one;
        }
        boolean narrow = isNarrow(one) && isNarrow(other);
        return narrow ? CoreValType.I32 : CoreValType.I64;
    }

    private static boolean isNarrow(CoreValType type) {
        return type == CoreValType.I32 || type == CoreValType.F32;
    }
}
