package dev.wasmmaven.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.testing.RustPrograms;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How to use the runtime from Java: load, options, run. */
class EmbeddingExampleTest {

    @Test
    @DisplayName("load a program once, run it with options, look at how it ended")
    void example(@TempDir Path directory) throws Exception {
        Path file = RustPrograms.compile(EmbeddingExampleTest.class, "guest.rs", directory);
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("poem.txt"), "Row, row, row your boat");

        try (WasiRuntime runtime = WasiRuntime.create()) {
            WasmProgram program = runtime.load(file);

            ByteArrayOutputStream output = new ByteArrayOutputStream();
            RunOptions options = RunOptions.builder()
                    .args("guest", "read", "/data/poem.txt")
                    .env("LANG", "en")
                    .preopen(new Preopen(data, "/data", true))
                    .stdout(output)
                    .timeout(Duration.ofSeconds(30))
                    .build();
            RunResult result = program.run(options);

            if (result instanceof RunResult.Exited exited) {
                assertThat(exited.exitCode()).isZero();
            } else if (result instanceof RunResult.Trapped trapped) {
                throw trapped.trap();
            } else {
                throw new AssertionError("did not end by itself: " + result);
            }
            assertThat(output).hasToString("Row, row, row your boat");
        }
    }
}
