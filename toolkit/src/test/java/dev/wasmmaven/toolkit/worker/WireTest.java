package dev.wasmmaven.toolkit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.Preopen;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.WasmFrame;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.testrun.CapturedOutput;
import dev.wasmmaven.toolkit.testrun.GuestRequest;
import dev.wasmmaven.toolkit.testrun.GuestRun;
import dev.wasmmaven.toolkit.testrun.TestFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WireTest {

    private static final CapturedOutput OUTPUT = new CapturedOutput("größe 日本 \uFFFD\n".repeat(9000), 1L << 40);

    private static byte[] frame(Frame.Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Frame.write(bytes, content);
        return bytes.toByteArray();
    }

    private static DataInputStream sent(Frame.Content content) throws IOException {
        return Frame.read(new ByteArrayInputStream(frame(content))).orElseThrow();
    }

    private static GuestRun sent(RunResult result) throws IOException {
        GuestRun run = new GuestRun(result, OUTPUT, CapturedOutput.EMPTY);
        return Wire.readRun(sent(out -> Wire.write(out, run)));
    }

    @Test
    @DisplayName("requests arrive as they were sent, variables and directories in their order")
    void requests() throws IOException {
        Map<String, String> env = new LinkedHashMap<>();
        env.put("Z", "1");
        env.put("A", "");
        for (Optional<Duration> timeout :
                List.of(Optional.<Duration>empty(), Optional.of(Duration.ofSeconds(Long.MAX_VALUE, 7)))) {
            GuestRequest request = new GuestRequest(
                    List.of("a b.wasm", "", "größe_日本"),
                    env,
                    List.of(new Preopen(Path.of("x y"), ".", false), new Preopen(Path.of("/z"), "/zz", true)),
                    timeout.isPresent(),
                    timeout,
                    4096);
            GuestRequest arrived = Wire.readRequest(sent(out -> Wire.write(out, request)));
            assertThat(arrived).isEqualTo(request);
            assertThat(arrived.env().keySet()).containsExactly("Z", "A");
        }
    }

    @Test
    @DisplayName("every end of a run arrives with its output, a trap with its frames")
    void runs() throws IOException {
        Duration elapsed = Duration.ofNanos(1_234_567_890_123L);
        for (RunResult each : List.of(
                new RunResult.Exited(-1, elapsed),
                new RunResult.TimedOut(Duration.ofDays(36_500), elapsed),
                new RunResult.Cancelled(elapsed))) {
            assertThat(sent(each)).isEqualTo(new GuestRun(each, OUTPUT, CapturedOutput.EMPTY));
        }
        List<WasmFrame> frames = List.of(new WasmFrame("m", 7, "demo::f"), new WasmFrame(0, "_start"));
        TrapException trap = new TrapException(TrapKind.UNREACHABLE, "unreachable", frames, null).in("component \"a\"");
        RunResult arrived = sent(new RunResult.Trapped(trap, elapsed)).result();
        assertThat(arrived).isInstanceOfSatisfying(RunResult.Trapped.class, trapped -> {
            assertThat(trapped.elapsed()).isEqualTo(elapsed);
            assertThat(trapped.trap().kind()).isEqualTo(TrapKind.UNREACHABLE);
            assertThat(trapped.trap().getMessage()).isEqualTo(trap.getMessage());
            assertThat(trapped.trap().backtrace()).isEqualTo(frames);
        });
    }

    @Test
    @DisplayName("failures arrive as they were sent")
    void failures() throws IOException {
        for (TestFailure each : List.of(
                Failures.crashed("died"),
                new TestFailure(
                        TestFailure.Kind.LOAD,
                        "cut\noff",
                        Optional.of("src/lib.rs:1:2"),
                        List.of("a", "b"),
                        Optional.of(DiagnosticId.MODULE_MALFORMED),
                        Optional.empty()))) {
            assertThat(Wire.readFailure(sent(out -> Wire.write(out, each)))).isEqualTo(each);
        }
    }

    @Test
    @DisplayName("a stream ends between frames, or broken within one")
    void ends() throws IOException {
        byte[] whole = frame(out -> Wire.writeText(out, "text"));
        assertThat(Frame.read(new ByteArrayInputStream(new byte[0]))).isEmpty();
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Frame.read(new ByteArrayInputStream(cut)))
                    .as("%d bytes", length)
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    @DisplayName("what others write before the greeting is skipped, also where it looks like it")
    void greeting() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("Listening on 5005\n\0wasm-test-\0\0wasm".getBytes(StandardCharsets.US_ASCII));
        assertThat(Frame.awaitGreeting(new ByteArrayInputStream(bytes.toByteArray())))
                .isFalse();
        Frame.greet(bytes);
        Frame.write(bytes, out -> Wire.writeText(out, "first"));
        ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
        assertThat(Frame.awaitGreeting(in)).isTrue();
        assertThat(Wire.readText(Frame.read(in).orElseThrow())).isEqualTo("first");
    }
}
