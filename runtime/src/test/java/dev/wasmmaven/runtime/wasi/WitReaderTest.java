package dev.wasmmaven.runtime.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ValType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitReaderTest {

    private static final HostResource<Object> FILE = new HostResource<>("file", Object.class);

    @Test
    @DisplayName("every kind of type is read")
    void types() {
        Map<String, ValType> types = new HashMap<>(Map.of("file", FILE.own()));
        Map<String, FuncType> functions = new HashMap<>();
        WitReader.read("""
                record pair { type: u8, name: option<string> }
                variant choice { none, some(pair) }
                enum size { small, big }
                flags rights { read, write }
                type pairs = list<tuple<pair, s64>>
                plain: func()
                file.read: func(at: u64, from: borrow<file>) -> result<_, size>
                many: func(in: pairs) -> result<list<u8>>
                none: func() -> result
                later: async func() -> tuple<stream<u8>, future<result>>
                file.create: static func() -> file
                """, types, functions);
        ValType pair = new ValType.RecordType(List.of(
                new ValType.Field("type", PrimitiveType.U8),
                new ValType.Field("name", new ValType.OptionType(PrimitiveType.STRING))));
        ValType size = new ValType.EnumType(List.of("small", "big"));
        assertThat(types)
                .containsEntry("pair", pair)
                .containsEntry(
                        "choice",
                        new ValType.VariantType(List.of(
                                new ValType.Case("none", Optional.empty()),
                                new ValType.Case("some", Optional.of(pair)))))
                .containsEntry("rights", new ValType.FlagsType(List.of("read", "write")))
                .containsEntry("pairs", new ValType.ListType(new ValType.TupleType(List.of(pair, PrimitiveType.S64))));
        ValType borrowed = FILE.borrow();
        ValType stream = new ValType.StreamType(Optional.of(PrimitiveType.U8));
        ValType future =
                new ValType.FutureType(Optional.of(new ValType.ResultType(Optional.empty(), Optional.empty())));
        assertThat(functions)
                .containsEntry(
                        "later",
                        new FuncType(true, List.of(), Optional.of(new ValType.TupleType(List.of(stream, future)))))
                .containsEntry("[static]file.create", new FuncType(false, List.of(), Optional.of(FILE.own())))
                .containsEntry("plain", new FuncType(false, List.of(), Optional.empty()))
                .containsEntry(
                        "[method]file.read",
                        new FuncType(
                                false,
                                List.of(
                                        new FuncType.Param("self", borrowed),
                                        new FuncType.Param("at", PrimitiveType.U64),
                                        new FuncType.Param("from", borrowed)),
                                Optional.of(new ValType.ResultType(Optional.empty(), Optional.of(size)))));
        assertThat(functions.get("many").result())
                .contains(
                        new ValType.ResultType(Optional.of(new ValType.ListType(PrimitiveType.U8)), Optional.empty()));
        assertThat(functions.get("none").result()).contains(new ValType.ResultType(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f: func(",
                "f: func(a: nothing)",
                "f func()",
                "record r { a }",
                "unknown.read: func()",
                "enum e { ? }"
            })
    @DisplayName("what is no declaration is refused")
    void refused(String text) {
        assertThatThrownBy(() -> WitReader.read(text, new HashMap<>(), new HashMap<>()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
