package dev.wasmmaven.support.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CommandRunnerTest {

    private final CommandRunner runner = CommandRunner.inheriting();

    @TempDir
    Path temp;

    /** The process that wrote its id to a file; waits until it has. */
    private static ProcessHandle process(Path pidFile) throws Exception {
        while (!Files.exists(pidFile)) {
            Thread.sleep(5);
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();
    }

    private static void assertGone(Path pidFile) throws IOException {
        assertThat(pidFile).as("the process had started").exists();
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    private static void assertEnds(ProcessHandle process) throws Exception {
        process.onExit().get(20, TimeUnit.SECONDS);
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    @DisplayName("arguments reach the child as they are: spaces, quotes, letters of every alphabet, nothing at all")
    void argumentsAndOutput() {
        CommandResult result = runner.run(Child.command("echo", "a b", "\"quoted\"", "äöü 東京", "", "$HOME *"));
        assertThat(result.succeeded()).isTrue();
        assertThat(result.stdout()).containsExactly("a b", "\"quoted\"", "äöü 東京", "", "$HOME *");
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    @DisplayName(
            "40,000 lines on both streams at once arrive in order, the last one without newline too, on the calling thread")
    void losesNothing() {
        List<String> out = new ArrayList<>();
        List<String> err = new ArrayList<>();
        Set<Thread> threads = new HashSet<>();
        int exitCode = runner.run(
                Child.command("flood"),
                line -> {
                    out.add(line);
                    threads.add(Thread.currentThread());
                },
                err::add);
        assertThat(exitCode).isZero();
        assertThat(out).hasSize(20_001).startsWith("out 0", "out 1").endsWith("out 19999", "last without newline");
        assertThat(err).hasSize(20_000).endsWith("err 19999");
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    @DisplayName("an exit code other than 0 is a result")
    void exitCode() {
        CommandResult result = runner.run(Child.command("exit", "7"));
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    @DisplayName("the environment is the runner's with the command's difference, the directory the command's")
    void environmentAndDirectory() {
        assertThat(runner.run(Child.command("env", "MINE").withEnv("MINE", "yes"))
                        .stdout())
                .containsExactly("yes");
        CommandRunner only = CommandRunner.withEnvironment(Map.of("MINE", "base"));
        assertThat(only.run(Child.command("env", "MINE")).stdout()).containsExactly("base");
        assertThat(only.run(Child.command("env", "MINE").withoutEnv("MINE")).stdout())
                .containsExactly("null");
        assertThat(only.run(Child.command("env", "PATH")).stdout())
                .as("nothing is inherited")
                .containsExactly("null");
        assertThat(runner.run(Child.command("directory").in(temp)).stdout())
                .singleElement()
                .satisfies(line -> assertThat(Path.of(line).toRealPath()).isEqualTo(temp.toRealPath()));
    }

    @Test
    @DisplayName("a child that reads its standard input gets an end of file")
    void emptyInput() {
        assertThat(runner.run(Child.command("stdin")).stdout()).containsExactly("read -1");
    }

    @Test
    @DisplayName("after the timeout the child and what it started are gone")
    void timeout() throws Exception {
        Path pid = temp.resolve("pid");
        Command command = Child.command("parent", pid.toString()).within(Optional.of(Duration.ofSeconds(8)));
        assertThatThrownBy(() -> runner.run(command))
                .isInstanceOfSatisfying(CommandException.TimedOut.class, problem -> {
                    assertThat(problem).hasMessageContaining("did not end within 8.0 s");
                    assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.CARGO_TIMEOUT);
                });
        assertGone(pid);
    }

    @Test
    @DisplayName("interrupting the calling thread ends the child and what it started, and keeps the interrupt status")
    void interruption() throws Exception {
        Path pid = temp.resolve("pid");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> status = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                runner.run(Child.command("parent", pid.toString()));
            } catch (CommandException e) {
                thrown.set(e);
                status.set(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        ProcessHandle grandchild = process(pid);
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(CommandException.Interrupted.class);
        assertThat(status.get()).isTrue();
        assertEnds(grandchild);
    }

    @Test
    @DisplayName("a callback that throws ends the child, and its exception is what the caller sees")
    void callbackThrows() throws Exception {
        Path pid = temp.resolve("pid");
        IllegalStateException mine = new IllegalStateException("enough");
        assertThatThrownBy(() -> runner.run(
                        Child.command("sleep", pid.toString()),
                        line -> {
                            throw mine;
                        },
                        line -> {}))
                .isSameAs(mine);
        assertGone(pid);
    }

    @Test
    @DisplayName("a descendant that stays and keeps the streams does not hold up the caller")
    void daemonKeepsStreams() throws Exception {
        Path pid = temp.resolve("pid");
        CommandResult result = runner.run(Child.command("daemon", pid.toString()));
        ProcessHandle daemon = process(pid);
        try {
            assertThat(result.succeeded()).isTrue();
            assertThat(result.stdout()).contains("parent is done");
            assertThat(daemon.isAlive()).isTrue();
        } finally {
            daemon.destroyForcibly();
        }
    }

    @Test
    @DisplayName("a file that is not there, or a directory that is not there, is named")
    void notStarted() throws IOException {
        assertThatThrownBy(() -> runner.run(Command.of(temp.resolve("nothing"), "-V")))
                .isInstanceOfSatisfying(CommandException.NotStarted.class, problem -> {
                    assertThat(problem)
                            .hasMessageContaining(temp.resolve("nothing").toString());
                    assertThat(problem.render()).startsWith("WASM-0009: cannot start");
                });
        assertThatThrownBy(() -> runner.run(Child.command("echo").in(temp.resolve("nowhere"))))
                .isInstanceOf(CommandException.NotStarted.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    @DisplayName("a command line is shown with quotes where a reader needs them")
    void display() {
        assertThat(Command.of(List.of("cargo", "build", "a b", "", "say \"x\"")).display())
                .isEqualTo("cargo build \"a b\" \"\" \"say \\\"x\\\"\"");
        assertThatThrownBy(() -> Command.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
