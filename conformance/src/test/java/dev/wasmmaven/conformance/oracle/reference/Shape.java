package dev.wasmmaven.conformance.oracle.reference;

import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A type in one of the few forms that the Canonical ABI has rules for, with its layout and its core types. */
sealed interface Shape {

    /** In bytes (CanonicalABI.md, Alignment). */
    int alignment();

    /** In bytes (CanonicalABI.md, Element Size). */
    int size();

    /** CanonicalABI.md, Flattening. */
    List<CoreValType> flat();

    /** A number, a boolean or a character. */
    record Scalar(PrimitiveType type) implements Shape {

        @Override
        public int alignment() {
            return size();
        }

        @Override
        public int size() {
            return switch (type) {
                case BOOL, S8, U8 -> 1;
                case S16, U16 -> 2;
                case S64, U64, F64 -> 8;
                default -> 4;
            };
        }

        @Override
        public List<CoreValType> flat() {
            return List.of(
                    switch (type) {
                        case F32 -> CoreValType.F32;
                        case F64 -> CoreValType.F64;
                        case S64, U64 -> CoreValType.I64;
                        default -> CoreValType.I32;
                    });
        }
    }

    /** What stands elsewhere, with its address and length here. */
    sealed interface Elsewhere extends Shape {

        @Override
        default int alignment() {
            return 4;
        }

        @Override
        default int size() {
            return 8;
        }

        @Override
        default List<CoreValType> flat() {
            return List.of(CoreValType.I32, CoreValType.I32);
        }
    }

    /** A string. */
    record Text() implements Elsewhere {}

    /** A list of any length. */
    record Elements(Shape element) implements Elsewhere {}

    /** One after the other: a record, a tuple, a list of a fixed length. */
    record Sequence(List<Shape> parts) implements Shape {

        @Override
        public int alignment() {
            return parts.stream().mapToInt(Shape::alignment).max().orElse(1);
        }

        @Override
        public int size() {
            int end = 0;
            for (Shape part : parts) {
                end = aligned(end, part.alignment()) + part.size();
            }
            return aligned(end, alignment());
        }

        @Override
        public List<CoreValType> flat() {
            return parts.stream().flatMap(part -> part.flat().stream()).toList();
        }
    }

    /** One of several: a variant, an enum, an option, a result. */
    record Choice(List<Optional<Shape>> cases) implements Shape {

        int discriminantSize() {
            return cases.size() <= 0x100 ? 1 : cases.size() <= 0x10000 ? 2 : 4;
        }

        /** Where the payload begins. */
        int payloadOffset() {
            return aligned(discriminantSize(), payloadAlignment());
        }

        private int payloadAlignment() {
            return cases.stream()
                    .flatMap(Optional::stream)
                    .mapToInt(Shape::alignment)
                    .max()
                    .orElse(1);
        }

        @Override
        public int alignment() {
            return Math.max(discriminantSize(), payloadAlignment());
        }

        @Override
        public int size() {
            int largest = cases.stream()
                    .flatMap(Optional::stream)
                    .mapToInt(Shape::size)
                    .max()
                    .orElse(0);
            return aligned(payloadOffset() + largest, alignment());
        }

        @Override
        public List<CoreValType> flat() {
            List<CoreValType> joined = new ArrayList<>();
            for (Optional<Shape> each : cases) {
                List<CoreValType> types = each.map(Shape::flat).orElse(List.of());
                for (int i = 0; i < types.size(); i++) {
                    if (i == joined.size()) {
                        joined.add(types.get(i));
                    } else {
                        joined.set(i, join(joined.get(i), types.get(i)));
                    }
                }
            }
            joined.add(0, CoreValType.I32);
            return joined;
        }

        /** The core type that has room for either. */
        private static CoreValType join(CoreValType one, CoreValType other) {
            if (one == other) {
                return one;
            }
            return isWide(one) || isWide(other) ? CoreValType.I64 : CoreValType.I32;
        }

        private static boolean isWide(CoreValType type) {
            return type == CoreValType.I64 || type == CoreValType.F64;
        }
    }

    /** A bit for each label. */
    record Flags(int labels) implements Shape {

        @Override
        public int alignment() {
            return size();
        }

        @Override
        public int size() {
            return labels <= 8 ? 1 : labels <= 16 ? 2 : 4;
        }

        @Override
        public List<CoreValType> flat() {
            return List.of(CoreValType.I32);
        }
    }

    /** An owned resource: the index of its handle. */
    record Owned() implements Shape {

        @Override
        public int alignment() {
            return 4;
        }

        @Override
        public int size() {
            return 4;
        }

        @Override
        public List<CoreValType> flat() {
            return List.of(CoreValType.I32);
        }
    }

    /** The next address that is aligned. */
    static int aligned(int address, int alignment) {
        return Math.floorDiv(address + alignment - 1, alignment) * alignment;
    }

    /** The form of a type (CanonicalABI.md, Despecialization). */
    static Shape of(ValType type) {
        if (type == PrimitiveType.STRING) {
            return new Text();
        } else if (type instanceof PrimitiveType primitive) {
            return new Scalar(primitive);
        } else if (type instanceof ValType.RecordType it) {
            return new Sequence(
                    it.fields().stream().map(field -> of(field.type())).toList());
        } else if (type instanceof ValType.TupleType it) {
            return sequence(it.elements());
        } else if (type instanceof ValType.FixedListType it) {
            return sequence(Collections.nCopies(it.length(), it.element()));
        } else if (type instanceof ValType.ListType it) {
            return new Elements(of(it.element()));
        } else if (type instanceof ValType.MapType it) {
            return new Elements(sequence(List.of(it.key(), it.value())));
        } else if (type instanceof ValType.VariantType it) {
            return new Choice(
                    it.cases().stream().map(each -> each.type().map(Shape::of)).toList());
        } else if (type instanceof ValType.EnumType it) {
            return new Choice(Collections.nCopies(it.labels().size(), Optional.empty()));
        } else if (type instanceof ValType.OptionType it) {
            return new Choice(List.of(Optional.empty(), Optional.of(of(it.element()))));
        } else if (type instanceof ValType.ResultType it) {
            return new Choice(List.of(it.ok().map(Shape::of), it.error().map(Shape::of)));
        } else if (type instanceof ValType.FlagsType it) {
            return new Flags(it.labels().size());
        } else if (type instanceof ValType.OwnType) {
            return new Owned();
        }
        throw new IllegalArgumentException("no shape for " + type);
    }

    /** Values of several types as one, as parameters pass through memory. */
    static Sequence sequence(List<ValType> types) {
        return new Sequence(types.stream().map(Shape::of).toList());
    }
}
