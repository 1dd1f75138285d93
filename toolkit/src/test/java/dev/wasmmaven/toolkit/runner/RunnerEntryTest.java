package dev.wasmmaven.toolkit.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The runner in cargo's configuration")
class RunnerEntryTest {

    private static final String TARGET = "wasm32-wasip1";
    private static final List<String> COMMAND = List.of("/with space/wasi-runtime", "run", "--dir", "C:\\x\"y");
    private static final String LINE =
            "runner = [\"/with space/wasi-runtime\", \"run\", \"--dir\", \"C:\\\\x\\\"y\"] # wasm-maven-plugin\n";
    private static final String TABLE = "[target.wasm32-wasip1] # wasm-maven-plugin\n" + LINE;

    private static String set(String text) {
        return RunnerEntry.set(text, TARGET, COMMAND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment\n",
                "[build]\ntarget = \"wasm32-wasip1\" # mine\n",
                "[target.wasm32-wasip1]\nrustflags = [\n  \"-C\", # [target.x]\n  \"a=]\",\n]\n\n[env]\nA = \"1\"\n",
                "[target.'wasm32-wasip1']\nlinker = '''\n[target.wasm32-wasip1]\nrunner = \"x\"'''\n",
                "[target.\"wasm32-wasip1\"]\nrunner = \"wasmtime\" # keep me\n[a]\n",
                "[target.wasm32-wasip1]\nrunner = [\n    \"wasmtime\",\n    \"run\",\n]\n\n# end\n",
                "target.wasm32-wasip1.runner = \"x\"\n[env]\nb.c = { d = \"#\", e = [1, 2] }\n",
                "[target]\nwasm32-wasip1.linker = \"l\"\n",
                "[[unstable.things]]\na = 1\n[[unstable.things]]\na = 2\n",
                "[env]\r\nA = \"1\"\r\n"
            })
    @DisplayName("is set once, leaves the rest as it is, and is taken out again")
    void roundTrip(String before) {
        String after = set(before);
        assertThat(after).contains("# wasm-maven-plugin");
        assertThat(set(after)).isEqualTo(after);
        assertThat(RunnerEntry.remove(after, TARGET)).isEqualTo(before);
        assertThat(RunnerEntry.remove(before, TARGET)).isEqualTo(before);
    }

    @Test
    @DisplayName("gets a table of its own, or a line in the one that is there")
    void placed() {
        assertThat(set("")).isEqualTo(TABLE);
        assertThat(set("[env]\nA = \"1\"")).isEqualTo("[env]\nA = \"1\"\n\n" + TABLE);
        assertThat(set("[target.wasm32-wasip1] # mine\nlinker = \"x\"\n"))
                .isEqualTo("[target.wasm32-wasip1] # mine\n" + LINE + "linker = \"x\"\n");
        assertThat(set("[env]\r\nA = \"1\"\r\n"))
                .endsWith("# wasm-maven-plugin\r\n")
                .doesNotContain("\"]\n");
    }

    @Test
    @DisplayName("replaces another runner, which stays as a comment")
    void replaced() {
        assertThat(set("[target.wasm32-wasip1]\nrunner = \"wasmtime\" # why\nlinker = \"x\"\n"))
                .isEqualTo("[target.wasm32-wasip1]\n# wasm-maven-plugin replaces: runner = \"wasmtime\" # why\n" + LINE
                        + "linker = \"x\"\n");
        assertThat(set("target.wasm32-wasip1.runner = \"x\"\n"))
                .isEqualTo("# wasm-maven-plugin replaces: target.wasm32-wasip1.runner = \"x\"\ntarget.wasm32-wasip1."
                        + LINE);
    }

    @Test
    @DisplayName("of another target is not touched")
    void others() {
        String other = "[target.wasm32-wasip2]\nrunner = \"x\"\n[target.'cfg(all())']\nrunner = \"y\"\n";
        assertThat(set(other)).isEqualTo(other + "\n" + TABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "target = { wasm32-wasip1 = { linker = \"x\" } }\n",
                "[target]\nwasm32-wasip1 = {}\n",
                "[target.wasm32-wasip1.runner]\nx = 1\n",
                "a = [1,\n",
                "a = \"\n",
                "[open\n",
                "= 1\n",
                "a b = 1\n"
            })
    @DisplayName("is not set where that would break the file")
    void refused(String text) {
        assertThatThrownBy(() -> set(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
