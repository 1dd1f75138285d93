package dev.wasmmaven.conformance.script;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object with typed, checked access. */
final class Json {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    // Modules in text format are long strings.
                    StreamReadConstraints.builder().maxStringLength(1 << 28).build())
            .build();

    private final Map<?, ?> fields;

    private Json(Map<?, ?> fields) {
        this.fields = fields;
    }

    static Json read(Path file) throws IOException {
        try (JsonParser parser = FACTORY.createParser(file.toFile())) {
            parser.nextToken();
            return object(value(parser));
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                object.put(name, value(parser));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> array = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser));
            }
            return array;
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        if (token == null) {
            throw new ScriptException("the file is empty or ends too early", null);
        }
        return parser.getText();
    }

    private static Json object(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Json(map);
        }
        throw new ScriptException("expected an object, found " + value, null);
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    String string(String field) {
        return optional(field)
                .orElseThrow(() -> new ScriptException("no field \"" + field + "\" in " + fields.keySet(), null));
    }

    /** A string, or a number as its digits. */
    Optional<String> optional(String field) {
        Object value = fields.get(field);
        return value instanceof String || value instanceof Long ? Optional.of(value.toString()) : Optional.empty();
    }

    int integer(String field) {
        if (fields.get(field) instanceof Long value) {
            return Math.toIntExact(value);
        }
        throw new ScriptException("no number \"" + field + "\" in " + fields, null);
    }

    Json object(String field) {
        Object value = fields.get(field);
        if (value == null) {
            throw new ScriptException("no field \"" + field + "\" in " + fields.keySet(), null);
        }
        return object(value);
    }

    /** Whether there is an object in the field, and not null or nothing. */
    boolean hasObject(String field) {
        return fields.get(field) instanceof Map;
    }

    /** A name and an object, written as an array of both. */
    record Named(String name, Json value) {}

    List<Named> named(String field) {
        List<Named> all = new ArrayList<>();
        for (Object each : array(field)) {
            if (!(each instanceof List<?> pair) || pair.size() != 2) {
                throw new ScriptException("expected a name and a value, found " + each, null);
            }
            all.add(new Named(String.valueOf(pair.get(0)), object(pair.get(1))));
        }
        return all;
    }

    List<List<Json>> arraysOfObjects(String field) {
        List<List<Json>> all = new ArrayList<>();
        for (Object each : array(field)) {
            if (!(each instanceof List<?> inner)) {
                throw new ScriptException("expected an array, found " + each, null);
            }
            all.add(inner.stream().map(Json::object).toList());
        }
        return all;
    }

    List<Json> objects(String field) {
        return array(field).stream().map(Json::object).toList();
    }

    List<String> strings(String field) {
        return array(field).stream().map(String::valueOf).toList();
    }

    private List<?> array(String field) {
        if (fields.get(field) instanceof List<?> array) {
            return array;
        }
        throw new ScriptException("no array \"" + field + "\" in " + fields.keySet(), null);
    }
}
