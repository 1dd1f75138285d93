package dev.wasmmaven.toolkit.testrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ListFormatsTest {

    private static final String START = "{ \"type\": \"suite\", \"event\": \"discovery\" }\n";

    private static String test(String name, boolean ignored, String reason) {
        return "{ \"type\": \"test\", \"event\": \"discovered\", \"name\": \"" + name + "\", \"ignore\": " + ignored
                + ", \"ignore_message\": \"" + reason
                + "\", \"source_path\": \"src/lib.rs\", \"start_line\": 6, \"start_col\": 16, \"end_line\": 6,"
                + " \"end_col\": 22 }\n";
    }

    private static String end(int total) {
        return "{ \"type\": \"suite\", \"event\": \"completed\", \"tests\": " + total
                + ", \"benchmarks\": 0, \"total\": " + total + ", \"ignored\": 1 }\n";
    }

    @Test
    @DisplayName("names, reasons and places are read from JSON")
    void json() {
        String list = START + test("tests::größe", false, "") + test("tests::net", true, "needs a network") + end(2);
        assertThat(JsonList.isOne(list)).isTrue();
        assertThat(JsonList.parse(list).orElseThrow())
                .containsExactly(
                        new ListedTest("tests::größe", false, Optional.empty(), Optional.of("src/lib.rs:6:16")),
                        new ListedTest(
                                "tests::net", true, Optional.of("needs a network"), Optional.of("src/lib.rs:6:16")));
    }

    @Test
    @DisplayName("a reason with quotes and line ends, which libtest does not escape, is read whole")
    void unescapedReason() {
        String list = START + test("a", true, "needs \"net\",\nand \\ time") + test("b", false, "") + end(2);
        assertThat(JsonList.parse(list).orElseThrow())
                .extracting(ListedTest::name, ListedTest::ignoreReason)
                .containsExactly(tuple("a", Optional.of("needs \"net\",\nand \\ time")), tuple("b", Optional.empty()));
    }

    @Test
    @DisplayName("a Windows path is unescaped")
    void path() {
        String list = START + test("a", false, "").replace("src/lib.rs", "src\\\\lib.rs") + end(1);
        assertThat(JsonList.parse(list).orElseThrow().get(0).location()).contains("src\\lib.rs:6:16");
    }

    @Test
    @DisplayName("a list that is cut off is no list")
    void incomplete() {
        assertThat(JsonList.parse(START + test("a", false, ""))).isEmpty();
        assertThat(JsonList.parse(START + test("a", false, "") + end(2))).isEmpty();
        assertThat(JsonList.isOne("running 0 tests\n")).isFalse();
    }

    @Test
    @DisplayName("the terse format gives names, benchmarks too, each once")
    void terse() {
        assertThat(TerseList.parse("a: test\nb::c: benchmark\n[kind] d e: test\na: test\n\n4 tests, 1 benchmark\n"))
                .hasValueSatisfying(names -> assertThat(names).containsExactly("a", "b::c", "[kind] d e"));
        assertThat(TerseList.parse(""))
                .hasValueSatisfying(names -> assertThat(names).isEmpty());
    }

    @Test
    @DisplayName("other output is no list")
    void noList() {
        assertThat(TerseList.parse("all is well\n")).isEmpty();
        assertThat(TerseList.parse("a: test\nstarting up\n")).isEmpty();
    }
}
