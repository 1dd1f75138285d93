package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.testrun.ShouldPanicMarks.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes tests run that are marked {@code #[should_panic]}. libtest, as it is compiled for WebAssembly, ignores them, whatever it is
 * asked; so they run in a copy of the executable in whose data no test is marked, and {@link ShouldPanicVerdicts} sees
 * whether they panic. The copy is used only if libtest itself lists every test of it as one that is not to panic, and
 * everything else about the tests as before.
 */
final class ShouldPanicProgram {

    private final TestExecutable executable;
    private final TestLister lister;
    private final TestProgramLoader loader;
    private final TestProgram original;
    private final List<ListedTest> tests;

    private @Nullable Path directory;
    private @Nullable TestProgram program;
    private Map<String, Optional<String>> expected = Map.of();
    private Optional<String> problem = Optional.empty();
    private boolean prepared;

    ShouldPanicProgram(
            TestExecutable executable,
            TestLister lister,
            TestProgramLoader loader,
            TestProgram original,
            List<ListedTest> tests) {
        this.executable = executable;
        this.lister = lister;
        this.loader = loader;
        this.original = original;
        this.tests = tests;
    }

    /**
     * A test that can be run and is to panic.
     *
     * @param program runs it
     * @param message what the panic's message has to contain, if anything
     */
    record Expectation(TestProgram program, Optional<String> message) {}

    /** How to run a test of which libtest has been seen to ignore it; empty if there is no way. */
    synchronized Optional<Expectation> of(ListedTest test) {
        if (!prepared) {
            prepared = true;
            prepare();
        }
        return known(test);
    }

    /** The same if such a test was met before, and otherwise empty. */
    synchronized Optional<Expectation> known(ListedTest test) {
        TestProgram runnable = program;
        Optional<String> message = expected.get(test.name());
        return runnable == null || message == null ? Optional.empty() : Optional.of(new Expectation(runnable, message));
    }

    private void prepare() {
        try {
            Optional<List<ListedTest>> unmarked = lister.withoutShouldPanic(original);
            if (unmarked.isEmpty()) {
                return;
            }
            Set<String> marked = new HashSet<>();
            tests.forEach(each -> marked.add(each.name()));
            unmarked.get().forEach(each -> marked.remove(each.name()));
            byte[] wasm = Files.readAllBytes(executable.file());
            for (Marks marks : ShouldPanicMarks.find(wasm, tests, marked)) {
                TestProgram changed = load(marks.removedFrom(wasm));
                if (isUnmarked(changed)) {
                    program = changed;
                    expected = marks.expected();
                    return;
                }
            }
        } catch (IOException | IllegalArgumentException | ListingException | ProgramException e) {
            // Then there is no such program, and the tests are reported as skipped, with this.
            problem = Optional.of("the copy for them could not be made: " + e.getMessage());
        }
    }

    /** Whether libtest confirms that no test is marked and nothing else has changed; otherwise lets go of the program. */
    private boolean isUnmarked(TestProgram changed) throws ListingException {
        boolean confirmed = false;
        try {
            confirmed = lister.withoutShouldPanic(changed).equals(Optional.of(tests));
        } finally {
            if (!confirmed) {
                changed.close();
            }
        }
        return confirmed;
    }

    /** What went wrong when the program was made, if anything did. */
    synchronized Optional<String> problem() {
        return problem;
    }

    /** From a file of its own, which stays as long: it is read again if the JVM of the tests is replaced. */
    private TestProgram load(byte[] wasm) throws IOException {
        Path made = directory;
        if (made == null) {
            made = Files.createTempDirectory("wasm-should-panic");
            directory = made;
        }
        return loader.load(Files.write(made.resolve(executable.file().getFileName()), wasm));
    }

    /** Lets go of the program. */
    synchronized void close() {
        if (program != null) {
            program.close();
            program = null;
        }
        if (directory != null) {
            try {
                Files.deleteIfExists(directory.resolve(executable.file().getFileName()));
                Files.deleteIfExists(directory);
            } catch (IOException e) {
                // In the system's temporary directory, which is cleaned up by others.
                directory = null;
            }
        }
    }
}
