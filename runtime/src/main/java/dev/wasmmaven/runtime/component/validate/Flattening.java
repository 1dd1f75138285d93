package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Value types as core value types (CanonicalABI.md, Flattening), as long as there are few enough of them. */
final class Flattening {

    /** {@code MAX_FLAT_PARAMS} of CanonicalABI.md. */
    static final int MAX_PARAMS = 16;

    /** {@code MAX_FLAT_ASYNC_PARAMS} of CanonicalABI.md. */
    static final int MAX_ASYNC_PARAMS = 4;

    /** {@code MAX_FLAT_RESULTS} of CanonicalABI.md. */
    static final int MAX_RESULTS = 1;

    private final List<CoreValType> types = new ArrayList<>();

    private Flattening() {}

    /** The core types of a type made of others that remember theirs; empty if they are more than {@link #MAX_PARAMS}. */
    static Optional<List<CoreValType>> of(ValueNode type) {
        Flattening flattening = new Flattening();
        return flattening.add(type) ? Optional.of(List.copyOf(flattening.types)) : Optional.empty();
    }

    /** Those of several types, one after the other; empty if they are more than so many. */
    static Optional<List<CoreValType>> of(List<ValueNode> types, int max) {
        List<CoreValType> all = new ArrayList<>();
        for (ValueNode type : types) {
            Optional<List<CoreValType>> flat = type.flat();
            if (flat.isEmpty() || all.size() + flat.get().size() > max) {
                return Optional.empty();
            }
            all.addAll(flat.get());
        }
        return Optional.of(all);
    }

    private boolean add(ValueNode type) {
        return switch (type.form()) {
            case PRIMITIVE -> addPrimitive(type.primitive().orElseThrow());
            case RECORD, TUPLE -> type.presentParts().stream().allMatch(this::addPart);
            case VARIANT, OPTION, RESULT -> addVariant(type.presentParts());
            case LIST, MAP -> addPointerAndLength();
            case FIXED_LIST -> addFixedList(type);
            case FLAGS, ENUM, OWN, BORROW, STREAM, FUTURE -> add(CoreValType.I32);
        };
    }

    private boolean add(CoreValType type) {
        types.add(type);
        return types.size() <= MAX_PARAMS;
    }

    private boolean addPointerAndLength() {
        add(CoreValType.I32);
        return add(CoreValType.I32);
    }

    private boolean addPart(ValueNode part) {
        Optional<List<CoreValType>> flat = part.flat();
        flat.ifPresent(types::addAll);
        return flat.isPresent() && types.size() <= MAX_PARAMS;
    }

    private boolean addPrimitive(PrimitiveType type) {
        return switch (type) {
            case BOOL, S8, U8, S16, U16, S32, U32, CHAR, ERROR_CONTEXT -> add(CoreValType.I32);
            case S64, U64 -> add(CoreValType.I64);
            case F32 -> add(CoreValType.F32);
            case F64 -> add(CoreValType.F64);
            case STRING -> addPointerAndLength();
        };
    }

    private boolean addFixedList(ValueNode type) {
        ValueNode element = type.parts().get(0).orElseThrow();
        for (int i = 0; i < type.length(); i++) {
            // Each element takes a place, so the limit ends this soon.
            if (!addPart(element)) {
                return false;
            }
        }
        return true;
    }

    private boolean addVariant(List<ValueNode> payloads) {
        add(CoreValType.I32);
        for (ValueNode payload : payloads) {
            Optional<List<CoreValType>> flat = payload.flat();
            if (flat.isEmpty()) {
                return false;
            }
            for (int i = 0; i < flat.get().size(); i++) {
                CoreValType type = flat.get().get(i);
                if (i + 1 < types.size()) {
                    types.set(i + 1, join(types.get(i + 1), type));
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
