package dev.wasmmaven.toolkit.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.report.ConsoleReport;
import dev.wasmmaven.toolkit.report.SurefireReport;
import dev.wasmmaven.toolkit.testrun.TestFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Real crates, built by real cargo, run on the real runtime, wherever that is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealTestRunContract {

    @TempDir
    Path directory;

    private RustWorkspace workspace;
    private List<TestExecutable> executables;
    private TestProgramLoader programs;
    private TestRunResult kinds;

    /** Where the tests run. */
    abstract TestProgramLoader open(int threads);

    @BeforeAll
    void run() throws IOException, InterruptedException {
        workspace = RustWorkspace.shared();
        executables = workspace.built();
        programs = open(TestRunRequest.builder(executables).build().threads());
        kinds = run(ofPackage("kinds"));
    }

    @AfterAll
    void close() {
        programs.close();
    }

    private List<TestExecutable> ofPackage(String name) {
        return executables.stream()
                .filter(each -> each.packageName().equals(name))
                .toList();
    }

    private TestExecutable library(String name) {
        return ofPackage(name).stream()
                .filter(each -> each.kind() == TestExecutable.Kind.LIB)
                .findFirst()
                .orElseThrow();
    }

    private TestRunResult run(List<TestExecutable> list) throws InterruptedException {
        return new TestRunner(programs)
                .run(
                        TestRunRequest.builder(list)
                                .timeout(Duration.ofSeconds(120))
                                .build(),
                        TestRunListener.NONE);
    }

    private TestCaseResult kind(String fullName) {
        return kinds.executables().stream()
                .flatMap(each -> each.cases().stream())
                .filter(each -> each.fullName().equals("kinds::" + fullName))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no result for " + fullName));
    }

    private TestFailure failure(String fullName) {
        return kind(fullName).failure().orElseThrow(() -> new AssertionError(fullName + " did not fail"));
    }

    @Test
    @DisplayName("a crate with five tests of which two fail, one hangs and one exits")
    void five() throws IOException, InterruptedException {
        TestRunResult result = new TestRunner(programs)
                .run(
                        TestRunRequest.builder(ofPackage("five"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        TestRunListener.NONE);

        assertThat(result.counts()).isEqualTo(new TestCounts(5, 3, 1, 0));
        List<TestCaseResult> cases = result.executables().get(0).cases();
        assertThat(cases)
                .extracting(TestCaseResult::fullName)
                .containsExactly(
                        "five::tests::exits",
                        "five::tests::fails_an_assertion",
                        "five::tests::fails_to_unwrap",
                        "five::tests::hangs",
                        "five::tests::passes");

        TestFailure exits = cases.get(0).failure().orElseThrow();
        assertThat(exits.kind()).isEqualTo(Kind.EXIT);
        assertThat(exits.message()).isEqualTo("exited with code 3 before finishing");
        assertThat(cases.get(0).stdout().text()).isEqualTo("about to leave\n");

        TestFailure assertion = cases.get(1).failure().orElseThrow();
        assertThat(assertion.kind()).isEqualTo(Kind.PANIC);
        assertThat(assertion.message()).isEqualTo("assertion `left == right` failed: sums\n  left: 2\n right: 3");
        assertThat(assertion.location()).contains("five/src/lib.rs:14:9");
        assertThat(assertion.backtrace()).first().asString().contains("fails_an_assertion");
        assertThat(assertion.backtrace()).noneMatch(frame -> frame.contains("panic") || frame.startsWith("test::"));
        assertThat(cases.get(1).stdout().text()).isEqualTo("one and one\n");

        TestFailure unwrap = cases.get(2).failure().orElseThrow();
        assertThat(unwrap.message())
                .isEqualTo("called `Result::unwrap()` on an `Err` value: ParseIntError { kind: InvalidDigit }");
        assertThat(unwrap.location()).contains("five/src/lib.rs:20:16");

        TestFailure hangs = cases.get(3).failure().orElseThrow();
        assertThat(hangs.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(hangs.message()).isEqualTo("did not end within 10 s and was stopped");
        assertThat(hangs.location()).contains("five/src/lib.rs:24:8");

        assertThat(cases.get(4).passed()).isTrue();
        assertThat(cases.get(4).stdout().text()).isEqualTo("all is well\n");

        Path report = new SurefireReport(directory.resolve("reports"), "default")
                .write(result)
                .get(0);
        assertThat(report.getFileName()).hasToString("TEST-five.xml");
        assertThat(Files.readString(report))
                .contains("tests=\"5\" errors=\"1\" skipped=\"0\" failures=\"3\"")
                .contains("<failure message=\"exited with code 3 before finishing\" type=\"exit\">")
                .contains("<error message=\"did not end within 10 s and was stopped\" type=\"timeout\">");
        List<String> console = new ArrayList<>();
        new ConsoleReport(line -> console.add(line.text())).runFinished(result);
        assertThat(console)
                .containsSequence(
                        "Failures: ",
                        "  five::tests::exits five/src/lib.rs:6:8 exited with code 3 before finishing",
                        "  five::tests::fails_an_assertion five/src/lib.rs:14:9 assertion `left == right` failed: sums",
                        "  five::tests::fails_to_unwrap five/src/lib.rs:20:16 " + unwrap.message(),
                        "",
                        "Errors: ",
                        "  five::tests::hangs five/src/lib.rs:24:8 did not end within 10 s and was stopped",
                        "",
                        "Tests run: 5, Failures: 3, Errors: 1, Skipped: 0");
    }

    @Test
    @DisplayName("every kind of target of every package is run, in a fixed order")
    void targets() {
        assertThat(executables.stream().map(ExecutableResult::suiteName))
                .containsExactly(
                        "five",
                        "kinds",
                        "kinds::bin/kinds",
                        "kinds::custom",
                        "kinds::custom_fails",
                        "kinds::custom_lists",
                        "kinds::it",
                        "kinds::example/greet",
                        "second");
        assertThat(kinds.failingNames())
                .containsExactly(
                        "kinds::ends::aborts",
                        "kinds::ends::exits_with_zero",
                        "kinds::ends::overflows_the_stack",
                        "kinds::ends::panics_with_many_lines",
                        "kinds::ends::returns_err",
                        "kinds::world::asks_for_the_temporary_directory",
                        "kinds::world::reads_what_it_may_not_see",
                        "kinds::world::starts_a_thread",
                        "kinds::custom_fails::main",
                        "kinds::custom_lists::two");
        assertThat(kinds.counts()).isEqualTo(new TestCounts(31, 10, 0, 3));
        assertThat(kind("example/greet::of_an_example").passed()).isTrue();
        assertThat(kind("bin/kinds::of_a_bin").passed()).isTrue();
    }

    @Test
    @DisplayName("output is the test's own, with and without a line end, and whatever it looks like")
    void output() {
        assertThat(kind("output::with_line_end").stdout().text()).isEqualTo("a line\n");
        assertThat(kind("output::with_line_end").stderr().text()).isEqualTo("to stderr\n");
        assertThat(kind("output::without_line_end").stdout().text()).isEqualTo("no line end");
        assertThat(kind("output::größe_日本").stdout().text()).isEqualTo("grüße\n");
        assertThat(kind("output::that_looks_like_libtest").stdout().text())
                .isEqualTo("test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n"
                        + "ok\n\ntest result: FAILED. 0 passed; 1 failed;");
    }

    @Test
    @DisplayName("of a huge output beginning and end are kept")
    void hugeOutput() {
        CapturedOutput stdout = kind("output::huge").stdout();
        assertThat(kind("output::huge").passed()).isTrue();
        assertThat(stdout.text())
                .startsWith("line 0 of many")
                .endsWith("line 39999 of many that nobody will ever read to the end\n")
                .hasSizeLessThan(TestRunRequest.DEFAULT_OUTPUT_LIMIT + 100);
        assertThat(stdout.omittedBytes()).isGreaterThan(1_000_000);
    }

    @Test
    @DisplayName("ignored tests are skipped with their reasons, should_panic tests are run")
    void skipped() {
        assertThat(kind("ends::ignored").outcome()).isEqualTo(new TestCaseResult.Skipped("marked #[ignore]"));
        assertThat(kind("ends::ignored_with_reason").outcome())
                .isEqualTo(new TestCaseResult.Skipped("needs \"net\"\nand time"));
        assertThat(kind("ends::panics_as_it_should").outcome()).isEqualTo(new TestCaseResult.Passed());
        assertThat(kind("custom_lists::three").skipped()).isTrue();
    }

    @Test
    @DisplayName("a test that returns Err fails with the error, one that exits with 0 fails too")
    void ends() {
        assertThat(kind("ends::returns_ok").passed()).isTrue();
        assertThat(failure("ends::returns_err").kind()).isEqualTo(Kind.RETURNED_ERROR);
        assertThat(failure("ends::returns_err").message()).isEqualTo("\"broken \\\"thing\\\"\\n\"");
        assertThat(kind("ends::returns_err").stdout().text()).isEqualTo("before\n");
        assertThat(failure("ends::exits_with_zero").message()).isEqualTo("exited with code 0 before finishing");
        assertThat(failure("ends::panics_with_many_lines").message()).isEqualTo("first\nsecond");
    }

    @Test
    @DisplayName("a trap without a panic is a failure with the user's frames")
    void traps() {
        assertThat(failure("ends::aborts").kind()).isEqualTo(Kind.TRAP);
        assertThat(failure("ends::aborts").backtrace()).first().asString().contains("aborts");
        assertThat(failure("ends::overflows_the_stack").kind()).isEqualTo(Kind.TRAP);
        assertThat(failure("ends::overflows_the_stack").backtrace()).anyMatch(frame -> frame.contains("depth"));
    }

    @Test
    @DisplayName("what the target cannot do is explained")
    void explained() {
        TestFailure tempDir = failure("world::asks_for_the_temporary_directory");
        assertThat(tempDir.diagnosticId()).contains(DiagnosticId.TEMP_DIR_IN_TEST);
        assertThat(tempDir.message()).isEqualTo("no filesystem on wasm");
        assertThat(tempDir.location().orElseThrow()).startsWith("kinds/src/lib.rs:");
        assertThat(failure("world::starts_a_thread").nextStep().orElseThrow()).contains("no threads");
        assertThat(failure("world::reads_what_it_may_not_see").nextStep().orElseThrow())
                .contains("preopens");
    }

    @Test
    @DisplayName("fixtures, cargo's variables and its temporary directory are there, nothing else is")
    void world() {
        assertThat(kind("world::reads_a_fixture_by_relative_path").passed()).isTrue();
        assertThat(kind("it::reads_a_fixture_by_its_compiled_path").passed()).isTrue();
        assertThat(kind("it::reads_another_member_of_the_workspace").passed()).isTrue();
        assertThat(kind("it::writes_a_temporary_file").passed()).isTrue();
        assertThat(kind("world::sees_cargos_variables").passed()).isTrue();
        assertThat(kind("world::sees_nothing_else_of_the_host").passed()).isTrue();
        assertThat(kind("world::standard_input_is_empty").passed()).isTrue();
    }

    @Test
    @DisplayName("programs without libtest run once as one test, or test by test if they can list them")
    void otherHarnesses() {
        assertThat(kind("custom::main").stdout().text()).isEqualTo("ran with 0 arguments\n");
        assertThat(failure("custom_fails::main").message()).isEqualTo("\"not today\"");
        assertThat(kind("custom_lists::one").stdout().text()).isEqualTo("one is well\n");
        assertThat(failure("custom_lists::two").message()).isEqualTo("exited with code 7");
    }

    @Test
    @DisplayName("a corrupt executable and one that cannot be instantiated are errors; the others run")
    void broken() throws IOException, InterruptedException {
        TestExecutable good = library("second");
        byte[] bytes = Files.readAllBytes(good.file());
        Path cut = Files.write(directory.resolve("cut.wasm"), Arrays.copyOf(bytes, bytes.length / 2));
        // (module (import "env" "f" (func)) (export "_start" (func 0)))
        Path unlinkable = Files.write(
                directory.resolve("unlinkable.wasm"),
                HexFormat.of()
                        .parseHex("0061736d01000000" + "010401600000" + "020901" + "03656e76" + "0166" + "0000"
                                + "070a01" + "065f7374617274" + "0000"));

        TestRunResult result = run(List.of(
                withFile(good, "cut", cut),
                withFile(good, "unlinkable", unlinkable),
                withFile(good, "missing", directory.resolve("missing.wasm")),
                good));

        assertThat(result.counts()).isEqualTo(new TestCounts(4, 0, 3, 0));
        assertThat(result.failing())
                .extracting(each -> each.failure().orElseThrow().diagnosticId())
                .containsExactly(
                        Optional.of(DiagnosticId.MODULE_MALFORMED),
                        Optional.of(DiagnosticId.IMPORT_MISSING),
                        Optional.of(DiagnosticId.MODULE_NOT_FOUND));
        assertThat(result.failing())
                .allMatch(each -> each.failure().orElseThrow().kind() == Kind.LOAD);
        assertThat(result.executables().get(3).counts().passed()).isEqualTo(1);
    }

    private static TestExecutable withFile(TestExecutable executable, String name, Path file) {
        return new TestExecutable(
                executable.packageName(),
                executable.packageDirectory(),
                executable.workspaceRoot(),
                executable.targetTmpdir(),
                name,
                TestExecutable.Kind.TEST,
                true,
                file,
                executable.env());
    }
}
