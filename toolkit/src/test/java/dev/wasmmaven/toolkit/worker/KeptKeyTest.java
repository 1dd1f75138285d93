package dev.wasmmaven.toolkit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptKeyTest {

    private static final Map<String, String> VARIABLES = Map.of("TZ", "UTC", "PATH", "/bin", "SECRET", "a");

    @TempDir
    Path folder;

    private static String digits(WorkerJvm jvm, Map<String, String> variables) throws IOException {
        return KeptKey.of(jvm, variables).digits();
    }

    @Test
    @DisplayName("a worker is given the variables that a JVM looks at, and builds share it if those are the same")
    void variables() throws IOException {
        WorkerJvm jvm = TestWorkers.jvm(1);
        KeptKey key = KeptKey.of(jvm, VARIABLES);
        assertThat(key.environment()).isEqualTo(Map.of("TZ", "UTC"));
        assertThat(digits(jvm, Map.of("TZ", "UTC", "SECRET", "b"))).isEqualTo(key.digits());
        assertThat(digits(jvm, Map.of("TZ", "Asia/Tokyo"))).isNotEqualTo(key.digits());
        assertThat(digits(TestWorkers.jvm(7), VARIABLES)).isEqualTo(key.digits());
    }

    @Test
    @DisplayName("relative paths in arguments mean what they mean to the build")
    void directory() throws IOException {
        assertThat(KeptKey.of(TestWorkers.jvm(1), VARIABLES).directory()).isEmpty();
        Path here = Path.of("").toAbsolutePath();
        assertThat(KeptKey.of(TestWorkers.jvm(1, "-javaagent:a.jar"), VARIABLES).directory())
                .contains(here);
        assertThat(KeptKey.of(TestWorkers.jvm(1), Map.of("JAVA_TOOL_OPTIONS", "-javaagent:a.jar"))
                        .directory())
                .contains(here);
    }

    @Test
    @DisplayName("another plugin, Java or argument is another worker's")
    void parts() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "1");
        WorkerJvm jvm = new WorkerJvm(WorkerJvm.currentJava(), List.of(jar), List.of("-Xmx1g"), 1, Optional.empty());
        String before = digits(jvm, VARIABLES);
        Path java = Files.createSymbolicLink(folder.resolve("java"), WorkerJvm.currentJava());
        assertThat(digits(new WorkerJvm(java, List.of(jar), List.of("-Xmx1g"), 1, Optional.empty()), VARIABLES))
                .isNotEqualTo(before);
        Files.delete(java);
        assertThat(digits(new WorkerJvm(jvm.java(), List.of(jar), List.of("-Xmx2g"), 1, Optional.empty()), VARIABLES))
                .isNotEqualTo(before);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        assertThat(digits(jvm, VARIABLES)).isNotEqualTo(before);
    }
}
