package dev.wasmmaven.toolkit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.toolkit.testrun.RuntimePrograms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerSessionTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private boolean isSound(RuntimePrograms programs) throws Exception {
        Path file = Files.writeString(folder.resolve("broken.wasm"), "no module");
        ByteArrayOutputStream load = new ByteArrayOutputStream();
        Frame.write(load, out -> {
            out.writeByte(Requests.LOAD);
            out.writeInt(1);
            Wire.writeText(out, file.toString());
        });
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        WorkerSession session = new WorkerSession(programs, answers);
        session.work(new ByteArrayInputStream(load.toByteArray()));
        while (answers.size() == 0) {
            Thread.onSpinWait();
        }
        session.close();
        assertThat(session.awaitEnd(LONG)).isTrue();
        return session.isSound();
    }

    @Test
    @DisplayName("a file that is no module does not speak against the worker, a failure of ours does")
    void sound() throws Exception {
        RuntimePrograms programs =
                new RuntimePrograms(WasiRuntime.builder().codeCache(false).build());
        assertThat(isSound(programs)).isTrue();
        programs.close();
        assertThat(isSound(programs)).isFalse();
    }
}
