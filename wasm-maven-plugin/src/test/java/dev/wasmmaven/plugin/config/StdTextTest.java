package dev.wasmmaven.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.toolkit.std.BuildStd;
import dev.wasmmaven.toolkit.std.LibcChoice;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StdTextTest {

    private final Path base = Path.of("project").toAbsolutePath();

    @Test
    @DisplayName("a libc is a version, a commit, a folder, auto or none")
    void libc() {
        assertThat(StdText.libc(null, base)).isEqualTo(new LibcChoice.Automatic());
        assertThat(StdText.libc("auto", base)).isEqualTo(new LibcChoice.Automatic());
        assertThat(StdText.libc("none", base)).isEqualTo(new LibcChoice.None());
        assertThat(StdText.libc(" 0.2.177 ", base)).isEqualTo(new LibcChoice.Version("0.2.177"));
        assertThat(StdText.libc("0.2", base)).isEqualTo(new LibcChoice.Version("0.2"));
        assertThat(StdText.libc("../libc", base)).isEqualTo(new LibcChoice.Directory(base.resolveSibling("libc")));
        assertThat(StdText.libc("git+https://host.example/libc.git#refs/tags/0.2.177", base))
                .isEqualTo(new LibcChoice.Git("https://host.example/libc.git", Optional.of("refs/tags/0.2.177")));
        assertThat(StdText.libc("git+file:///libc", base))
                .isEqualTo(new LibcChoice.Git("file:///libc", Optional.empty()));
    }

    @Test
    @DisplayName("a word that is none of the possible ones is refused with a list of those")
    void words() {
        assertThat(StdText.constant(BuildStd.class, "Always", "buildStd")).isEqualTo(BuildStd.ALWAYS);
        assertThatThrownBy(() -> StdText.constant(BuildStd.class, "yes", "buildStd"))
                .isInstanceOfSatisfying(GoalException.class, problem -> {
                    assertThat(problem.getMessage()).contains("<buildStd> is 'yes'");
                    assertThat(problem.nextStep()).contains("auto, always, never");
                });
    }
}
