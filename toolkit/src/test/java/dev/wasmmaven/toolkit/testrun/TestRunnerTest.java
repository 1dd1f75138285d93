package dev.wasmmaven.toolkit.testrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.wasmmaven.runtime.Preopen;
import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.build.TestExecutable.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TestRunnerTest {

    @TempDir
    Path root;

    private final Map<Path, TestProgram> programs = new LinkedHashMap<>();
    private final List<TestExecutable> executables = new ArrayList<>();

    private FakeLibtest libtest(String packageName, Kind kind, String target) {
        FakeLibtest program = new FakeLibtest();
        add(Executables.executable(root, packageName, kind, target), program::run);
        return program;
    }

    private void add(TestExecutable executable, Function<RunOptions, RunResult> program) {
        executables.add(executable);
        programs.put(executable.file(), RuntimePrograms.program(program));
    }

    private TestRunResult run(TestRunRequest.Builder request, TestRunListener listener) throws InterruptedException {
        return new TestRunner(file -> Optional.ofNullable(programs.get(file))
                        .orElseThrow(() -> new ProgramException(TestFailure.of(TestFailure.Kind.LOAD, "unexpected end")
                                .diagnosed(DiagnosticId.MODULE_MALFORMED, "build it again"))))
                .run(request.build(), listener);
    }

    private TestRunResult run() throws InterruptedException {
        return run(TestRunRequest.builder(executables), TestRunListener.NONE);
    }

    private static TestFailure failure(TestRunResult result, String name) {
        return result.failing().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .failure()
                .orElseThrow();
    }

    @Test
    @DisplayName("five tests of which two fail, one hangs and one exits are reported as just that")
    void fiveTests() throws InterruptedException {
        libtest("demo", Kind.LIB, "demo")
                .test("tests::passes", options -> FakeLibtest.stdout(options, "hello"))
                .test("tests::fails", FakeLibtest.panics("assertion failed: 1 == 2"))
                .test("tests::fails_too", options -> {
                    FakeLibtest.stderr(options, "Error: \"broken\"\n");
                    FakeLibtest.stdout(
                            options,
                            "FAILED\n\nfailures:\n\nfailures:\n    tests::fails_too\n"
                                    + FakeLibtest.summary("FAILED", 0, 1, 0));
                    throw new FakeLibtest.End(new RunResult.Exited(101, FakeLibtest.ELAPSED));
                })
                .test("tests::hangs", options -> {
                    throw new FakeLibtest.End(
                            new RunResult.TimedOut(options.timeout().orElseThrow(), FakeLibtest.ELAPSED));
                })
                .test("tests::exits", FakeLibtest.exits(0));

        TestRunResult result =
                run(TestRunRequest.builder(executables).timeout(Duration.ofSeconds(2)), TestRunListener.NONE);

        assertThat(result.counts()).isEqualTo(new TestCounts(5, 3, 1, 0));
        assertThat(result.successful()).isFalse();
        assertThat(result.failingNames())
                .containsExactly(
                        "demo::tests::exits", "demo::tests::fails", "demo::tests::fails_too", "demo::tests::hangs");
        assertThat(failure(result, "tests::exits").message()).isEqualTo("exited with code 0 before finishing");
        assertThat(failure(result, "tests::fails"))
                .isEqualTo(new TestFailure(
                        TestFailure.Kind.PANIC,
                        "assertion failed: 1 == 2",
                        Optional.of("src/lib.rs:10:5"),
                        List.of("demo::tests::fails"),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(failure(result, "tests::fails_too").message()).isEqualTo("\"broken\"");
        assertThat(failure(result, "tests::fails_too").kind()).isEqualTo(TestFailure.Kind.RETURNED_ERROR);
        assertThat(failure(result, "tests::hangs").message()).isEqualTo("did not end within 2 s and was stopped");
        assertThat(failure(result, "tests::hangs").diagnosticId()).contains(DiagnosticId.TEST_TIMEOUT);
        TestCaseResult passed = result.executables().get(0).cases().get(4);
        assertThat(passed.passed()).isTrue();
        assertThat(passed.stdout().text()).isEqualTo("hello");
    }

    @Test
    @DisplayName("every test has an instance of its own, and ignored ones have none")
    void instances() throws InterruptedException {
        FakeLibtest program = libtest("demo", Kind.LIB, "demo")
                .test("a", options -> {})
                .test("b", options -> {})
                .ignored("c", "needs \"net\"")
                .ignored("d", "")
                .shouldPanic("e");

        TestRunResult result = run();

        assertThat(program.count()).containsOnly(Map.entry("a", 1), Map.entry("b", 1), Map.entry("e", 1));
        // Beside them the list, and the list once more, to see what else is to panic.
        assertThat(program.runs).hasSize(5);
        assertThat(result.counts()).isEqualTo(new TestCounts(5, 0, 0, 3));
        assertThat(result.executables().get(0).cases().stream().map(TestCaseResult::outcome))
                .containsExactly(
                        new TestCaseResult.Passed(),
                        new TestCaseResult.Passed(),
                        new TestCaseResult.Skipped("needs \"net\""),
                        new TestCaseResult.Skipped("marked #[ignore]"),
                        new TestCaseResult.Skipped(Verdicts.SHOULD_PANIC + "; the copy for them could not be made: "
                                + result.executables().get(0).executable().file()));
    }

    @Test
    @DisplayName("a test is given cargo's variables, the directories it may see, and what the request adds")
    void guest() throws InterruptedException, IOException {
        FakeLibtest program = libtest("demo", Kind.LIB, "demo").test("a", options -> {});
        Path data = Files.createDirectory(root.resolve("data"));
        run(
                TestRunRequest.builder(executables)
                        .env(Map.of("LOG", "debug", "CARGO_PKG_NAME", "other"))
                        .preopen(new Preopen(data, "/data", true)),
                TestRunListener.NONE);
        RunOptions options = program.runs.get(1);
        assertThat(options.args())
                .containsExactly(
                        executables.get(0).file().toString(), "a", "--nocapture", "--exact", "--test-threads=1");
        assertThat(options.env()).containsOnly(Map.entry("CARGO_PKG_NAME", "other"), Map.entry("LOG", "debug"));
        Path directory = root.resolve("demo");
        Path tmp = root.resolve("target/tmp");
        assertThat(options.preopens())
                .containsExactly(
                        new Preopen(directory, ".", false),
                        new Preopen(directory, directory.toString(), false),
                        new Preopen(root, root.toString(), false),
                        new Preopen(tmp, tmp.toString(), false),
                        new Preopen(data, "/data", true));
        assertThat(tmp).isDirectory();
    }

    @Test
    @DisplayName("the filter leaves tests out of the report, --include-ignored runs ignored ones")
    void filter() throws InterruptedException {
        FakeLibtest program = libtest("demo", Kind.LIB, "demo")
                .test("add", options -> {})
                .test("sub", options -> {})
                .ignored("slow", "");
        TestRunResult result = run(
                TestRunRequest.builder(executables)
                        .filter(TestFilter.of("add", "slow").withIgnored(TestFilter.Ignored.INCLUDE)),
                TestRunListener.NONE);
        assertThat(result.counts()).isEqualTo(new TestCounts(2, 0, 0, 0));
        assertThat(result.executables().get(0).filteredOut()).isEqualTo(1);
        assertThat(program.count()).containsOnly(Map.entry("add", 1), Map.entry("slow", 1));
    }

    @Test
    @DisplayName("a filter that selects nothing is no success of tests, but no failure either")
    void noTests() throws InterruptedException {
        libtest("demo", Kind.LIB, "demo").test("add", options -> {});
        TestRunResult result =
                run(TestRunRequest.builder(executables).filter(TestFilter.of("nothing")), TestRunListener.NONE);
        assertThat(result.noTests()).isTrue();
        assertThat(result.successful()).isTrue();
    }

    @Test
    @DisplayName("an executable that cannot be loaded is an error of its own, the others run")
    void corrupt() throws InterruptedException {
        executables.add(Executables.executable(root, "bad", Kind.LIB, "bad"));
        libtest("demo", Kind.TEST, "it").test("a", options -> {});
        TestRunResult result = run();
        assertThat(result.counts()).isEqualTo(new TestCounts(2, 0, 1, 0));
        assertThat(result.failingNames()).containsExactly("bad::(loading)");
        assertThat(failure(result, "(loading)").diagnosticId()).contains(DiagnosticId.MODULE_MALFORMED);
        assertThat(failure(result, "(loading)").kind()).isEqualTo(TestFailure.Kind.LOAD);
    }

    @Test
    @DisplayName("a failure of the runtime is that test's error, the others run")
    void internal() throws InterruptedException {
        libtest("demo", Kind.LIB, "demo")
                .test("a", options -> {
                    throw new IllegalStateException("engine broke");
                })
                .test("b", options -> {
                    throw new OutOfMemoryError("Java heap space");
                })
                .test("c", options -> {});
        TestRunResult result = run();
        assertThat(result.counts()).isEqualTo(new TestCounts(3, 0, 2, 0));
        assertThat(failure(result, "a").message()).contains("engine broke");
        assertThat(failure(result, "b").nextStep().orElseThrow()).contains("heap");
    }

    @Test
    @DisplayName("a list that breaks off is an error")
    void brokenList() throws InterruptedException {
        add(Executables.executable(root, "demo", Kind.LIB, "demo"), options -> {
            FakeLibtest.stdout(options, "{ \"type\": \"suite\", \"event\": \"discovery\" }\n");
            return FakeLibtest.trap().result;
        });
        TestRunResult result = run();
        assertThat(result.counts()).isEqualTo(new TestCounts(1, 0, 1, 0));
        assertThat(result.failing().get(0).failure().orElseThrow().diagnosticId())
                .contains(DiagnosticId.TEST_LISTING_FAILED);
    }

    @ParameterizedTest
    @DisplayName(
            "a program that does not end when asked for its tests is an error; it has a minute, or what a test has")
    @CsvSource({"1500, 60 s", "90000, 90 s"})
    void hangingList(long testTimeout, String listed) throws InterruptedException {
        add(
                Executables.executable(root, "demo", Kind.LIB, "demo"),
                options -> new RunResult.TimedOut(options.timeout().orElseThrow(), FakeLibtest.ELAPSED));
        TestRunResult result =
                run(TestRunRequest.builder(executables).timeout(Duration.ofMillis(testTimeout)), TestRunListener.NONE);
        assertThat(result.failing().get(0).failure().orElseThrow().message())
                .isEqualTo("the program did not end within " + listed + " and was stopped when asked for its tests");
    }

    @Test
    @DisplayName("without libtest the program is one test, run once, judged by its exit code")
    void withoutHarness() throws InterruptedException, IOException {
        List<List<String>> arguments = new ArrayList<>();
        for (int code : new int[] {0, 3}) {
            TestExecutable executable =
                    Executables.withoutHarness(Executables.executable(root, "demo", Kind.TEST, "custom" + code));
            Files.createDirectories(executable.file().getParent());
            Files.writeString(executable.file(), "no options here");
            add(executable, options -> {
                synchronized (arguments) {
                    arguments.add(options.args().subList(1, options.args().size()));
                }
                FakeLibtest.stdout(options, "did it\n");
                return new RunResult.Exited(code, FakeLibtest.ELAPSED);
            });
        }
        TestRunResult result = run();
        assertThat(arguments).containsExactly(List.of(), List.of());
        assertThat(result.executables())
                .flatExtracting(ExecutableResult::cases)
                .extracting(
                        TestCaseResult::fullName,
                        TestCaseResult::passed,
                        each -> each.stdout().text())
                .containsExactly(
                        tuple("demo::custom0::main", true, "did it\n"),
                        tuple("demo::custom3::main", false, "did it\n"));
        assertThat(failure(result, "main").message()).isEqualTo("exited with code 3");
    }

    @Test
    @DisplayName("another harness that can list its tests is run test by test")
    void otherHarness() throws InterruptedException, IOException {
        TestExecutable executable =
                Executables.withoutHarness(Executables.executable(root, "demo", Kind.TEST, "mimic"));
        Files.createDirectories(executable.file().getParent());
        Files.writeString(executable.file(), "…--include-ignored…");
        FakeLibtest program =
                new FakeLibtest().test("a", options -> {}).ignored("b", "").test("c", FakeLibtest.exits(2));
        add(executable, program::run);
        TestRunResult result = run();
        assertThat(result.counts()).isEqualTo(new TestCounts(3, 1, 0, 1));
        assertThat(program.runs.get(program.runs.size() - 1).args()).doesNotContain("--test-threads=1");
    }

    @Test
    @DisplayName("where libtest was expected but is not, the program is one test")
    void unknownHarness() throws InterruptedException {
        add(Executables.executable(root, "demo", Kind.TEST, "custom"), options -> {
            boolean asked = options.args().size() > 1;
            return new RunResult.Exited(asked ? 2 : 0, FakeLibtest.ELAPSED);
        });
        TestRunResult result = run();
        assertThat(result.executables().get(0).cases())
                .extracting(TestCaseResult::name)
                .containsExactly("main");
        assertThat(result.successful()).isTrue();
    }

    @Test
    @DisplayName("results and events of executables come in the order of the request, whoever is first")
    void order() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        libtest("slow", Kind.LIB, "slow").test("b", options -> await(second)).test("a", options -> {});
        libtest("fast", Kind.LIB, "fast").test("z", options -> second.countDown());
        libtest("none", Kind.LIB, "none");
        List<String> events = new ArrayList<>();
        TestRunResult result = run(TestRunRequest.builder(executables).threads(2), new TestRunListener() {
            @Override
            public void executableStarted(TestExecutable executable, String suite, int tests) {
                events.add("start " + suite + " " + tests);
            }

            @Override
            public void executableFinished(ExecutableResult executable) {
                events.add("finish " + executable.suite());
            }

            @Override
            public void runFinished(TestRunResult run) {
                events.add("end");
            }
        });
        assertThat(events)
                .containsExactly(
                        "start slow 2",
                        "finish slow",
                        "start fast 1",
                        "finish fast",
                        "start none 0",
                        "finish none",
                        "end");
        assertThat(result.executables())
                .flatExtracting(ExecutableResult::cases)
                .extracting(TestCaseResult::fullName)
                .containsExactly("slow::a", "slow::b", "fast::z");
    }

    @Test
    @DisplayName("as many tests run at the same time as there are threads")
    void parallel() throws InterruptedException {
        CyclicBarrier barrier = new CyclicBarrier(3);
        FakeLibtest program = libtest("demo", Kind.LIB, "demo");
        for (int i = 0; i < 6; i++) {
            program.test("t" + i, options -> await(barrier));
        }
        assertThat(run(TestRunRequest.builder(executables).threads(3), TestRunListener.NONE)
                        .successful())
                .isTrue();
    }

    @Test
    @DisplayName("what took long the last time begins the next time, and reports keep their order")
    void longestFirst() throws InterruptedException, IOException {
        Path durations = root.resolve("state/durations");
        Files.createDirectories(root.resolve("state"));
        Files.writeString(durations, "900 demo::c\n70 demo::b\n5000 gone::x\n");
        FakeLibtest program = libtest("demo", Kind.LIB, "demo")
                .test("a", options -> {})
                .test("b", options -> {})
                .test("c", options -> {})
                .test("d", options -> {
                    throw new FakeLibtest.End(new RunResult.Exited(0, Duration.ofMillis(1234)));
                });
        TestRunRequest.Builder request =
                TestRunRequest.builder(executables).threads(1).durations(durations);
        TestRunResult first = run(request, TestRunListener.NONE);
        assertThat(program.count().keySet()).containsExactly("c", "b", "a", "d");
        assertThat(first.executables().get(0).cases())
                .extracting(TestCaseResult::name)
                .containsExactly("a", "b", "c", "d");
        assertThat(durations).hasContent("1234 demo::d\n5000 gone::x\n");

        Files.writeString(durations, "damaged");
        run(request, TestRunListener.NONE);
        assertThat(durations).hasContent("1234 demo::d\n");
    }

    @Test
    @DisplayName(
            "executables with the longest tests begin, and their tests go between those of others by how long they take")
    void longestAcrossExecutables() throws InterruptedException, IOException {
        Path durations = root.resolve("durations");
        Files.writeString(durations, "50 a::x\n9000 b::deep::x\n40 b::y\n300 b::it::x\n");
        List<String> order = new ArrayList<>();
        libtest("a", Kind.LIB, "a").test("x", options -> order.add("a::x"));
        libtest("b", Kind.LIB, "b")
                .test("deep::x", options -> order.add("b::deep::x"))
                .test("y", options -> order.add("b::y"));
        libtest("b", Kind.TEST, "it").test("x", options -> order.add("b::it::x"));
        libtest("c", Kind.LIB, "c").test("x", options -> order.add("c::x"));
        TestRunResult result =
                run(TestRunRequest.builder(executables).threads(1).durations(durations), TestRunListener.NONE);
        assertThat(order).containsExactly("b::deep::x", "b::it::x", "a::x", "b::y", "c::x");
        assertThat(result.executables()).extracting(ExecutableResult::suite).containsExactly("a", "b", "b::it", "c");
    }

    @Test
    @DisplayName("an interrupted run stops its tests and says so")
    void interrupted() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        libtest("demo", Kind.LIB, "demo").test("a", options -> {
            started.countDown();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                stopped.countDown();
                throw new FakeLibtest.End(new RunResult.Cancelled(FakeLibtest.ELAPSED));
            }
        });
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                run();
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        caller.start();
        started.await();
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("a listener that throws ends the run with its exception")
    void brokenListener() {
        libtest("demo", Kind.LIB, "demo").test("a", options -> {}).test("b", options -> {});
        assertThatThrownBy(() -> run(TestRunRequest.builder(executables), new TestRunListener() {
                    @Override
                    public void testFinished(TestCaseResult result) {
                        throw new IllegalStateException("console is gone");
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("console is gone");
    }

    @Test
    @DisplayName("a test that writes without end leaves the beginning and the end of its output")
    void hugeOutput() throws InterruptedException {
        libtest("demo", Kind.LIB, "demo").test("a", options -> {
            FakeLibtest.stdout(options, "first\n");
            for (int i = 0; i < 10_000; i++) {
                FakeLibtest.stdout(options, "0123456789".repeat(100) + "\n");
            }
            FakeLibtest.stdout(options, "last\n");
        });
        TestRunResult result = run(TestRunRequest.builder(executables).outputLimit(4096), TestRunListener.NONE);
        TestCaseResult test = result.executables().get(0).cases().get(0);
        assertThat(test.passed()).isTrue();
        assertThat(test.stdout().text())
                .startsWith("first\n")
                .endsWith("last\n")
                .hasSizeLessThan(5000);
        assertThat(test.stdout().omittedBytes()).isGreaterThan(9_000_000);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
