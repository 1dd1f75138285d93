package dev.wasmmaven.conformance.script;

import dev.wasmmaven.conformance.script.Expected.Either;
import dev.wasmmaven.conformance.script.Expected.Exactly;
import dev.wasmmaven.conformance.script.Expected.Lane;
import dev.wasmmaven.conformance.script.Expected.Lanes;
import dev.wasmmaven.conformance.script.Expected.Nan;
import dev.wasmmaven.conformance.script.Expected.Reference;
import dev.wasmmaven.runtime.engine.CoreFunc;
import java.util.List;
import java.util.Optional;

/** Reads the constants of a script: arguments and expected results. */
final class ConstantReader {

    private ConstantReader() {}

    /** Whether the constant is one of a core module, not a value of a component. */
    static boolean isCore(Json json) {
        String type = json.string("type");
        return isNumber(type) || type.equals("v128") || type.equals("either") || type.contains("ref");
    }

    static long[] argument(Json json) {
        String type = json.string("type");
        if (type.equals("v128")) {
            return pack(json.strings("value"), laneBits(json.string("lane_type")));
        }
        if (isNumber(type)) {
            return new long[] {bits(json.string("value"))};
        }
        Optional<String> value = json.optional("value").filter(text -> !text.equals("null"));
        return new long[] {value.map(ConstantReader::bits).orElse(CoreFunc.NULL_REFERENCE)};
    }

    static Expected expected(Json json) {
        String type = json.string("type");
        if (type.equals("either")) {
            return new Either(json.objects("values").stream()
                    .map(ConstantReader::expected)
                    .toList());
        }
        if (type.equals("v128")) {
            List<Lane> lanes =
                    json.strings("value").stream().map(ConstantReader::lane).toList();
            return new Lanes(lanes, laneBits(json.string("lane_type")));
        }
        if (isNumber(type)) {
            return new Lanes(List.of(lane(json.string("value"))), laneBits(type));
        }
        if (type.startsWith("null") || type.equals("refnull")) {
            return new Reference(true);
        }
        Optional<String> value = json.optional("value");
        if (value.isEmpty() || value.get().equals("null")) {
            return new Reference(value.isPresent());
        }
        // An engine keeps a host reference as it is given (externref), so its number comes back.
        return new Lanes(List.of(lane(value.get())), Integer.SIZE);
    }

    private static boolean isNumber(String type) {
        return type.equals("i32") || type.equals("i64") || type.equals("f32") || type.equals("f64");
    }

    private static int laneBits(String type) {
        return Integer.parseInt(type.substring(1));
    }

    private static Lane lane(String value) {
        return switch (value) {
            case "nan:canonical" -> new Nan(true);
            case "nan:arithmetic" -> new Nan(false);
            default -> new Exactly(bits(value));
        };
    }

    /** The converter writes integers as signed numbers and floats as the unsigned number of their bits. */
    private static long bits(String number) {
        try {
            return number.startsWith("-") ? Long.parseLong(number) : Long.parseUnsignedLong(number);
        } catch (NumberFormatException e) {
            throw new ScriptException("not a number: " + number, e);
        }
    }

    private static long[] pack(List<String> lanes, int bits) {
        long[] halves = new long[2];
        for (int i = 0; i < lanes.size(); i++) {
            int bit = i * bits;
            long mask = -1L >>> (Long.SIZE - bits);
            halves[bit / Long.SIZE] |= (bits(lanes.get(i)) & mask) << bit % Long.SIZE;
        }
        return halves;
    }
}
