package dev.wasmmaven.conformance.oracle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.wasmmaven.runtime.component.plan.CanonOptions.StringEncoding;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.component.type.ValType;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads a case as canonical_abi_oracle.py writes it. */
final class OracleCaseReader {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, Object> fields;
    private final ResourceId resource;

    private OracleCaseReader(Map<String, Object> fields, ResourceId resource) {
        this.fields = fields;
        this.resource = resource;
    }

    /** @param resource what the owned handles of the case are of */
    static OracleCase read(String line, ResourceId resource) throws IOException {
        try (JsonParser parser = FACTORY.createParser(line)) {
            parser.nextToken();
            Map<String, Object> fields = new HashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser));
            }
            OracleCaseReader reader = new OracleCaseReader(fields, resource);
            return new OracleCase(reader.input(), reader.outcome());
        }
    }

    private OracleCase.Input input() {
        String mode = text("mode");
        return new OracleCase.Input(
                mode.endsWith("params"),
                mode.startsWith("async"),
                types(fields.get("types")),
                encoding("from"),
                encoding("to"),
                HexFormat.of().parseHex(text("memory")),
                numbers("flat"),
                numbers("owned"),
                number("first"),
                fault(),
                number("out"));
    }

    private OracleCase.Outcome outcome() {
        if (traps("lift")) {
            return OracleCase.Outcome.liftingTraps();
        }
        return traps("lower")
                ? OracleCase.Outcome.loweringTraps(text("lift"), log())
                : new OracleCase.Outcome(
                        Optional.of(text("lift")), Optional.of(numbers("lower")), log(), unsigned("crc"));
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> array = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser));
            }
            return array;
        }
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getBigIntegerValue() : parser.getText();
    }

    private String text(String field) {
        return (String) fields.get(field);
    }

    private int number(String field) {
        return ((BigInteger) fields.get(field)).intValue();
    }

    private long unsigned(String field) {
        return ((BigInteger) fields.get(field)).longValue();
    }

    private boolean traps(String field) {
        return "trap".equals(fields.get(field));
    }

    private StringEncoding encoding(String field) {
        return switch (text(field)) {
            case "utf8" -> StringEncoding.UTF8;
            case "utf16" -> StringEncoding.UTF16;
            default -> StringEncoding.LATIN1_UTF16;
        };
    }

    private long[] numbers(String field) {
        return numbers((List<?>) fields.get(field));
    }

    private static long[] numbers(List<?> values) {
        return values.stream()
                .mapToLong(each -> ((BigInteger) each).longValue())
                .toArray();
    }

    /** Which call of realloc misbehaves, and by how much its result is off. */
    private Optional<long[]> fault() {
        return fields.get("fault") instanceof List<?> fault ? Optional.of(numbers(fault)) : Optional.empty();
    }

    /** The calls of realloc: old address, old size, alignment, new size. */
    private List<List<Integer>> log() {
        return ((List<?>) fields.get("log"))
                .stream()
                        .map(call -> ((List<?>) call)
                                .stream()
                                        .map(each -> ((BigInteger) each).intValue())
                                        .toList())
                        .toList();
    }

    private ValType type(Object shape) {
        if (shape instanceof String name) {
            return "own".equals(name)
                    ? new ValType.OwnType(resource)
                    : PrimitiveType.valueOf(name.toUpperCase(Locale.ROOT));
        }
        List<?> parts = (List<?>) shape;
        Object first = parts.get(1);
        return switch ((String) parts.get(0)) {
            case "record" -> {
                List<ValType> types = types(first);
                yield new ValType.RecordType(IntStream.range(0, types.size())
                        .mapToObj(i -> new ValType.Field("f" + i, types.get(i)))
                        .toList());
            }
            case "tuple" -> new ValType.TupleType(types(first));
            case "variant" -> {
                List<?> cases = (List<?>) first;
                yield new ValType.VariantType(IntStream.range(0, cases.size())
                        .mapToObj(i -> new ValType.Case("c" + i, optional(cases.get(i))))
                        .toList());
            }
            case "enum" -> new ValType.EnumType(labels(first));
            case "option" -> new ValType.OptionType(type(first));
            case "result" -> new ValType.ResultType(optional(first), optional(parts.get(2)));
            case "flags" -> new ValType.FlagsType(labels(first));
            case "fixed" -> new ValType.FixedListType(type(first), ((BigInteger) parts.get(2)).intValue());
            case "map" -> new ValType.MapType(type(first), type(parts.get(2)));
            default -> new ValType.ListType(type(first));
        };
    }

    private List<ValType> types(Object shapes) {
        return ((List<?>) shapes).stream().map(this::type).toList();
    }

    private Optional<ValType> optional(Object shape) {
        return shape instanceof Optional ? Optional.empty() : Optional.of(type(shape));
    }

    private static List<String> labels(Object count) {
        return IntStream.range(0, ((BigInteger) count).intValue())
                .mapToObj(i -> "c" + i)
                .toList();
    }
}
