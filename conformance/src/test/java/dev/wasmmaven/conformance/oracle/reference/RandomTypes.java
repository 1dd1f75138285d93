package dev.wasmmaven.conformance.oracle.reference;

import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.component.type.ValType;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Random types. */
final class RandomTypes {

    private static final List<PrimitiveType> PRIMITIVES =
            List.of(PrimitiveType.values()).subList(0, PrimitiveType.ERROR_CONTEXT.ordinal());
    private static final List<PrimitiveType> KEYS = List.of(
            PrimitiveType.U8,
            PrimitiveType.U32,
            PrimitiveType.S64,
            PrimitiveType.CHAR,
            PrimitiveType.STRING,
            PrimitiveType.BOOL);

    private final Random random;
    private final ResourceId resource;

    RandomTypes(Random random, ResourceId resource) {
        this.random = random;
        this.resource = resource;
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** @param depth how deep it may be nested */
    ValType type(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return switch (random.nextInt(8)) {
                case 0 -> new ValType.OwnType(resource);
                case 1 -> PrimitiveType.STRING;
                default -> oneOf(PRIMITIVES);
            };
        }
        int inner = depth - 1;
        return switch (random.nextInt(11)) {
            case 0 -> {
                List<ValType> types = types(inner);
                yield new ValType.RecordType(IntStream.range(0, types.size())
                        .mapToObj(i -> new ValType.Field("f" + i, types.get(i)))
                        .toList());
            }
            case 1 -> new ValType.TupleType(types(inner));
            case 2 ->
                new ValType.VariantType(IntStream.range(0, 1 + random.nextInt(4))
                        .mapToObj(i -> new ValType.Case("c" + i, payload(inner)))
                        .toList());
            case 3 -> new ValType.EnumType(labels(oneOf(List.of(1, 2, 3, 256, 257))));
            case 4 -> new ValType.OptionType(type(inner));
            case 5 -> new ValType.ResultType(payload(inner), payload(inner));
            case 6 -> new ValType.FlagsType(labels(oneOf(List.of(1, 2, 7, 8, 9, 16, 17, 31, 32))));
            case 7 -> new ValType.FixedListType(type(inner), 1 + random.nextInt(3));
            case 8 -> new ValType.MapType(oneOf(KEYS), type(inner));
            default -> new ValType.ListType(type(inner));
        };
    }

    private List<ValType> types(int depth) {
        return IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> type(depth))
                .toList();
    }

    private Optional<ValType> payload(int depth) {
        return random.nextInt(10) < 7 ? Optional.of(type(depth)) : Optional.empty();
    }

    private static List<String> labels(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i).toList();
    }
}
