package dev.wasmmaven.toolkit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.toolkit.doctor.Finding;
import dev.wasmmaven.toolkit.doctor.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class KeptJvmsFindingTest implements KeptWorkers.Listener {

    private static final byte[] EMPTY_MODULE = {0, 'a', 's', 'm', 1, 0, 0, 0};

    @TempDir
    Path folder;

    @Override
    public void debug(String message) {}

    @Override
    public void notKept(String reason) {
        throw new AssertionError(reason);
    }

    @Test
    @DisplayName("a JVM that is kept is told with its process, its start, what it does, and how to end it")
    void kept() throws IOException {
        Path cache = folder.resolve("c");
        KeptJvms jvms = new KeptJvms(cache);
        assertThat(KeptJvmsFinding.in(cache)).isEmpty();
        try (WorkerPrograms programs = new WorkerPrograms(
                TestWorkers.jvm(1, "-XX:TieredStopAtLevel=1"), new KeptWorkers(cache, Duration.ofMinutes(10), this))) {
            programs.load(Files.write(folder.resolve("empty.wasm"), EMPTY_MODULE));
            KeptJvms.KeptJvm one = jvms.list().get(0);
            Finding finding = KeptJvmsFinding.in(cache).orElseThrow();
            assertThat(finding.status()).isEqualTo(Status.NOTE);
            assertThat(finding.detail())
                    .startsWith("process " + one.pid() + " since 20")
                    .endsWith("Z, which runs tests");
            assertThat(finding.nextStep()).contains("mvn wasm:stop ends them");
        } finally {
            jvms.stop();
        }
    }

    @Test
    @DisplayName("a folder that others can enter is told as what it is")
    void unsuitable() throws IOException {
        Path open = Files.createDirectories(folder.resolve("test-jvm-kept"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(KeptJvmsFinding.in(folder).map(Finding::detail))
                .isEqualTo(Optional.of("the JVMs that are kept for tests cannot be asked: others can enter " + open));
    }
}
