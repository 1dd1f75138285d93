package dev.wasmmaven.toolkit.report;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.TestExecutable.Kind;
import dev.wasmmaven.toolkit.testrun.CapturedOutput;
import dev.wasmmaven.toolkit.testrun.ExecutableResult;
import dev.wasmmaven.toolkit.testrun.Executables;
import dev.wasmmaven.toolkit.testrun.TestCaseResult;
import dev.wasmmaven.toolkit.testrun.TestFailure;
import dev.wasmmaven.toolkit.testrun.TestRunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A run with one of everything. */
final class Results {

    static final Duration MOMENT = Duration.ofNanos(12_345_678);

    private Results() {}

    static TestRunResult run() {
        return new TestRunResult(
                List.of(
                        suite("my-crate", Kind.LIB, "my_crate", everything()),
                        suite("my-crate", Kind.TEST, "it", List.of(passed("my-crate::it", "works", ""))),
                        suite("my-crate", Kind.BIN, "none", List.of())),
                Duration.ofMillis(1500));
    }

    static ExecutableResult suite(String packageName, Kind kind, String target, List<TestCaseResult> cases) {
        var executable = Executables.executable(Path.of("ws"), packageName, kind, target);
        return new ExecutableResult(
                executable, ExecutableResult.suiteName(executable), cases, 0, Duration.ofMillis(120));
    }

    static List<TestCaseResult> everything() {
        return List.of(
                passed("my-crate", "größe_日本", "bell \u0007, escape \u001b[31m, <tag> & ]]> \ud83d\ude00 \ufffe\n"),
                new TestCaseResult(
                        "my-crate",
                        "tests::fails",
                        new TestCaseResult.Failed(new TestFailure(
                                TestFailure.Kind.PANIC,
                                "assertion `left == right` failed\n  left: \"<1>\"\n right: 2",
                                Optional.of("src/lib.rs:10:5"),
                                List.of("my_crate::inner", "my_crate::tests::fails"),
                                Optional.empty(),
                                Optional.empty())),
                        MOMENT,
                        new CapturedOutput("one\ntwo\n", 0),
                        new CapturedOutput("thread 'main' panicked", 0)),
                new TestCaseResult(
                        "my-crate",
                        "tests::hangs",
                        new TestCaseResult.Failed(new TestFailure(
                                TestFailure.Kind.TIMEOUT,
                                "did not end within 2 s and was stopped",
                                Optional.of("src/lib.rs:20:8"),
                                List.of(),
                                Optional.of(DiagnosticId.TEST_TIMEOUT),
                                Optional.of("give it more time"))),
                        Duration.ofSeconds(2),
                        CapturedOutput.EMPTY,
                        new CapturedOutput("still here\n", 0)),
                new TestCaseResult(
                        "my-crate",
                        "tests::later",
                        new TestCaseResult.Skipped("needs \"net\"\nand time"),
                        Duration.ZERO,
                        CapturedOutput.EMPTY,
                        CapturedOutput.EMPTY));
    }

    static TestCaseResult passed(String suite, String name, String stdout) {
        return new TestCaseResult(
                suite, name, new TestCaseResult.Passed(), MOMENT, new CapturedOutput(stdout, 0), CapturedOutput.EMPTY);
    }
}
