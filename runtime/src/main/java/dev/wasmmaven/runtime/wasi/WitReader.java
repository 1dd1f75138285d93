package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads declarations in WIT's notation (component model, WIT.md), as far as WASI needs it. Other than in WIT, methods
 * stand outside of their resource, as {@code resource.method}, and a declaration ends without a semicolon.
 */
public final class WitReader {

    private static final Pattern TOKEN = Pattern.compile("\\s*(->|[{}()<>,:=._]|[a-z][a-z0-9-]*)");

    private final String text;
    private final Matcher tokens;
    private final Map<String, ValType> types;
    private final Map<String, FuncType> functions;
    private String next;

    private WitReader(String text, Map<String, ValType> types, Map<String, FuncType> functions) {
        this.text = text;
        this.tokens = TOKEN.matcher(text);
        this.types = types;
        this.functions = functions;
        this.next = scan();
    }

    /**
     * Reads all declarations of a text.
     *
     * @param types named types; those declared are added
     * @param functions receives the functions declared by the names that components import them under
     * @throws IllegalArgumentException the text is not of this form, or names an unknown type
     */
    public static void read(String text, Map<String, ValType> types, Map<String, FuncType> functions) {
        WitReader reader = new WitReader(text, types, functions);
        while (!reader.next.isEmpty()) {
            reader.declaration();
        }
    }

    private void declaration() {
        String name = name();
        switch (name) {
            case "record" -> types.put(name(), new ValType.RecordType(fields()));
            case "variant" -> types.put(name(), new ValType.VariantType(cases()));
            case "enum" -> types.put(name(), new ValType.EnumType(labels()));
            case "flags" -> types.put(name(), new ValType.FlagsType(labels()));
            case "type" -> {
                String alias = name();
                take("=");
                types.put(alias, type());
            }
            default -> function(name);
        }
    }

    private void function(String name) {
        List<FuncType.Param> params = new ArrayList<>();
        String fullName = name;
        boolean method = taken(".");
        String member = method ? name() : "";
        take(":");
        if (method && taken("static")) {
            fullName = "[static]" + name + "." + member;
        } else if (method) {
            fullName = "[method]" + name + "." + member;
            params.add(new FuncType.Param("self", borrowed(named(name))));
        }
        boolean async = taken("async");
        take("func");
        take("(");
        while (!taken(")")) {
            String param = name();
            take(":");
            params.add(new FuncType.Param(param, type()));
            taken(",");
        }
        Optional<ValType> result = taken("->") ? Optional.of(type()) : Optional.empty();
        functions.put(fullName, new FuncType(async, params, result));
    }

    private List<ValType.Field> fields() {
        List<ValType.Field> fields = new ArrayList<>();
        take("{");
        while (!taken("}")) {
            String field = name();
            take(":");
            fields.add(new ValType.Field(field, type()));
            taken(",");
        }
        return fields;
    }

    private List<ValType.Case> cases() {
        List<ValType.Case> cases = new ArrayList<>();
        take("{");
        while (!taken("}")) {
            String label = name();
            Optional<ValType> payload = Optional.empty();
            if (taken("(")) {
                payload = Optional.of(type());
                take(")");
            }
            cases.add(new ValType.Case(label, payload));
            taken(",");
        }
        return cases;
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        take("{");
        while (!taken("}")) {
            labels.add(name());
            taken(",");
        }
        return labels;
    }

    private ValType type() {
        String name = name();
        return switch (name) {
            case "list" -> new ValType.ListType(arguments().get(0).orElseThrow());
            case "option" -> new ValType.OptionType(arguments().get(0).orElseThrow());
            case "tuple" ->
                new ValType.TupleType(
                        arguments().stream().map(Optional::orElseThrow).toList());
            case "stream" -> new ValType.StreamType(arguments().get(0));
            case "future" -> new ValType.FutureType(arguments().get(0));
            case "borrow" -> borrowed(arguments().get(0).orElseThrow());
            case "result" -> {
                List<Optional<ValType>> arguments = next.equals("<") ? arguments() : List.of();
                yield new ValType.ResultType(argument(arguments, 0), argument(arguments, 1));
            }
            default -> named(name);
        };
    }

    private static Optional<ValType> argument(List<Optional<ValType>> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : Optional.empty();
    }

    /** Type arguments; {@code _} is none. */
    private List<Optional<ValType>> arguments() {
        List<Optional<ValType>> arguments = new ArrayList<>();
        take("<");
        while (!taken(">")) {
            arguments.add(taken("_") ? Optional.empty() : Optional.of(type()));
            taken(",");
        }
        return arguments;
    }

    private ValType named(String name) {
        ValType type = types.get(name);
        return type == null ? PrimitiveType.valueOf(name.toUpperCase(Locale.ROOT)) : type;
    }

    private ValType borrowed(ValType resource) {
        if (resource instanceof ValType.OwnType own) {
            return new ValType.BorrowType(own.resource());
        }
        throw wrong("a resource");
    }

    private String name() {
        String token = next;
        if (token.isEmpty() || !Character.isLetter(token.charAt(0))) {
            throw wrong("a name");
        }
        next = scan();
        return token;
    }

    private boolean taken(String token) {
        if (next.equals(token)) {
            next = scan();
            return true;
        }
        return false;
    }

    private void take(String token) {
        if (!taken(token)) {
            throw wrong("'" + token + "'");
        }
    }

    private String scan() {
        if (tokens.lookingAt()) {
            String token = tokens.group(1);
            tokens.region(tokens.end(), text.length());
            return token;
        }
        if (text.substring(tokens.regionStart()).isBlank()) {
            return "";
        }
        throw wrong("a token");
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException(
                wanted + " is expected instead of '" + next + "' before: " + text.substring(tokens.regionStart()));
    }
}
