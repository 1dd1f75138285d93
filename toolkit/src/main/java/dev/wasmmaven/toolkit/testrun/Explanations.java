package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Failures whose cause is the target and not the test, with what to do about them. */
final class Explanations {

    /**
     * One entry of the table.
     *
     * @param symptom found in the message of a panic or of a returned error
     * @param id its id, if the documentation has a page on it
     * @param nextStep the remedy
     */
    private record Explanation(Pattern symptom, Optional<DiagnosticId> id, String nextStep) {}

    private static final String IGNORE_HERE = "#[cfg_attr(target_family = \"wasm\", ignore = \"…\")]";

    static final String MORE_HEAP = "the tests that run at the same time share a Java heap: give their JVM more of it"
            + " (-Dwasm.test.argLine=-Xmx4g; with forkCount 0 it is Maven's: MAVEN_OPTS), or run fewer tests at the same time"
            + " (-Dwasm.test.threads)";

    private static final List<Explanation> TABLE = List.of(
            // library/std/src/sys/pal/wasi/os.rs, temp_dir
            new Explanation(
                    Pattern.compile("^no filesystem on wasm"),
                    Optional.of(DiagnosticId.TEMP_DIR_IN_TEST),
                    "std::env::temp_dir() panics on this target; use env!(\"CARGO_TARGET_TMPDIR\") in integration"
                            + " tests, elsewhere a directory below the package such as target/tmp"
                            + " (with the tempfile crate: tempdir_in)"),
            new Explanation(
                    Pattern.compile("failed to spawn thread.*(?:code: 6,|os error 6\\b)"),
                    Optional.empty(),
                    "the guest's memory has no room for one more stack, or too many threads run at once: start fewer,"
                            + " or with a smaller std::thread::Builder::stack_size"),
            new Explanation(
                    Pattern.compile("failed to spawn thread|(?i)thread pool.*(?:unsupported|not supported)"),
                    Optional.empty(),
                    "wasm32-wasip1 has no threads; build for wasm32-wasip1-threads, or leave the test out here with "
                            + IGNORE_HERE),
            new Explanation(
                    Pattern.compile(
                            // WASI's errno 44 is noent, 76 notcapable.
                            "failed to find a pre-opened file descriptor|Os \\{ code: (?:44|76),"
                                    + "|\\(os error (?:44|76)\\)"),
                    Optional.empty(),
                    "if the file is there on the host: tests see the package as \".\", and package, workspace and"
                            + " CARGO_TARGET_TMPDIR under their own paths; give them other directories as preopens"),
            new Explanation(
                    Pattern.compile("^memory allocation of \\d+ bytes failed|^wasm trap: out of memory"),
                    Optional.empty(),
                    MORE_HEAP),
            new Explanation(
                    Pattern.compile("operation not supported on this platform"),
                    Optional.empty(),
                    "the standard library cannot do this on the target (processes, threads and sockets are"
                            + " among it); leave the test out here with " + IGNORE_HERE));

    private Explanations() {}

    /** Adds what is known about the cause, if anything is. */
    static TestFailure explain(TestFailure failure) {
        return TABLE.stream()
                .filter(each -> each.symptom().matcher(failure.message()).find())
                .findFirst()
                .map(each -> each.id()
                        .map(id -> failure.diagnosed(id, each.nextStep()))
                        .orElseGet(() -> failure.advised(each.nextStep())))
                .orElse(failure);
    }
}
