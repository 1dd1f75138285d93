package dev.wasmmaven.runtime.component.text;

import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads values of a known type from WAVE, the WebAssembly value encoding. Of an option or result, {@code some(…)} and
 * {@code ok(…)} may be left out where nothing else can be meant; of a record, fields that are options.
 */
public final class WaveParser {

    private final WaveLexer in;

    WaveParser(String text) {
        this.in = new WaveLexer(text);
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException the text is no value of the type; the message says where
     */
    public static Val parse(String text, ValType type) {
        WaveParser parser = new WaveParser(text);
        Val value = parser.value(type);
        parser.in.end();
        return value;
    }

    List<Val> arguments(FuncType type) {
        List<Val> values = new ArrayList<>();
        List<ValType> params = type.paramTypes();
        in.expect('(');
        while (!in.accept(')')) {
            if (values.size() == params.size()) {
                throw in.error("the function takes " + params.size() + " arguments: " + new TypeText().of(type));
            }
            values.add(value(params.get(values.size())));
            separator(')');
        }
        in.end();
        for (ValType missing : params.subList(values.size(), params.size())) {
            if (!(missing instanceof ValType.OptionType)) {
                throw new IllegalArgumentException("the function takes " + params.size() + " arguments, not "
                        + values.size() + ": " + new TypeText().of(type));
            }
            values.add(new Val.OptionOf(Optional.empty()));
        }
        return values;
    }

    /** Between items: a comma, or the end, which is left. */
    private void separator(char close) {
        if (!in.accept(',') && !in.at(close)) {
            throw in.error("expected ',' or '" + close + "'");
        }
    }

    private Val value(ValType type) {
        if (type instanceof PrimitiveType it) {
            return primitive(it);
        }
        if (type instanceof ValType.ListType it) {
            return new Val.ListOf(elements(it.element()));
        }
        if (type instanceof ValType.FixedListType it) {
            List<Val> elements = elements(it.element());
            if (elements.size() != it.length()) {
                throw in.error("expected a list of " + Integer.toUnsignedString(it.length()) + " elements, not of "
                        + elements.size());
            }
            return new Val.ListOf(elements);
        }
        if (type instanceof ValType.MapType it) {
            return new Val.ListOf(elements(new ValType.TupleType(List.of(it.key(), it.value()))));
        }
        if (type instanceof ValType.TupleType it) {
            return tuple(it);
        }
        if (type instanceof ValType.RecordType it) {
            return record(it);
        }
        if (type instanceof ValType.FlagsType it) {
            return flags(it);
        }
        if (type instanceof ValType.EnumType it) {
            return new Val.EnumOf(known(it.labels(), "enum"));
        }
        if (type instanceof ValType.VariantType it) {
            return variant(it);
        }
        if (type instanceof ValType.OptionType it) {
            return option(it);
        }
        if (type instanceof ValType.ResultType it) {
            return result(it);
        }
        throw in.error("a value of type " + new TypeText().of(type) + " cannot be written as text");
    }

    private Val primitive(PrimitiveType type) {
        return switch (type) {
            case BOOL -> new Val.Bool(bool());
            case S8 -> new Val.S8((byte) in.integer(Byte.MIN_VALUE, Byte.MAX_VALUE));
            case U8 -> new Val.U8((int) in.integer(0, 0xff));
            case S16 -> new Val.S16((short) in.integer(Short.MIN_VALUE, Short.MAX_VALUE));
            case U16 -> new Val.U16((int) in.integer(0, 0xffff));
            case S32 -> new Val.S32((int) in.integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
            case U32 -> new Val.U32((int) in.integer(0, 0xffff_ffffL));
            case S64 -> new Val.S64(in.integer(Long.MIN_VALUE, Long.MAX_VALUE));
            case U64 -> new Val.U64(in.unsigned());
            case F32 -> new Val.F32(Float.parseFloat(in.floating()));
            case F64 -> new Val.F64(Double.parseDouble(in.floating()));
            case CHAR -> new Val.Char(in.character());
            case STRING -> new Val.Str(in.string());
            case ERROR_CONTEXT -> throw in.error("a value of type error-context cannot be written as text");
        };
    }

    private boolean bool() {
        if (in.acceptWord("true")) {
            return true;
        }
        if (in.acceptWord("false")) {
            return false;
        }
        throw in.error("expected true or false");
    }

    private List<Val> elements(ValType element) {
        List<Val> elements = new ArrayList<>();
        in.expect('[');
        while (!in.accept(']')) {
            elements.add(value(element));
            separator(']');
        }
        return elements;
    }

    private Val tuple(ValType.TupleType type) {
        List<Val> elements = new ArrayList<>();
        in.expect('(');
        for (ValType each : type.elements()) {
            if (in.at(')')) {
                throw in.error("expected " + type.elements().size() + " elements");
            }
            elements.add(value(each));
            separator(')');
        }
        in.expect(')');
        return new Val.TupleOf(elements);
    }

    private Val record(ValType.RecordType type) {
        Map<String, ValType> types = new HashMap<>();
        type.fields().forEach(it -> types.put(it.name(), it.type()));
        Map<String, Val> given = new HashMap<>();
        in.expect('{');
        if (in.accept(':')) {
            // An empty record is told apart from no flags.
            in.expect('}');
        } else {
            while (!in.accept('}')) {
                String name = known(types.keySet(), "field of the record");
                in.expect(':');
                if (given.put(name, value(Objects.requireNonNull(types.get(name)))) != null) {
                    throw in.error("the field " + name + " is given twice");
                }
                separator('}');
            }
        }
        List<String> names = new ArrayList<>();
        List<Val> values = new ArrayList<>();
        for (ValType.Field field : type.fields()) {
            Val value = given.get(field.name());
            if (value == null && !(field.type() instanceof ValType.OptionType)) {
                throw in.error("the field " + field.name() + " is missing");
            }
            names.add(field.name());
            values.add(value == null ? new Val.OptionOf(Optional.empty()) : value);
        }
        return new Val.RecordOf(names, values);
    }

    private Val flags(ValType.FlagsType type) {
        Set<String> labels = new LinkedHashSet<>();
        in.expect('{');
        while (!in.accept('}')) {
            labels.add(known(type.labels(), "flag"));
            separator('}');
        }
        return new Val.FlagsOf(labels);
    }

    /** A label that is one of these. */
    private String known(Collection<String> labels, String what) {
        String label = in.label();
        if (!labels.contains(label)) {
            throw in.error("'" + label + "' is no " + what + ": expected one of " + String.join(", ", labels));
        }
        return label;
    }

    private Val variant(ValType.VariantType type) {
        String label = known(type.cases().stream().map(ValType.Case::name).toList(), "case of the variant");
        ValType.Case chosen = type.cases().stream()
                .filter(it -> it.name().equals(label))
                .findFirst()
                .orElseThrow();
        return new Val.VariantOf(label, chosen.type().map(this::parenthesised));
    }

    private Val parenthesised(ValType type) {
        in.expect('(');
        Val value = value(type);
        in.expect(')');
        return value;
    }

    private Val option(ValType.OptionType type) {
        if (in.acceptWord("none")) {
            return new Val.OptionOf(Optional.empty());
        }
        if (in.acceptWord("some")) {
            return new Val.OptionOf(Optional.of(parenthesised(type.element())));
        }
        return new Val.OptionOf(Optional.of(flattened(type.element(), "some(…) or none")));
    }

    private Val result(ValType.ResultType type) {
        if (in.acceptWord("ok")) {
            return new Val.ResultOf(true, type.ok().map(this::parenthesised));
        }
        if (in.acceptWord("err")) {
            return new Val.ResultOf(false, type.error().map(this::parenthesised));
        }
        ValType ok = type.ok().orElseThrow(() -> in.error("expected ok or err"));
        return new Val.ResultOf(true, Optional.of(flattened(ok, "ok(…) or err")));
    }

    /** The payload alone, where that is not an option or result itself. */
    private Val flattened(ValType payload, String wanted) {
        if (payload instanceof ValType.OptionType || payload instanceof ValType.ResultType) {
            throw in.error("expected " + wanted);
        }
        return value(payload);
    }
}
