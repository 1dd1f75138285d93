package dev.wasmmaven.toolkit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.Conversation;
import dev.wasmmaven.toolkit.testrun.GuestRun;
import dev.wasmmaven.toolkit.testrun.ProgramException;
import dev.wasmmaven.toolkit.testrun.TestFailure;
import dev.wasmmaven.toolkit.testrun.TestProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerProgramsTest {

    private static final Path FILE = Path.of("demo.wasm");

    private final List<Conversation> started = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private WorkerPrograms open() {
        return open(Duration.ofSeconds(50));
    }

    private WorkerPrograms open(Duration grace) {
        return new WorkerPrograms(
                () -> new ChildConnection(stderr -> {
                    Conversation conversation = FakeWorker.start(line -> {
                        stderr.accept(line);
                        errors.add(line);
                    });
                    started.add(conversation);
                    return conversation;
                }),
                grace);
    }

    /** Until the worker has been asked for the test that keeps silent. */
    private void awaitSilence() throws InterruptedException {
        while (!errors.contains("keeps_silent")) {
            Thread.sleep(5);
        }
    }

    private static GuestRun run(TestProgram program, String test) {
        return program.run(FakeWorker.request(test, Optional.empty()));
    }

    private static TestFailure crash(TestProgram program, String test) {
        return catchThrowableOfType(ProgramException.class, () -> run(program, test))
                .failure();
    }

    @Test
    @DisplayName("a worker that dies is the error of the test that ran, and the next test has a new one")
    void dies() {
        try (WorkerPrograms programs = open()) {
            TestProgram program = programs.load(FILE);
            String first = run(program, "a").stdout().text();
            TestFailure failure = crash(program, "dies");
            assertThat(failure.kind()).isEqualTo(TestFailure.Kind.CRASH);
            assertThat(failure.diagnosticId()).contains(DiagnosticId.TEST_JVM_DIED);
            assertThat(failure.message())
                    .contains("ended with code 9")
                    .contains("java.lang.OutOfMemoryError: Java heap space");
            assertThat(run(program, "b").stdout().text())
                    .startsWith("b in ")
                    .doesNotEndWith(first.substring(first.lastIndexOf(' ')));
        }
        assertThat(started).hasSize(2);
    }

    @Test
    @DisplayName("every test that ran in a worker that died is told of the others")
    void together() throws InterruptedException {
        try (WorkerPrograms programs = open()) {
            TestProgram program = programs.load(FILE);
            CompletableFuture<TestFailure> beside = CompletableFuture.supplyAsync(() -> crash(program, "keeps_silent"));
            awaitSilence();
            assertThat(crash(program, "dies").message()).contains("at the same time ran keeps_silent");
            assertThat(beside.join().message()).contains("at the same time ran dies");
        }
    }

    @Test
    @DisplayName("a worker that cannot stop a test in time is ended, and the test has timed out")
    void silent() {
        try (WorkerPrograms programs = open(Duration.ofMillis(50))) {
            TestProgram program = programs.load(FILE);
            GuestRun run = program.run(FakeWorker.request("keeps_silent", Optional.of(Duration.ofMillis(50))));
            assertThat(run.result()).isInstanceOf(RunResult.TimedOut.class);
            assertThat(run(program, "next").stdout().text()).startsWith("next");
        }
        assertThat(started).hasSize(2);
    }

    @Test
    @DisplayName("an interrupted thread is told that its test was cancelled")
    void interrupted() throws InterruptedException {
        try (WorkerPrograms programs = open()) {
            TestProgram program = programs.load(FILE);
            List<GuestRun> runs = new ArrayList<>();
            Thread thread = new Thread(() -> runs.add(run(program, "keeps_silent")));
            thread.start();
            awaitSilence();
            thread.interrupt();
            thread.join();
            assertThat(runs.get(0).result()).isInstanceOf(RunResult.Cancelled.class);
        }
    }

    @Test
    @DisplayName("a closed loader has ended its JVM")
    void closed() {
        WorkerPrograms programs = open();
        run(programs.load(FILE), "a");
        long pid = started.get(0).pid();
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive)).contains(true);
        programs.close();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    @DisplayName("a JVM that refuses its arguments is refused with what it says")
    void badArguments() {
        try (WorkerPrograms programs = new WorkerPrograms(TestWorkers.jvm(1, "-XX:+NoSuchFlag"))) {
            assertThatThrownBy(() -> programs.load(FILE))
                    .isInstanceOf(WorkerException.class)
                    .hasMessageContaining("NoSuchFlag")
                    .extracting(each -> ((WorkerException) each).diagnosticId())
                    .isEqualTo(DiagnosticId.TEST_JVM_NOT_STARTED);
        }
    }

    @Test
    @DisplayName("the real worker ends when its input does, as after its parent was killed")
    void endOfInput() throws Exception {
        try (Conversation conversation = TestWorkers.jvm(1).start(line -> {})) {
            assertThat(Frame.awaitGreeting(conversation.stdout())).isTrue();
            conversation.stdin().close();
            assertThat(conversation.awaitEnd(Duration.ofSeconds(30))).hasValue(0);
        }
    }
}
