package dev.wasmmaven.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Arguments")
class ArgumentsTest {

    private static final Option DIR = Option.repeated("HOST", "", "--dir");
    private static final Option WASI = Option.repeated("KEY", "", "-S", "--wasi");
    private static final Option TIMEOUT = Option.single("TIME", "", "--timeout");
    private static final Option ERRORS = Option.flag("", "-e", "--errors");
    private static final List<Option> KNOWN = List.of(DIR, WASI, TIMEOUT, ERRORS);

    private static Arguments parse(String... args) {
        return Arguments.parse(List.of(args), KNOWN);
    }

    @Test
    @DisplayName("a value may follow the option, stand behind '=', or directly behind a letter")
    void values() {
        Arguments arguments =
                parse("--dir", "a", "--dir=b=c", "-Scli", "-S=tcp", "-S", "udp", "--wasi", "http", "-e", "--dir=", "f");
        assertThat(arguments.values(DIR)).containsExactly("a", "b=c", "");
        assertThat(arguments.values(WASI)).containsExactly("cli", "tcp", "udp", "http");
        assertThat(arguments.has(ERRORS)).isTrue();
        assertThat(arguments.has(TIMEOUT)).isFalse();
        assertThat(arguments.positional()).containsExactly("f");
    }

    @Test
    @DisplayName("what follows the first argument that is no option is not looked at")
    void positional() {
        assertThat(parse("f", "--dir", "-x", "--", "-e").positional()).containsExactly("f", "--dir", "-x", "--", "-e");
        assertThat(parse("-", "-e").positional()).containsExactly("-", "-e");
        assertThat(parse("-e", "--", "-f", "--").positional()).containsExactly("-f", "--");
        assertThat(parse("--dir", "-x", "f").values(DIR)).containsExactly("-x");
        assertThat(parse().positional()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "--dri, unknown option --dri; did you mean --dir?",
        "--timout=3, unknown option --timout; did you mean --timeout?",
        "--something-else, unknown option --something-else; an option of the program itself comes after its file",
        "-x, unknown option -x",
        "--dir, the option --dir needs a value: --dir HOST",
        "--errors=1, the option --errors takes no value"
    })
    @DisplayName("what is not understood is told with what could be meant")
    void refused(String arg, String message) {
        assertThatThrownBy(() -> parse(arg)).isInstanceOf(UsageException.class).hasMessageStartingWith(message);
    }

    @Test
    @DisplayName("an option that makes sense once is refused twice; a flag is not")
    void twice() {
        assertThatThrownBy(() -> parse("--timeout", "1", "--timeout=2")).hasMessageContaining("given twice");
        assertThat(parse("-e", "-e").has(ERRORS)).isTrue();
    }
}
