package dev.wasmmaven.runtime.engine.chicory;

import com.dylibso.chicory.wasm.types.ArrayType;
import com.dylibso.chicory.wasm.types.CompType;
import com.dylibso.chicory.wasm.types.FieldType;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.RecType;
import com.dylibso.chicory.wasm.types.StorageType;
import com.dylibso.chicory.wasm.types.StructType;
import com.dylibso.chicory.wasm.types.SubType;
import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Types that refer to the first of several equal ones (core specification 3.1.4, equality of types that were rolled up). Chicory compares two types by
 * following what they refer to, each time anew; of equal types that refer to equal types twice, forty levels would take it for ever. With
 * references to the same first ones, nothing has to be followed.
 */
final class CanonicalTypes {

    /** Marks references inside of a recursion group in keys. */
    private static final String INSIDE = "^";

    /** For each type the first one that is equal to it. */
    private final int[] first;

    private int base;
    private int size;

    private CanonicalTypes(int count) {
        this.first = new int[count];
    }

    /** The same types, of which no two that are not in one group refer to different ones that are equal. */
    static TypeSection of(TypeSection types) {
        return new CanonicalTypes(types.subTypeCount()).rewritten(types);
    }

    private TypeSection rewritten(TypeSection types) {
        TypeSection.Builder rewritten = TypeSection.builder();
        Map<List<Object>, Integer> known = new HashMap<>();
        boolean anyEqual = false;
        for (int i = 0; i < types.typeCount(); i++) {
            SubType[] group = types.getRecType(i).subTypes();
            size = group.length;
            List<Object> key = new ArrayList<>();
            SubType[] same = new SubType[size];
            for (int j = 0; j < size; j++) {
                same[j] = subtype(group[j], key);
            }
            int equal = known.computeIfAbsent(key, unknown -> base);
            anyEqual |= equal != base;
            for (int j = 0; j < size; j++) {
                first[base + j] = equal + j;
            }
            base += size;
            rewritten.addRecType(RecType.builder().withSubTypes(same).build());
        }
        if (!anyEqual) {
            return types;
        }
        TypeSection section = rewritten.build();
        resolve(section);
        return section;
    }

    private int reference(int type, List<Object> key) {
        if (type >= base && type < base + size) {
            key.add(INSIDE);
            key.add(type - base);
            return type;
        }
        // What is not there is for the validator to tell.
        int canonical = type >= 0 && type < base ? first[type] : type;
        key.add(canonical);
        return canonical;
    }

    private SubType subtype(SubType type, List<Object> key) {
        key.add(type.isFinal());
        key.add(type.typeIdx().length);
        int[] supertypes =
                Arrays.stream(type.typeIdx()).map(it -> reference(it, key)).toArray();
        CompType.Builder composite = CompType.builder();
        CompType original = type.compType();
        if (original.funcType() != null) {
            key.add("func");
            composite.withFuncType(FunctionType.of(
                    values(original.funcType().params(), key),
                    values(original.funcType().returns(), key)));
        } else if (original.structType() != null) {
            key.add("struct");
            key.add(original.structType().fieldTypes().length);
            StructType.Builder struct = StructType.builder();
            for (FieldType field : original.structType().fieldTypes()) {
                struct.addFieldType(field(field, key));
            }
            composite.withStructType(struct.build());
        } else {
            key.add("array");
            composite.withArrayType(ArrayType.builder()
                    .withFieldType(field(original.arrayType().fieldType(), key))
                    .build());
        }
        return SubType.builder()
                .withFinal(type.isFinal())
                .withTypeIdx(supertypes)
                .withCompType(composite.build())
                .build();
    }

    private List<ValType> values(List<ValType> types, List<Object> key) {
        key.add(types.size());
        return types.stream().map(it -> value(it, key)).toList();
    }

    private ValType value(ValType type, List<Object> key) {
        key.add(type.opcode());
        if (!type.isReference()) {
            return type;
        }
        int heap = reference(type.typeIdx(), key);
        return heap < 0
                ? type
                : ValType.builder().withOpcode(type.opcode()).withTypeIdx(heap).build();
    }

    private FieldType field(FieldType field, List<Object> key) {
        key.add(field.mut());
        StorageType storage = field.storageType();
        if (storage.packedType() != null) {
            key.add(storage.packedType());
            return field;
        }
        return FieldType.builder()
                .withMutability(field.mut())
                .withStorageType(StorageType.builder()
                        .withValType(value(storage.valType(), key))
                        .build())
                .build();
    }

    /** As the parser does it. */
    private static void resolve(TypeSection types) {
        for (int i = 0; i < types.subTypeCount(); i++) {
            CompType type = types.getSubType(i).compType();
            if (type.funcType() != null) {
                type.funcType().params().forEach(it -> it.resolve(types));
                type.funcType().returns().forEach(it -> it.resolve(types));
            } else if (type.structType() != null) {
                for (FieldType field : type.structType().fieldTypes()) {
                    resolve(field, types);
                }
            } else {
                resolve(type.arrayType().fieldType(), types);
            }
        }
    }

    private static void resolve(FieldType field, TypeSection types) {
        if (field.storageType().valType() != null) {
            field.storageType().valType().resolve(types);
        }
    }
}
