package dev.wasmmaven.plugin.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.testrun.CapturedOutput;
import dev.wasmmaven.toolkit.testrun.ExecutableResult;
import dev.wasmmaven.toolkit.testrun.TestCaseResult;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Failed;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Outcome;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Passed;
import dev.wasmmaven.toolkit.testrun.TestFailure;
import dev.wasmmaven.toolkit.testrun.TestRunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TestVerdictTest {

    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Outcome PASSED = new Passed();
    private static final Outcome FAILED = new Failed(new TestFailure(
            TestFailure.Kind.PANIC, "as asked", Optional.empty(), List.of(), Optional.empty(), Optional.empty()));

    private static TestRunResult result(Outcome... outcomes) {
        TestExecutable executable = new TestExecutable(
                "pkg", HERE, HERE, HERE, "pkg", TestExecutable.Kind.LIB, true, HERE.resolve("t.wasm"), Map.of());
        List<TestCaseResult> cases = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            cases.add(new TestCaseResult(
                    "pkg",
                    "tests::t" + cases.size(),
                    outcome,
                    Duration.ZERO,
                    CapturedOutput.EMPTY,
                    CapturedOutput.EMPTY));
        }
        return new TestRunResult(
                List.of(new ExecutableResult(executable, "pkg", cases, 0, Duration.ZERO)), Duration.ZERO);
    }

    private static Optional<GoalException> judge(
            boolean selective, boolean none, boolean specified, Outcome... outcomes) {
        return new TestVerdict(selective ? Optional.of("-Dwasm.test=x") : Optional.empty(), none, specified)
                .of(result(outcomes), HERE.resolve("reports"));
    }

    @Test
    @DisplayName("passing tests are no reason to fail")
    void passed() {
        assertThat(judge(true, true, true, PASSED)).isEmpty();
    }

    @Test
    @DisplayName("failing tests are named, with where to read more")
    void failed() {
        GoalException verdict =
                judge(false, false, true, FAILED, PASSED, FAILED).orElseThrow();
        assertThat(verdict.diagnosticId()).isEqualTo(DiagnosticId.TESTS_FAILED);
        assertThat(verdict).hasMessage("2 of 3 tests did not pass: pkg::tests::t0, pkg::tests::t2");
        assertThat(verdict.nextStep()).contains(HERE.resolve("reports").toString());
    }

    @Test
    @DisplayName("of very many failing tests only the first are named")
    void many() {
        Outcome[] outcomes = new Outcome[30];
        Arrays.fill(outcomes, FAILED);
        assertThat(judge(false, false, true, outcomes).orElseThrow().getMessage())
                .startsWith("30 of 30 tests did not pass: pkg::tests::t0")
                .endsWith("pkg::tests::t19 and 10 more");
    }

    @Test
    @DisplayName("no tests are a failure only if that is asked for")
    void noTests() {
        assertThat(judge(false, false, true)).isEmpty();
        assertThat(judge(false, true, true))
                .get()
                .extracting(GoalException::diagnosticId)
                .isEqualTo(DiagnosticId.NO_TESTS);
    }

    @Test
    @DisplayName("a selection that matches nothing is a failure unless that is switched off")
    void noSpecifiedTests() {
        assertThat(judge(true, false, true))
                .get()
                .extracting(GoalException::getMessage)
                .isEqualTo("no test matches -Dwasm.test=x");
        assertThat(judge(true, false, false)).isEmpty();
    }
}
