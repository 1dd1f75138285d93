package dev.wasmmaven.toolkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.toolkit.build.TestExecutable.Kind;
import dev.wasmmaven.toolkit.testrun.CapturedOutput;
import dev.wasmmaven.toolkit.testrun.ExecutableResult;
import dev.wasmmaven.toolkit.testrun.TestCaseResult;
import dev.wasmmaven.toolkit.testrun.TestFailure;
import dev.wasmmaven.toolkit.testrun.TestRunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

    private static List<String> lines(TestRunResult run) {
        List<String> lines = new ArrayList<>();
        ConsoleReport report = new ConsoleReport(line -> lines.add(line.level() + " " + line.text()));
        for (ExecutableResult each : run.executables()) {
            report.executableStarted(
                    each.executable(), each.suite(), each.cases().size());
            report.executableFinished(each);
        }
        report.runFinished(run);
        return lines;
    }

    @Test
    @DisplayName("says what Surefire would say")
    void lines() {
        assertThat(String.join("\n", lines(Results.run()))).isEqualTo("""
                        INFO Running my-crate
                        ERROR Tests run: 4, Failures: 1, Errors: 1, Skipped: 1, Time elapsed: 0.120 s <<< FAILURE! -- in my-crate
                        ERROR my-crate::tests::fails -- Time elapsed: 0.012 s <<< FAILURE!
                        ERROR panic: assertion `left == right` failed
                        ERROR   left: "<1>"
                        ERROR  right: 2
                        ERROR   at src/lib.rs:10:5
                        ERROR   backtrace, innermost first:
                        ERROR     my_crate::inner
                        ERROR     my_crate::tests::fails
                        ERROR   ---- stdout ----
                        ERROR   one
                        ERROR   two
                        ERROR\s
                        ERROR my-crate::tests::hangs -- Time elapsed: 2.000 s <<< ERROR!
                        ERROR timeout (WASM-0303): did not end within 2 s and was stopped
                        ERROR   at src/lib.rs:20:8
                        ERROR   Next step: give it more time
                        ERROR   ---- stderr ----
                        ERROR   still here
                        ERROR\s
                        INFO Running my-crate::it
                        INFO Tests run: 1, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.120 s -- in my-crate::it
                        INFO\s
                        INFO Results:
                        INFO\s
                        ERROR Failures:\s
                        ERROR   my-crate::tests::fails src/lib.rs:10:5 assertion `left == right` failed
                        INFO\s
                        ERROR Errors:\s
                        ERROR   my-crate::tests::hangs src/lib.rs:20:8 did not end within 2 s and was stopped
                        INFO\s
                        ERROR Tests run: 5, Failures: 1, Errors: 1, Skipped: 1
                        INFO\s""");
    }

    @Test
    @DisplayName("of a long output the end is shown")
    void longOutput() {
        StringBuilder output = new StringBuilder();
        for (int i = 1; i <= 100; i++) {
            output.append("line ").append(i).append('\n');
        }
        TestCaseResult test = new TestCaseResult(
                "my-crate",
                "fails",
                new TestCaseResult.Failed(new TestFailure(
                        TestFailure.Kind.EXIT,
                        "exited with code 3",
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty())),
                Results.MOMENT,
                new CapturedOutput(output.toString(), 0),
                CapturedOutput.EMPTY);
        List<String> lines = lines(new TestRunResult(
                List.of(Results.suite("my-crate", Kind.LIB, "my_crate", List.of(test))), Results.MOMENT));
        assertThat(lines)
                .contains("ERROR   ---- stdout, last 40 lines ----", "ERROR   line 61", "ERROR   line 100")
                .doesNotContain("ERROR   line 60");
    }
}
