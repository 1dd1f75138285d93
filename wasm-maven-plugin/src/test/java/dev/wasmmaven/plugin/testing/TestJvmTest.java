package dev.wasmmaven.plugin.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestJvmTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("a java executable is taken as it is, of a JDK's home its own")
    void java() throws Exception {
        Path java =
                Files.createFile(Files.createDirectory(folder.resolve("bin")).resolve("java"));
        assertThat(TestJvm.of(1, Optional.of(folder), Optional.empty(), Optional.empty())
                        .java())
                .contains(java);
        assertThat(TestJvm.of(1, Optional.of(java), Optional.empty(), Optional.empty())
                        .java())
                .contains(java);
    }

    @Test
    @DisplayName("arguments are split as by a shell")
    void arguments() {
        assertThat(TestJvm.of(1, Optional.empty(), Optional.of("-Xmx4g '-Dname=two words'"), Optional.empty())
                        .arguments())
                .containsExactly("-Xmx4g", "-Dname=two words");
    }

    @ParameterizedTest
    @DisplayName("a number of JVMs that there cannot be is refused with the parameter that is meant")
    @ValueSource(ints = {-1, 2, 16})
    void forkCount(int count) {
        assertThatThrownBy(() -> TestJvm.of(count, Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(GoalException.class)
                .hasMessageContaining("<forkCount> is " + count);
    }
}
