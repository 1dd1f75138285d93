package dev.wasmmaven.runtime.component.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.component.type.FuncType;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ResourceId;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("WAVE")
class WaveTest {

    private static final ValType U32 = PrimitiveType.U32;
    private static final ValType TEXT = PrimitiveType.STRING;

    /** Types by the names that the tests give them. */
    private static final Map<String, ValType> TYPES = Map.ofEntries(
            Map.entry("bool", PrimitiveType.BOOL),
            Map.entry("s8", PrimitiveType.S8),
            Map.entry("u8", PrimitiveType.U8),
            Map.entry("s64", PrimitiveType.S64),
            Map.entry("u64", PrimitiveType.U64),
            Map.entry("u32", U32),
            Map.entry("f32", PrimitiveType.F32),
            Map.entry("f64", PrimitiveType.F64),
            Map.entry("char", PrimitiveType.CHAR),
            Map.entry("string", TEXT),
            Map.entry("list", new ValType.ListType(U32)),
            Map.entry("pair", new ValType.FixedListType(U32, 2)),
            Map.entry("map", new ValType.MapType(TEXT, U32)),
            Map.entry("tuple", new ValType.TupleType(List.of(U32, TEXT))),
            Map.entry(
                    "record",
                    new ValType.RecordType(List.of(
                            new ValType.Field("a", U32),
                            new ValType.Field("true", TEXT),
                            new ValType.Field("c", new ValType.OptionType(U32))))),
            Map.entry("flags", new ValType.FlagsType(List.of("read", "write"))),
            Map.entry("enum", new ValType.EnumType(List.of("red", "none"))),
            Map.entry(
                    "variant",
                    new ValType.VariantType(List.of(
                            new ValType.Case("circle", Optional.of(U32)), new ValType.Case("dot", Optional.empty())))),
            Map.entry("option", new ValType.OptionType(U32)),
            Map.entry("nested", new ValType.OptionType(new ValType.OptionType(U32))),
            Map.entry("result", new ValType.ResultType(Optional.of(U32), Optional.of(TEXT))),
            Map.entry("bare", new ValType.ResultType(Optional.empty(), Optional.empty())),
            Map.entry("handle", new ValType.OwnType(new ResourceId("file"))));

    private static Val parse(String type, String text) {
        return WaveParser.parse(text, TYPES.get(type));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "bool; true",
                "s8; -128",
                "u8; 255",
                "s64; -9223372036854775808",
                "u64; 18446744073709551615",
                "f32; 0.1",
                "f32; -0",
                "f64; nan",
                "f64; -inf",
                "f64; 10000000000000000000000",
                "char; 'x'",
                "char; '\\''",
                "char; '\u20ac'",
                "string; \"a \\\"b\\\" \\\\ \\n \\u{7} \u20ac\"",
                "list; []",
                "list; [1, 2]",
                "pair; [1, 2]",
                "map; [(\"a\", 1)]",
                "tuple; (1, \"x\")",
                "record; {a: 1, %true: \"x\", c: some(3)}",
                "flags; {}",
                "flags; {read, write}",
                "enum; red",
                "enum; %none",
                "variant; circle(3)",
                "variant; dot",
                "option; none",
                "option; some(1)",
                "nested; some(none)",
                "result; ok(1)",
                "result; err(\"x\")",
                "bare; ok"
            })
    @DisplayName("prints what it reads")
    void roundTrip(String type, String text) {
        assertThat(WaveText.of(parse(type, text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "option; 1; some(1)",
                "result; 1; ok(1)",
                "list; [1,2 , 3,]; [1, 2, 3]",
                "record; {%true: \"x\", a: 1}; {a: 1, %true: \"x\", c: none}",
                "record; {c: 2, a: 1, %true: \"x\",}; {a: 1, %true: \"x\", c: some(2)}",
                "tuple; (1, \"x\",); (1, \"x\")",
                "f64; 1.5e3; 1500",
                "f64; 3; 3",
                "char; '\\u{1f600}'; '\ud83d\ude00'",
                "u32;   7  // seven; 7"
            })
    @DisplayName("reads what may be left out, commas at the end, and comments")
    void lenient(String type, String text, String printed) {
        assertThat(WaveText.of(parse(type, text))).isEqualTo(printed);
    }

    @Test
    @DisplayName("reads strings of several lines, without the indentation of the closing quotes")
    void multiline() {
        assertThat(WaveParser.parse("\"\"\"\n  one\n   two\\n\n  \"\"\"", TEXT)).isEqualTo(new Val.Str("one\n two\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "u8; 256; 256 is not from 0 to 255",
                "u8; -1; -1 is not from 0 to 255",
                "u8; x; expected an integer",
                "bool; yes; expected true or false",
                "char; 'ab'; expected one character",
                "char; '; expected",
                "string; \"a; the string has no end",
                "string; \"\\q\"; unknown escape",
                "string; \"\\u{d800}\"; not a character",
                "list; [1 2]; expected ','",
                "list; [1; expected ','",
                "pair; [1]; expected a list of 2 elements, not of 1",
                "tuple; (1); expected 2 elements",
                "record; {a: 1}; the field true is missing",
                "record; {a: 1, a: 2}; the field a is given twice",
                "record; {b: 1}; 'b' is no field of the record",
                "record; {true: \"x\"}; write %true",
                "flags; {run}; expected one of read, write",
                "enum; blue; 'blue' is no enum: expected one of red, none",
                "variant; circle; expected '('",
                "nested; 1; expected some(…) or none",
                "bare; 1; expected ok or err",
                "u32; 1 2; unexpected text at column 3 of 1 2",
                "handle; 1; a value of type file cannot be written as text"
            })
    @DisplayName("says what it expected, and where")
    void errors(String type, String text, String message) {
        assertThatThrownBy(() -> parse(type, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageMatching("(?s).* at column [0-9]+ of .*");
    }

    @Test
    @DisplayName("reads a call once the function is known; options at the end may be left out")
    void calls() {
        FuncType type = new FuncType(
                false,
                List.of(
                        new FuncType.Param("a", U32),
                        new FuncType.Param("b", TEXT),
                        new FuncType.Param("c", new ValType.OptionType(U32))),
                Optional.empty());
        WaveCall call = WaveCall.of("f(1, \"(\")");
        assertThat(call.function()).isEqualTo("f");
        assertThat(call.values(type))
                .containsExactly(new Val.U32(1), new Val.Str("("), new Val.OptionOf(Optional.empty()));
        assertThat(WaveCall.of("g").values(new FuncType(false, List.of(), Optional.empty())))
                .isEmpty();
        assertThatThrownBy(() -> WaveCall.of("f(1)").values(type))
                .hasMessageContaining("takes 3 arguments, not 1: func(a: u32, b: string, c: option<u32>)");
        assertThatThrownBy(() -> WaveCall.of("f(1, \"\", 2, 3)").values(type))
                .hasMessageContaining("takes 3 arguments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(1)", "  "})
    @DisplayName("wants a name in a call")
    void noName(String text) {
        assertThatThrownBy(() -> WaveCall.of(text)).hasMessageContaining("is no call");
    }
}
