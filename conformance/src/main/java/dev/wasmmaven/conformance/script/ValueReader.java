package dev.wasmmaven.conformance.script;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads component values of a script. */
final class ValueReader {

    private ValueReader() {}

    /** Whether the constant can be a component value; a core module's floats look the same. */
    static boolean isValue(Json json) {
        return switch (json.string("type")) {
            case "f32", "f64" -> !json.string("value").startsWith("nan");
            default -> !ConstantReader.isCore(json);
        };
    }

    static Val value(Json json) {
        String type = json.string("type");
        return switch (type) {
            case "bool" -> new Val.Bool(Boolean.parseBoolean(json.string("value")));
            case "s8" -> new Val.S8(Byte.parseByte(json.string("value")));
            case "u8" -> new Val.U8(Integer.parseInt(json.string("value")));
            case "s16" -> new Val.S16(Short.parseShort(json.string("value")));
            case "u16" -> new Val.U16(Integer.parseInt(json.string("value")));
            case "s32" -> new Val.S32(Integer.parseInt(json.string("value")));
            case "u32" -> new Val.U32(Integer.parseUnsignedInt(json.string("value")));
            case "s64" -> new Val.S64(Long.parseLong(json.string("value")));
            case "u64" -> new Val.U64(Long.parseUnsignedLong(json.string("value")));
            // Floats are written as the numbers of their bits.
            case "f32" -> new Val.F32(Float.intBitsToFloat(Integer.parseUnsignedInt(json.string("value"))));
            case "f64" -> new Val.F64(Double.longBitsToDouble(Long.parseUnsignedLong(json.string("value"))));
            case "char" -> new Val.Char(json.string("value").codePointAt(0));
            case "string" -> new Val.Str(json.string("value"));
            case "list" -> new Val.ListOf(values(json.objects("value")));
            case "tuple" -> new Val.TupleOf(values(json.objects("value")));
            case "map" ->
                new Val.ListOf(json.arraysOfObjects("value").stream()
                        .map(entry -> (Val) new Val.TupleOf(values(entry)))
                        .toList());
            case "record" -> record(json);
            case "variant" -> {
                Json value = json.object("value");
                yield new Val.VariantOf(value.string("case"), payload(value, "payload"));
            }
            case "enum" -> new Val.EnumOf(json.string("value"));
            case "option" -> new Val.OptionOf(payload(json, "value"));
            case "result" -> {
                Json value = json.object("value");
                boolean ok = value.has("Ok");
                yield new Val.ResultOf(ok, payload(value, ok ? "Ok" : "Err"));
            }
            case "flags" -> new Val.FlagsOf(new HashSet<>(json.strings("value")));
            default -> throw new ScriptException("unknown type of a value: " + type, null);
        };
    }

    private static List<Val> values(List<Json> constants) {
        return constants.stream().map(ValueReader::value).toList();
    }

    /** The value in a field, which may be missing or null. */
    private static Optional<Val> payload(Json json, String field) {
        return json.hasObject(field) ? Optional.of(value(json.object(field))) : Optional.empty();
    }

    private static Val record(Json json) {
        List<String> names = new ArrayList<>();
        List<Val> values = new ArrayList<>();
        for (Json.Named field : json.named("value")) {
            names.add(field.name());
            values.add(value(field.value()));
        }
        return new Val.RecordOf(names, values);
    }
}
