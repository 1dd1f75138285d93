package dev.wasmmaven.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.support.diagnostic.Diagnosed;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

    @Test
    @DisplayName("blanks separate words, however many")
    void blanks() {
        assertThat(ShellWords.split("  a\tb \n c ")).containsExactly("a", "b", "c");
        assertThat(ShellWords.split("   ")).isEmpty();
        assertThat(ShellWords.split("")).isEmpty();
    }

    @Test
    @DisplayName("single quotes take everything literally")
    void singleQuotes() {
        assertThat(ShellWords.split("'two words' 'a\\b\"c' ''")).containsExactly("two words", "a\\b\"c", "");
    }

    @Test
    @DisplayName("double quotes keep blanks, and a backslash only escapes what it escapes in a shell")
    void doubleQuotes() {
        assertThat(ShellWords.split("\"two words\" \"q\\\"q\" \"c:\\dir\" \"\\$HOME\""))
                .containsExactly("two words", "q\"q", "c:\\dir", "$HOME");
    }

    @Test
    @DisplayName("a backslash outside of quotes takes the next character")
    void backslash() {
        assertThat(ShellWords.split("two\\ words \\'")).containsExactly("two words", "'");
    }

    @Test
    @DisplayName("quoted and plain parts without a blank between are one word")
    void adjoining() {
        assertThat(ShellWords.split("--name='Ada L.'\"x y\"z")).containsExactly("--name=Ada L.x yz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'open", "\"open", "end\\", "\"end\\"})
    @DisplayName("what is not closed is an error that shows the line")
    void unclosed(String line) {
        assertThatThrownBy(() -> ShellWords.split(line))
                .isInstanceOf(GoalException.class)
                .hasMessageContaining(line)
                .extracting(e -> ((Diagnosed) e).diagnosticId())
                .isEqualTo(DiagnosticId.CONFIGURATION_INVALID);
    }
}
