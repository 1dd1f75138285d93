package dev.wasmmaven.toolkit.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.toolkit.build.BuildRequest;
import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.testrun.TestFailure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real crate whose tests start threads, built for wasm32-wasip1-threads. */
class ThreadsTestRunTest {

    @TempDir
    static Path directory;

    private static RuntimePrograms runtime;
    private static Map<String, TestCaseResult> cases;

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        RustWorkspace workspace = RustWorkspace.copyTo(Path.of("src/test/rust-threads"), directory.resolve("crew"));
        List<TestExecutable> executables =
                workspace.build(BuildRequest.builder(workspace.root()).target("wasm32-wasip1-threads"));
        TestRunRequest request = TestRunRequest.builder(executables)
                .timeout(Duration.ofSeconds(20))
                .build();
        runtime = RuntimePrograms.forThreads(request.threads());
        cases = new TestRunner(runtime)
                .run(request, TestRunListener.NONE).executables().stream()
                        .flatMap(each -> each.cases().stream())
                        .collect(Collectors.toMap(TestCaseResult::fullName, each -> each));
    }

    @AfterAll
    static void close() {
        if (runtime != null) {
            runtime.close();
        }
    }

    private static TestCaseResult of(String name) {
        return cases.get("crew::tests::" + name);
    }

    private static TestFailure failure(String name) {
        return of(name).failure().orElseThrow(() -> new AssertionError(name + " did not fail"));
    }

    @Test
    @DisplayName("tests with threads pass, each with a memory of its own")
    void pass() {
        assertThat(cases).hasSize(6);
        assertThat(of("works_together").failure()).isEmpty();
        assertThat(of("works_together_again").failure()).isEmpty();
        assertThat(of("leaves_early").failure()).isEmpty();
    }

    @Test
    @DisplayName("a panic in a thread fails its test alone, with the thread's message and backtrace")
    void panic() {
        assertThat(failure("mutinies").kind()).isEqualTo(Kind.PANIC);
        assertThat(failure("mutinies").message()).isEqualTo("no more rum");
        assertThat(failure("mutinies").backtrace()).first().asString().contains("mutinies");
    }

    @Test
    @DisplayName("an exit in a thread fails its test alone")
    void exit() {
        assertThat(failure("deserts").kind()).isEqualTo(Kind.EXIT);
        assertThat(failure("deserts").message()).contains("code 4");
    }

    @Test
    @DisplayName("a test whose threads wait for each other is stopped at its timeout")
    void timeout() {
        assertThat(failure("waits_for_ever").kind()).isEqualTo(Kind.TIMEOUT);
    }
}
