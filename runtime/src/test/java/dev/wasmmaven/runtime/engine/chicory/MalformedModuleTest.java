package dev.wasmmaven.runtime.engine.chicory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.binary.BinaryWriter;
import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Chicory's parser and validator let pass, or answer by allocating what is not there. */
@DisplayName("A module that Chicory would take")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MalformedModuleTest {

    private static final ChicoryEngine ENGINE = new ChicoryEngine(1 << 20);

    private static final int TYPES = 1;
    private static final int FUNCTIONS = 3;
    private static final int CODE = 10;

    private static CoreModule load(byte[] wasm) {
        return ENGINE.load(wasm, new CoreOptions("test.wasm", CoreOptions.Mode.COMPILED));
    }

    private static byte[] module(String sections) {
        return HexFormat.of().parseHex("0061736d01000000" + sections.replace(" ", ""));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "01 05 ff ff ff ff 0f, 4294967295 types",
        "01 05 80 80 80 80 08, 2147483648 types",
        "01 05 ff ff ff ff 07, 2147483647 types",
        "01 07 01 60 ff ff ff ff 07, 2147483647 parameters",
        "01 08 01 60 00 80 80 80 80 08, 2147483648 results",
        "01 07 01 5f ff ff ff ff 07, 2147483647 fields",
        "01 07 01 4e ff ff ff ff 07, 2147483647 types of a recursion group",
        "02 05 ff ff ff ff 07, 2147483647 imports",
        "03 05 ff ff ff ff 0f, 4294967295 functions",
        "04 05 ff ff ff ff 0f, 4294967295 tables",
        "06 05 ff ff ff ff 0f, 4294967295 globals",
        "07 05 80 80 80 80 08, 2147483648 exports",
        "09 05 ff ff ff ff 07, 2147483647 element segments",
        "04 04 01 70 00 01 09 0a 01 00 41 00 0b ff ff ff ff 07, 2147483647 elements",
        "04 04 01 70 00 01 09 0c 01 05 70 80 80 80 80 08 d0 70 0b 00, 2147483648 elements",
        "0a 05 ff ff ff ff 0f, 4294967295 functions",
        "0b 05 ff ff ff ff 0f, 4294967295 data segments",
        "05 03 01 00 01 0b 0a 01 00 41 00 0b ff ff ff ff 07, 2147483647 bytes expected",
        "0d 05 ff ff ff ff 0f, 4294967295 tags",
    })
    @DisplayName("announces more than is there: it is cut off")
    void countsWithoutItems(String sections, String named) {
        assertThatThrownBy(() -> load(module(sections)))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("test.wasm is cut off: ")
                .hasMessageContaining(named)
                .hasMessageContaining(" at offset 0x");
    }

    @Test
    @DisplayName("has more than engines take: the message names the limit")
    void limits() {
        assertThatThrownBy(() -> load(withTypes(1, 1001)))
                .isInstanceOf(MalformedException.class)
                .hasMessage("test.wasm has 1001 parameters at offset 0xd, more than the 1000 that engines take");
        assertThatThrownBy(() -> load(withLocals(3, 20_000)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("has 60000 local variables in a function at offset 0x")
                .hasMessageContaining("more than the 50000");
        assertThatThrownBy(() -> load(module("0c 04 80 80 80 08")))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("16777216 data segments");
        assertThatThrownBy(() -> load(module("04 08 01 70 00 80 94 eb dc 03")))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("1000000000 elements in a table");
        load(withTypes(1, 1000));
        load(withLocals(2, 25_000));
    }

    private static byte[] withTypes(int count, int params) {
        BinaryWriter types = new BinaryWriter().u32(count);
        for (int i = 0; i < count; i++) {
            types.u8(0x60).u32(params);
            for (int j = 0; j < params; j++) {
                types.u8(0x7f);
            }
            types.u32(0);
        }
        return sections(new BinaryWriter().u8(TYPES).sized(types));
    }

    private static byte[] withLocals(int groups, int each) {
        BinaryWriter body = new BinaryWriter().u32(groups);
        for (int i = 0; i < groups; i++) {
            body.u32(each).u8(0x7f - i);
        }
        return function(new BinaryWriter().u32(1).u8(0x60).u32(0).u32(0), body.u8(0x0b));
    }

    private static byte[] function(BinaryWriter types, BinaryWriter... bodies) {
        BinaryWriter functions = new BinaryWriter().u32(bodies.length);
        BinaryWriter code = new BinaryWriter().u32(bodies.length);
        for (int i = 0; i < bodies.length; i++) {
            functions.u32(0);
            code.sized(bodies[i]);
        }
        return sections(new BinaryWriter()
                .u8(TYPES)
                .sized(types)
                .u8(FUNCTIONS)
                .sized(functions)
                .u8(CODE)
                .sized(code));
    }

    private static byte[] sections(BinaryWriter sections) {
        return module(HexFormat.of().formatHex(sections.toByteArray()));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "0b 0b, operators remaining after end of function",
        "0b 01 0b, operators remaining after end of function",
        "02 40 0b, a function ends inside of a block",
        "41 00 0e 80 80 80 80 08 00 0b, 2147483648 labels",
        "41 00 0e f0 ff ff ff 0f 00 0b, 4294967280 labels",
    })
    @DisplayName("has a function with more than one end, or with labels that were counted as a negative number")
    void functions(String body, String named) {
        byte[] code = HexFormat.of().parseHex("00" + body.replace(" ", ""));
        assertThatThrownBy(() -> load(
                        function(new BinaryWriter().u32(1).u8(0x60).u32(0).u32(0), new BinaryWriter().bytes(code))))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a body that ends among its locals, 01 04 01 60 00 00 03 02 01 00 0a 05 01 02 01 01 7f 0b",
        "an element segment of unknown kind, 09 05 01 08 00 0b 00",
        "a data segment of unknown kind, 0b 04 01 03 00 00",
        "a value type in several bytes, 01 06 01 60 01 ff 00 00",
        "an export of unknown kind, 01 04 01 60 00 00 03 02 01 00 07 05 01 01 61 06 00 0a 04 01 02 00 0b",
        "an export whose name is not UTF-8, 01 04 01 60 00 00 03 02 01 00 07 05 01 01 ff 00 00 0a 04 01 02 00 0b",
        "a tag of unknown attribute, 01 04 01 60 00 00 0d 03 01 01 00",
        "a table of unknown form, 04 08 01 40 01 70 00 00 d0 70 0b",
        "an import whose name is longer than the file, 02 0a 01 01 61 ff ff ff ff 07 00 00",
        "an import of a kind in several bytes, 02 07 01 01 61 00 80 00 00",
        "bytes after the last element segment, 04 04 01 70 00 01 09 08 01 00 41 00 0b 00 00 00",
    })
    @DisplayName("has a section whose contents are of no known form")
    void sectionContents(String what, String sections) {
        assertThatThrownBy(() -> load(module(sections)))
                .as(what)
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("test.wasm");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "null of another type in a passive segment, 09 07 01 05 6f 01 d0 70 0b",
        "a function in a declarative segment of externref, 01 04 01 60 00 00 03 02 01 00 09 07 01 07 6f 01 d2 00 0b"
                + " 0a 04 01 02 00 0b",
        "a sum of different types, 06 09 01 7f 00 42 01 41 01 6a 0b",
        "a sum without operands, 06 06 01 7f 00 6a 0b 0b",
        "two values, 06 08 01 7f 00 41 00 41 00 0b",
        "a global of the module's own in a table, 04 09 01 40 00 70 00 01 23 00 0b 06 06 01 70 00 d0 70 0b",
        "an imported table that begins larger than it may be, 02 0d 01 01 61 00 01 70 01 80 80 80 80 08 14",
        "the size of a table that is not there, 01 05 01 60 00 01 7f 03 02 01 00 0a 07 01 05 00 fc 10 00 0b",
        "a label that is not there beside a vector instruction that is lowered, 01 04 01 60 00 00 03 02 01 00"
                + " 0a 0d 01 0b 00 0c 81 80 80 80 08 fd 80 02 0b",
        "a supertype that comes later, 01 0b 01 4e 02 50 01 01 5f 00 50 00 5f 00",
        "two supertypes, 01 0e 03 50 00 5f 00 50 00 5f 00 50 02 00 01 5f 00",
    })
    @DisplayName("has a constant expression, a type or an index that is not valid")
    void notValid(String what, String sections) {
        assertThatThrownBy(() -> load(module(sections)))
                .as(what)
                .isInstanceOfAny(InvalidException.class, MalformedException.class);
    }

    @Test
    @DisplayName("has equal types forty levels deep, each used twice: they are compared at once")
    void equalTypes() {
        int levels = 40;
        BinaryWriter types = new BinaryWriter().u32(2 * levels + 2);
        for (int copy = 0; copy < 2; copy++) {
            types.u8(0x60).u32(0).u32(0);
            for (int i = 0; i < levels; i++) {
                int below = copy * (levels + 1) + i;
                types.u8(0x60)
                        .u32(2)
                        .u8(0x64)
                        .index(below)
                        .u8(0x64)
                        .index(below)
                        .u32(0);
            }
        }
        // (func (local (ref null 2)) ... (local.set 0 (local.get 1)) with the deepest type of each copy.
        BinaryWriter body = new BinaryWriter()
                .u32(2)
                .u32(1)
                .u8(0x63)
                .index(levels)
                .u32(1)
                .u8(0x63)
                .index(2 * levels + 1)
                .bytes(HexFormat.of().parseHex("2001210020002101" + "0b"));
        load(function(types, body));
    }

    @Test
    @DisplayName("has imports whose names are no identifiers in Java: they keep them")
    void importNames() {
        BinaryWriter imports = new BinaryWriter().u32(3);
        imports.name("→").name("\uD83D\uDE00").u8(0).u32(0);
        imports.name("").name("").u8(0).u32(0);
        imports.name("plain").name("\u2028").u8(3).u8(0x7f).u8(0);
        CoreModule loaded = load(sections(new BinaryWriter()
                .u8(TYPES)
                .sized(new BinaryWriter().u32(1).u8(0x60).u32(0).u32(0))
                .u8(2)
                .sized(imports)));
        assertThat(loaded.imports())
                .extracting(it -> it.module() + "|" + it.name())
                .containsExactly("→|\uD83D\uDE00", "|", "plain|\u2028");
    }
}
