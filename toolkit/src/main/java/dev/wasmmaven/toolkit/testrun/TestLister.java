package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.testrun.TestListing.Harness;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which tests an executable has. Neither cargo nor the file says whether libtest is inside, so it is asked:
 * first in JSON, which only libtest gives and which tells everything at once; then in the stable terse format, which
 * other harnesses know too; what answers neither is one test.
 */
final class TestLister {

    /** libtest looks for it when it runs, not when it is compiled: stable toolchains give JSON too. */
    private static final Map<String, String> UNSTABLE = Map.of("RUSTC_BOOTSTRAP", "1");

    private static final List<String> LIST_IN_JSON = List.of("--list", "--format", "json", "-Zunstable-options");

    /** Lists are short lines; this is room for more than a hundred thousand tests. */
    private static final int LIST_LIMIT = 64 * 1024 * 1024;

    /** Tests may be given a second; to list them takes code that was never run before, on a machine that may be busy. */
    private static final Duration LEAST_TIMEOUT = Duration.ofMinutes(1);

    /** The name of the test in reports where the program as a whole is the test. */
    static final String WHOLE_PROGRAM = "main";

    private static final TestListing ONE_TEST = new TestListing(
            Harness.NONE, List.of(new ListedTest(WHOLE_PROGRAM, false, Optional.empty(), Optional.empty())));

    private final TestExecutable executable;
    private final GuestSetup setup;
    private final Optional<Duration> timeout;

    /** Asks within the time that a test has, or a minute if that is longer. */
    TestLister(TestExecutable executable, GuestSetup setup, Optional<Duration> testTimeout) {
        this.executable = executable;
        this.setup = setup;
        this.timeout = testTimeout.map(time -> time.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : time);
    }

    /**
     * Asks for the list.
     *
     * @throws ListingException if libtest is inside but gives no list, or the program does not end
     * @throws ProgramException if it cannot be instantiated
     */
    TestListing list(TestProgram program) throws ListingException {
        boolean ask = true;
        if (executable.harness()) {
            GuestRun json = run(program, UNSTABLE, LIST_IN_JSON);
            if (JsonList.isOne(json.stdout().text())) {
                return fromJson(program, json);
            }
            // A program that failed on its own account is no harness that refused an option.
            ask = json.result() instanceof RunResult.Exited;
        } else {
            ask = mayKnowOptions();
        }
        return ask ? fromTerse(program).orElse(ONE_TEST) : ONE_TEST;
    }

    /**
     * Asks for the tests that are not marked {@code #[should_panic]}.
     *
     * @return empty if the program does not know how to tell them
     * @throws ListingException if the program does not end
     * @throws ProgramException if it cannot be instantiated
     */
    Optional<List<ListedTest>> withoutShouldPanic(TestProgram program) throws ListingException {
        List<String> arguments = new ArrayList<>(LIST_IN_JSON);
        arguments.add("--exclude-should-panic");
        GuestRun json = run(program, UNSTABLE, arguments);
        return json.exitedWith(0) ? JsonList.parse(json.stdout().text()) : Optional.empty();
    }

    private TestListing fromJson(TestProgram program, GuestRun json) throws ListingException {
        if (!json.exitedWith(0)) {
            throw notListed("while it listed its tests, the program " + Verdicts.howItEnded(json.result()));
        }
        Optional<List<ListedTest>> tests = JsonList.parse(json.stdout().text());
        if (tests.isPresent()) {
            return new TestListing(Harness.LIBTEST, tests.get());
        }
        return fromTerse(program)
                .map(terse -> new TestListing(Harness.LIBTEST, terse.tests()))
                .orElseThrow(() -> notListed("its list of tests is not understood"));
    }

    private Optional<TestListing> fromTerse(TestProgram program) throws ListingException {
        GuestRun all = run(program, Map.of(), List.of("--list", "--format", "terse"));
        Optional<List<String>> names =
                all.exitedWith(0) ? TerseList.parse(all.stdout().text()) : Optional.empty();
        if (names.isEmpty() || names.get().isEmpty()) {
            return Optional.empty();
        }
        GuestRun ignored = run(program, Map.of(), List.of("--list", "--format", "terse", "--ignored"));
        Set<String> ignoredNames = new HashSet<>(
                ignored.exitedWith(0) ? TerseList.parse(ignored.stdout().text()).orElse(List.of()) : List.of());
        return Optional.of(new TestListing(
                Harness.LIBTEST_LIKE,
                names.get().stream()
                        .map(name ->
                                new ListedTest(name, ignoredNames.contains(name), Optional.empty(), Optional.empty()))
                        .toList()));
    }

    private GuestRun run(TestProgram program, Map<String, String> env, List<String> arguments) throws ListingException {
        GuestRun run = setup.with(env).run(program, timeout, LIST_LIMIT, arguments);
        if (run.result() instanceof RunResult.TimedOut) {
            throw notListed("the program " + Verdicts.howItEnded(run.result()) + " when asked for its tests");
        }
        return run;
    }

    /**
     * Whether a program without libtest may know how to list its tests. Asking means running it, and a program that
     * ignores its arguments would then do its work twice, so this looks for the names of the options first.
     */
    private boolean mayKnowOptions() {
        try {
            return FileSearch.containsAny(executable.file(), List.of("--list", "include-ignored", "nocapture"));
        } catch (IOException e) {
            // It was loaded from there a moment ago; if it is gone now, running it once is still right.
            return false;
        }
    }

    private static ListingException notListed(String message) {
        return new ListingException(TestFailure.of(TestFailure.Kind.LISTING, message)
                .diagnosed(
                        DiagnosticId.TEST_LISTING_FAILED,
                        "run the executable with the arguments --list --format terse to see what it does"));
    }
}
