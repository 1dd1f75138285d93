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
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Tests marked #[should_panic]")
class ShouldPanicTest {

    private static final List<String> PASSING =
            List.of("in_some_way", "in_the_standard_library", "never", "with_part_of_a_message", "without_a_message");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"wasm32-wasip1", "wasm32-wasip1-threads", "wasm32-wasip2"})
    @DisplayName("pass if they panic with the message that they name, and fail otherwise")
    void judged(String target) throws IOException, InterruptedException {
        RustWorkspace workspace = RustWorkspace.copyTo(Path.of("src/test/rust-panics"), directory.resolve("panics"));
        List<TestExecutable> executables =
                workspace.build(BuildRequest.builder(workspace.root()).target(target));

        Map<String, TestCaseResult> cases = run(executables, TestFilter.ALL);

        assertThat(cases.keySet().stream().filter(name -> cases.get(name).passed()))
                .containsExactlyElementsOf(PASSING);
        assertThat(cases.get("in_some_way").stdout().text()).isEqualTo("before\n");
        assertThat(cases.get("some_day").outcome()).isEqualTo(new TestCaseResult.Skipped("takes long"));
        assertThat(failure(cases, "not_at_all"))
                .isEqualTo(TestFailure.of(Kind.SHOULD_PANIC, "test did not panic as expected")
                        .at(cases.get("not_at_all").failure().orElseThrow().location()));
        assertThat(failure(cases, "not_at_all").location()).contains("src/lib.rs:56:8");
        assertThat(failure(cases, "with_another_message").message())
                .isEqualTo("panic did not contain expected string\n"
                        + "      panic message: \"oh yes\"\n expected substring: \"oh no\"");
        assertThat(failure(cases, "with_a_number").message())
                .startsWith("expected panic with string value, found non-string value");
        assertThat(failure(cases, "but_aborts").kind()).isEqualTo(Kind.TRAP);
        assertThat(failure(cases, "but_exits").kind()).isEqualTo(Kind.EXIT);
        assertThat(failure(cases, "unexpectedly").kind()).isEqualTo(Kind.PANIC);

        assertThat(run(executables, TestFilter.of("some_day").withIgnored(TestFilter.Ignored.ONLY))
                        .get("some_day")
                        .passed())
                .isTrue();
    }

    @Test
    @DisplayName("are skipped with the reason if the copy in which they run cannot be made")
    void noCopy() throws IOException, InterruptedException {
        RustWorkspace workspace = RustWorkspace.copyTo(Path.of("src/test/rust-panics"), directory.resolve("panics"));
        List<TestExecutable> executables =
                workspace.build(BuildRequest.builder(workspace.root()).target("wasm32-wasip1"));
        List<Path> originals = executables.stream().map(TestExecutable::file).toList();

        Map<String, TestCaseResult> cases = run(executables, TestFilter.ALL, runtime -> file -> {
            if (!originals.contains(file)) {
                throw new ProgramException(TestFailure.of(Kind.LOAD, "no room for a copy"));
            }
            return runtime.load(file);
        });

        for (String name :
                List.of("in_some_way", "with_part_of_a_message", "with_another_message", "not_at_all", "but_exits")) {
            assertThat(cases.get(name).outcome())
                    .isEqualTo(new TestCaseResult.Skipped(
                            Verdicts.SHOULD_PANIC + "; the copy for them could not be made: no room for a copy"));
        }
        assertThat(cases.get("never").passed()).isTrue();
        assertThat(failure(cases, "unexpectedly").kind()).isEqualTo(Kind.PANIC);
    }

    private static TestFailure failure(Map<String, TestCaseResult> cases, String name) {
        return cases.get(name).failure().orElseThrow(() -> new AssertionError(name + " did not fail"));
    }

    private static Map<String, TestCaseResult> run(List<TestExecutable> executables, TestFilter filter)
            throws InterruptedException {
        return run(executables, filter, runtime -> runtime);
    }

    private static Map<String, TestCaseResult> run(
            List<TestExecutable> executables, TestFilter filter, UnaryOperator<TestProgramLoader> loader)
            throws InterruptedException {
        TestRunRequest request = TestRunRequest.builder(executables)
                .filter(filter)
                .timeout(Duration.ofSeconds(60))
                .build();
        try (RuntimePrograms runtime = RuntimePrograms.forThreads(request.threads())) {
            Map<String, TestCaseResult> cases = new TreeMap<>();
            new TestRunner(loader.apply(runtime))
                    .run(request, TestRunListener.NONE)
                    .executables()
                    .forEach(each -> each.cases().forEach(result -> cases.put(result.simpleName(), result)));
            return cases;
        }
    }
}
