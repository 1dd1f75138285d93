package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.runtime.error.WasmFrame;
import java.util.List;
import java.util.regex.Pattern;

/** Shortens backtraces of tests to the user's part, as std does between its two markers of short backtraces. */
final class Backtraces {

    /** What raises a panic or a trap: the innermost frames. */
    private static final Pattern RAISING = Pattern.compile(
            "(?:abort|rust_panic|__rust_\\w+|rust_begin_unwind|_?__rustc::.*|panic_abort::.*|std::process::abort.*"
                    + "|std::panicking::.*|std::sys::.*|std::rt::.*|core::panicking::.*|core::result::unwrap_failed.*"
                    + "|core::option::(?:unwrap|expect)_failed.*|core::cell::panic_.*|alloc::alloc::handle_alloc_error.*"
                    + "|alloc::raw_vec::handle_error.*|core::(?:slice|str)::.*(?:_fail|_failed|slice_error).*)"
                    + "|<?core::(?:option::Option|result::Result)<.*>>?::(?:unwrap|expect)(?:_err|_none)?");

    /** libtest and the runtime's start: the outermost frames. */
    private static final Pattern HARNESS = Pattern.compile(
            "test::.*|.*libtest_mimic::.*|std::rt::lang_start.*" + "|_start|__main_void|main|_start\\.command_export");

    /** Between a test's function and libtest. */
    private static final Pattern GLUE = Pattern.compile(".*core::ops::function::FnOnce.*::call_once.*");

    private Backtraces() {}

    /** The user's frames, innermost first; all of them if nothing would be left. */
    static List<String> shorten(List<WasmFrame> frames) {
        List<String> names = frames.stream().map(WasmFrame::function).toList();
        int from = 0;
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).contains("__rust_end_short_backtrace")) {
                from = i + 1;
            }
        }
        while (from < names.size() && RAISING.matcher(names.get(from)).matches()) {
            from++;
        }
        int to = harness(names, from);
        while (to > from && GLUE.matcher(names.get(to - 1)).matches()) {
            to--;
        }
        if (to - from >= 2 && isClosureOf(names.get(to - 1), names.get(to - 2))) {
            to--;
        }
        return from < to ? names.subList(from, to) : names;
    }

    /** Where the harness begins: at its marker; without one, at a frame that looks like its own. */
    private static int harness(List<String> names, int from) {
        int to = from;
        // Tests in a file tests/test.rs are functions of a crate "test" as well: the marker counts before names.
        while (to < names.size() && !names.get(to).contains("__rust_begin_short_backtrace")) {
            to++;
        }
        if (to < names.size()) {
            return to;
        }
        to = from;
        while (to < names.size() && !HARNESS.matcher(names.get(to)).matches()) {
            to++;
        }
        return to;
    }

    /** {@code #[test]} wraps the function in a closure of the same name. */
    private static boolean isClosureOf(String frame, String function) {
        return frame.startsWith(function + "::{") && frame.endsWith("}");
    }
}
