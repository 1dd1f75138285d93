package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.component.binary.Limits;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What validation must know of a value type's representation.
 *
 * @param size bytes in a 64-bit memory ({@code elem_size} with pointer type i64 in CanonicalABI.md, Element Size)
 * @param alignment in bytes, the same way
 * @param borrow whether a borrow is inside
 * @param handle whether a handle is inside whose loss would leak
 * @param pointer whether a list or string is stored inline, so that lowering it allocates
 */
record AbiShape(long size, int alignment, boolean borrow, boolean handle, boolean pointer) {

    private static final AbiShape POINTER_AND_LENGTH = new AbiShape(16, 8, false, false, true);
    private static final AbiShape HANDLE = new AbiShape(4, 4, false, true, false);

    AbiShape {
        if (size >= Limits.VALUE_BYTES) {
            throw Invalid.because("value type's maximum in-memory size of " + size + " bytes exceeds the limit of "
                    + (Limits.VALUE_BYTES - 1));
        }
    }

    private static AbiShape scalar(int size) {
        return new AbiShape(size, size, false, false, false);
    }

    static AbiShape primitive(PrimitiveType type) {
        return switch (type) {
            case BOOL, S8, U8 -> scalar(1);
            case S16, U16 -> scalar(2);
            case S32, U32, F32, CHAR -> scalar(4);
            case S64, U64, F64 -> scalar(8);
            case STRING -> POINTER_AND_LENGTH;
            case ERROR_CONTEXT -> HANDLE;
        };
    }

    static AbiShape own() {
        return HANDLE;
    }

    static AbiShape borrowed() {
        return new AbiShape(HANDLE.size, HANDLE.alignment, true, true, false);
    }

    static AbiShape transmit() {
        return HANDLE;
    }

    static AbiShape flags(int count) {
        return scalar(count <= Byte.SIZE ? 1 : count <= Short.SIZE ? 2 : 4);
    }

    static AbiShape discriminant(int cases) {
        return scalar(cases <= 1 << Byte.SIZE ? 1 : cases <= 1 << Short.SIZE ? 2 : 4);
    }

    static AbiShape record(List<AbiShape> fields) {
        long size = 0;
        int alignment = 1;
        for (AbiShape field : fields) {
            size = align(size, field.alignment) + field.size;
            alignment = Math.max(alignment, field.alignment);
        }
        return containing(
                align(size, alignment), alignment, fields, fields.stream().anyMatch(AbiShape::pointer));
    }

    static AbiShape variant(List<Optional<AbiShape>> cases) {
        AbiShape discriminant = discriminant(cases.size());
        List<AbiShape> payloads = cases.stream().flatMap(Optional::stream).toList();
        long payload = payloads.stream().mapToLong(AbiShape::size).max().orElse(0);
        int payloadAlignment =
                payloads.stream().mapToInt(AbiShape::alignment).max().orElse(1);
        int alignment = Math.max(discriminant.alignment, payloadAlignment);
        long size = align(align(discriminant.size, payloadAlignment) + payload, alignment);
        return containing(size, alignment, payloads, payloads.stream().anyMatch(AbiShape::pointer));
    }

    static AbiShape list(AbiShape... elements) {
        return containing(POINTER_AND_LENGTH.size, POINTER_AND_LENGTH.alignment, List.of(elements), true);
    }

    static AbiShape fixedList(AbiShape element, int length) {
        return containing(
                element.size * Integer.toUnsignedLong(length), element.alignment, List.of(element), element.pointer);
    }

    private static AbiShape containing(long size, int alignment, Collection<AbiShape> parts, boolean pointer) {
        return new AbiShape(
                size,
                alignment,
                parts.stream().anyMatch(AbiShape::borrow),
                parts.stream().anyMatch(AbiShape::handle),
                pointer);
    }

    private static long align(long offset, int alignment) {
        return (offset + alignment - 1) & -alignment;
    }
}
