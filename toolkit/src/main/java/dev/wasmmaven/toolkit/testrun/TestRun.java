package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.testrun.ExecutableRun.Plan;
import dev.wasmmaven.toolkit.testrun.ExecutableRun.PlannedTest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One run: workers take steps from it, a step being an executable to prepare or a test to run. One executable is
 * prepared ahead of those whose tests run, so that the next tests are ready in time and no more than a few programs
 * are in memory.
 */
final class TestRun {

    private static final long OUTPUT_BUDGET = 64L * 1024 * 1024;

    private final TestRunRequest request;
    private final TestProgramLoader loader;
    private final Events events;
    private final TestDurations durations;
    private final OutputBudget budget = new OutputBudget(OUTPUT_BUDGET);
    private final List<Slot> slots = new ArrayList<>();

    private int nextToPrepare;
    private int preparing;
    private boolean cancelled;
    private @Nullable Throwable failure;

    TestRun(TestRunRequest request, TestDurations durations, TestProgramLoader loader, TestRunListener listener) {
        this.request = request;
        this.durations = durations;
        this.loader = loader;
        this.events = new Events(listener, request.executables().size());
        for (TestExecutable each : request.executables()) {
            slots.add(new Slot(slots.size(), each));
        }
    }

    /** An executable's state; guarded by the run. */
    private static final class Slot {
        final int index;
        final TestExecutable executable;
        final Queue<PlannedTest> pending = new ArrayDeque<>();

        @Nullable
        ExecutableRun run;

        @Nullable
        TestCaseResult[] results = new TestCaseResult[0];

        int unfinished;

        Slot(int index, TestExecutable executable) {
            this.index = index;
            this.executable = executable;
        }
    }

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
            boolean ahead =
                    slots.stream().filter(each -> !each.pending.isEmpty()).count() >= 2;
            if (nextToPrepare < slots.size() && preparing == 0 && !ahead) {
                return prepareNext();
            }
            for (Slot slot : slots) {
                PlannedTest test = slot.pending.poll();
                if (test != null) {
                    return () -> runTest(slot, test);
                }
            }
            if (nextToPrepare < slots.size()) {
                return prepareNext();
            }
            if (preparing == 0) {
                return null;
            }
            wait();
        }
        return null;
    }

    private Runnable prepareNext() {
        Slot slot = slots.get(nextToPrepare++);
        preparing++;
        return () -> prepare(slot);
    }

    private void prepare(Slot slot) {
        ExecutableRun run = new ExecutableRun(slot.executable, request, budget);
        events.debug("loading " + slot.executable.file());
        Plan plan = run.prepare(loader);
        List<PlannedTest> longestFirst = new ArrayList<>(plan.tests());
        longestFirst.sort(Comparator.comparing((PlannedTest each) ->
                        durations.expected(run.suite() + "::" + each.test().name()))
                .reversed());
        events.prepared(slot.index, run, plan.places().size());
        synchronized (this) {
            preparing--;
            slot.run = run;
            slot.results = plan.places().stream().map(each -> each.orElse(null)).toArray(TestCaseResult[]::new);
            slot.unfinished = plan.tests().size();
            slot.pending.addAll(longestFirst);
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
