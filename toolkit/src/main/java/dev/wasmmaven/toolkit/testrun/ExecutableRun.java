package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.testrun.ShouldPanicProgram.Expectation;
import dev.wasmmaven.toolkit.testrun.TestCaseResult.Outcome;
import dev.wasmmaven.toolkit.testrun.TestListing.Harness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One executable within a run: loaded and listed once, then asked to run its tests one by one. Knows nothing of
 * threads; {@link TestRun} decides who calls what when.
 */
final class ExecutableRun {

    /** Where a failure of the executable as a whole stands among its tests. */
    static final String LOADING = "(loading)";

    private final TestExecutable executable;
    private final TestRunRequest request;
    private final OutputBudget budget;
    private final String suite;
    private final GuestSetup setup;
    private final long started = System.nanoTime();

    private @Nullable TestProgram program;
    private @Nullable ShouldPanicProgram shouldPanic;
    private Harness harness = Harness.NONE;
    private int filteredOut;

    ExecutableRun(TestExecutable executable, TestRunRequest request, OutputBudget budget) {
        this.executable = executable;
        this.request = request;
        this.budget = budget;
        this.suite = ExecutableResult.suiteName(executable);
        this.setup = GuestSetup.of(executable, request);
    }

    /**
     * What there is to do.
     *
     * @param places a place for each selected test in order, filled in where there is nothing to run
     * @param tests the tests to run, each with its place
     */
    record Plan(List<Optional<TestCaseResult>> places, List<PlannedTest> tests) {}

    /** A test to run, and the place of its result. */
    record PlannedTest(int place, ListedTest test) {}

    /** Loads and lists; what goes wrong is the result of the executable. */
    Plan prepare(TestProgramLoader loader) {
        try {
            TestProgram loaded = loader.load(executable.file());
            TestLister lister = new TestLister(executable, setup, request.timeout());
            TestListing listing = lister.list(loaded);
            program = loaded;
            if (listing.harness() == Harness.LIBTEST) {
                shouldPanic = new ShouldPanicProgram(executable, lister, loader, loaded, listing.tests());
            }
            harness = listing.harness();
            return plan(listing);
        } catch (ListingException e) {
            return failedPlan(e.failure());
        } catch (ProgramException e) {
            return failedPlan(e.failure());
        }
    }

    private Plan plan(TestListing listing) {
        List<ListedTest> selected =
                listing.tests().stream().filter(request.filter()::selects).toList();
        filteredOut = listing.tests().size() - selected.size();
        List<Optional<TestCaseResult>> places = new ArrayList<>();
        List<PlannedTest> tests = new ArrayList<>();
        for (ListedTest test : selected) {
            Optional<String> reason = request.filter().reasonToSkip(test);
            if (reason.isEmpty()) {
                tests.add(new PlannedTest(places.size(), test));
            }
            places.add(reason.map(text -> TestCaseResult.skipped(suite, test.name(), text)));
        }
        return new Plan(places, tests);
    }

    private Plan failedPlan(TestFailure failure) {
        return new Plan(List.of(Optional.of(TestCaseResult.failed(suite, LOADING, failure))), List.of());
    }

    /** Runs one test in an instance of its own. */
    TestCaseResult run(ListedTest test) {
        TestProgram loaded = program;
        if (loaded == null) {
            throw new IllegalStateException("no program for " + suite);
        }
        try {
            ShouldPanicProgram panicking = shouldPanic;
            Optional<Expectation> expectation = panicking == null ? Optional.empty() : panicking.known(test);
            if (expectation.isEmpty()) {
                GuestRun run = run(loaded, test);
                HarnessOutput output = output(run, test);
                if (panicking != null && output.verdict() == HarnessOutput.Verdict.IGNORED) {
                    expectation = panicking.of(test);
                }
                if (expectation.isEmpty()) {
                    return result(test, run, output, withProblem(Verdicts.judge(harness, test, run, output)));
                }
            }
            GuestRun run = run(expectation.get().program(), test);
            HarnessOutput output = output(run, test);
            return result(
                    test,
                    run,
                    output,
                    ShouldPanicVerdicts.judge(test, expectation.get().message(), run, output));
        } catch (ProgramException e) {
            return TestCaseResult.failed(suite, test.name(), e.failure());
        }
    }

    /** A test that is skipped because its program could not be made is reported with the reason. */
    private Outcome withProblem(Outcome outcome) {
        Optional<String> problem = shouldPanic == null ? Optional.empty() : shouldPanic.problem();
        return problem.isPresent() && outcome instanceof TestCaseResult.Skipped skipped
                ? new TestCaseResult.Skipped(skipped.reason() + "; " + problem.get())
                : outcome;
    }

    private GuestRun run(TestProgram of, ListedTest test) {
        return setup.run(of, request.timeout(), request.outputLimit(), arguments(test));
    }

    private HarnessOutput output(GuestRun run, ListedTest test) {
        return harness == Harness.NONE
                ? new HarnessOutput(HarnessOutput.Verdict.NONE, run.stdout().text())
                : HarnessOutput.parse(run.stdout().text(), test.name());
    }

    private TestCaseResult result(ListedTest test, GuestRun run, HarnessOutput output, Outcome outcome) {
        CapturedOutput stdout = new CapturedOutput(output.own(), run.stdout().omittedBytes());
        boolean passed = outcome instanceof TestCaseResult.Passed;
        return new TestCaseResult(
                suite,
                test.name(),
                outcome,
                run.result().elapsed(),
                passed ? budget.keep(stdout) : stdout,
                passed ? budget.keep(run.stderr()) : run.stderr());
    }

    private List<String> arguments(ListedTest test) {
        if (harness == Harness.NONE) {
            return List.of();
        }
        // In this order and no more than this, because it is what nextest asks of other harnesses.
        List<String> arguments = new ArrayList<>(List.of(test.name(), "--nocapture", "--exact"));
        if (test.ignored()) {
            arguments.add("--ignored");
        }
        if (harness == Harness.LIBTEST) {
            // Has the name written before the test runs, also on targets with threads.
            arguments.add("--test-threads=1");
        }
        return arguments;
    }

    /** Lets go of the program, which is big, and sums up. */
    ExecutableResult finish(List<TestCaseResult> cases) {
        if (shouldPanic != null) {
            shouldPanic.close();
        }
        TestProgram loaded = program;
        program = null;
        if (loaded != null) {
            loaded.close();
        }
        return new ExecutableResult(
                executable, suite, cases, filteredOut, Duration.ofNanos(System.nanoTime() - started));
    }

    TestExecutable executable() {
        return executable;
    }

    String suite() {
        return suite;
    }
}
