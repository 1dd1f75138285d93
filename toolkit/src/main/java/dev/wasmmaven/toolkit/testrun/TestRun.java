package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.testrun.ExecutableRun.Plan;
import dev.wasmmaven.toolkit.testrun.ExecutableRun.PlannedTest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run: workers take steps from it, a step being an executable to prepare or a test to run. What is known to take longest
 * is begun first, among executables and among their tests, so that no processor waits for it at the end. One executable is
 * prepared ahead of those whose tests run, so that the next tests are ready in time and no more than a few programs are in
 * memory.
 */
final class TestRun {

    private static final long OUTPUT_BUDGET = 64L * 1024 * 1024;

    /** How many executables have tests that wait. */
    private static final int PREPARED = 2;

    /** The same where a test that takes longer than all of these is in the next one. */
    private static final int MOST_PREPARED = 4;

    private final TestRunRequest request;
    private final TestProgramLoader loader;
    private final Events events;
    private final TestDurations durations;
    private final OutputBudget budget = new OutputBudget(OUTPUT_BUDGET);

    // Guarded by this.
    private final Queue<Slot> unprepared;
    private final List<Slot> ready = new ArrayList<>();
    private int preparing;
    private boolean cancelled;
    private @Nullable Throwable failure;

    TestRun(TestRunRequest request, TestDurations durations, TestProgramLoader loader, TestRunListener listener) {
        this.request = request;
        this.durations = durations;
        this.loader = loader;
        this.events = new Events(listener, request.executables().size());
        this.unprepared = new ArrayDeque<>(slots(request.executables(), durations));
    }

    private static List<Slot> slots(List<TestExecutable> executables, TestDurations durations) {
        Map<String, Duration> longest = durations.longest(
                executables.stream().map(ExecutableResult::suiteName).collect(Collectors.toSet()));
        List<Slot> slots = new ArrayList<>();
        for (TestExecutable each : executables) {
            Duration expected = longest.getOrDefault(ExecutableResult.suiteName(each), Duration.ZERO);
            slots.add(new Slot(slots.size(), each, expected));
        }
        slots.sort(Comparator.comparing((Slot each) -> each.longest).reversed());
        return slots;
    }

    /** An executable's state; guarded by the run. */
    private static final class Slot {
        final int index;
        final TestExecutable executable;
        /** As far as is known, before it is prepared. */
        final Duration longest;

        final Queue<PendingTest> pending = new ArrayDeque<>();

        @Nullable
        ExecutableRun run;

        @Nullable
        TestCaseResult[] results = new TestCaseResult[0];

        int unfinished;

        Slot(int index, TestExecutable executable, Duration longest) {
            this.index = index;
            this.executable = executable;
            this.longest = longest;
        }
    }

    /** A test that waits for a worker, and how long it is expected to take. */
    private record PendingTest(PlannedTest test, Duration expected) {}

    /** Works until there is nothing left to begin; what a step throws ends the run. */
    void work() {
        try {
            for (Runnable step = next(); step != null; step = next()) {
                step.run();
            }
        } catch (RunCancelledException e) {
            cancel();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private synchronized @Nullable Runnable next() throws InterruptedException {
        while (!cancelled) {
            Slot longest = withLongestTest();
            if (!unprepared.isEmpty() && preparing == 0 && shouldPrepare(longest)) {
                return prepareNext();
            }
            if (longest != null) {
                PlannedTest test = longest.pending.remove().test();
                if (longest.pending.isEmpty()) {
                    ready.remove(longest);
                }
                return () -> runTest(longest, test);
            }
            if (!unprepared.isEmpty()) {
                return prepareNext();
            }
            if (preparing == 0) {
                return null;
            }
            wait();
        }
        return null;
    }

    /** The slot whose next test takes longest; of several the one that was prepared first, so that its program can go. */
    private @Nullable Slot withLongestTest() {
        Slot longest = null;
        for (Slot each : ready) {
            if (longest == null || expected(each).compareTo(expected(longest)) > 0) {
                longest = each;
            }
        }
        return longest;
    }

    private static Duration expected(Slot slot) {
        return slot.pending.element().expected();
    }

    /** Whether another executable is more urgent than a test. */
    private boolean shouldPrepare(@Nullable Slot longest) {
        return longest == null
                || ready.size() < PREPARED
                || (ready.size() < MOST_PREPARED && unprepared.element().longest.compareTo(expected(longest)) > 0);
    }

    private Runnable prepareNext() {
        Slot slot = unprepared.remove();
        preparing++;
        return () -> prepare(slot);
    }

    private void prepare(Slot slot) {
        ExecutableRun run = new ExecutableRun(slot.executable, request, budget);
        events.debug("loading " + slot.executable.file());
        Plan plan = run.prepare(loader);
        List<PendingTest> longestFirst = plan.tests().stream()
                .map(each -> new PendingTest(
                        each,
                        durations.expected(run.suite() + "::" + each.test().name())))
                .sorted(Comparator.comparing(PendingTest::expected).reversed())
                .toList();
        events.prepared(slot.index, run, plan.places().size());
        synchronized (this) {
            preparing--;
            slot.run = run;
            slot.results = plan.places().stream().map(each -> each.orElse(null)).toArray(TestCaseResult[]::new);
            slot.unfinished = plan.tests().size();
            slot.pending.addAll(longestFirst);
            if (!longestFirst.isEmpty()) {
                ready.add(slot);
            }
            notifyAll();
        }
        plan.places().forEach(each -> each.ifPresent(events::testFinished));
        if (plan.tests().isEmpty()) {
            finish(slot, run);
        }
    }

    private void runTest(Slot slot, PlannedTest planned) {
        ExecutableRun run = Objects.requireNonNull(slot.run);
        TestCaseResult result = run.run(planned.test());
        events.testFinished(result);
        boolean last;
        synchronized (this) {
            slot.results[planned.place()] = result;
            slot.unfinished--;
            last = slot.unfinished == 0;
        }
        if (last) {
            finish(slot, run);
        }
    }

    private void finish(Slot slot, ExecutableRun run) {
        List<TestCaseResult> cases = new ArrayList<>();
        for (TestCaseResult each : slot.results) {
            cases.add(Objects.requireNonNull(each));
        }
        events.finished(slot.index, run.finish(cases));
    }

    synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    private synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        cancelled = true;
        notifyAll();
    }

    synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** The results in order; only after all workers have ended by themselves. */
    List<ExecutableResult> results() {
        return events.results();
    }
}
