package dev.wasmmaven.toolkit.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.error.WasmFrame;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PanicsTest {

    @Test
    @DisplayName("message of many lines and place are read; the advice on RUST_BACKTRACE is not part of them")
    void message() {
        String stderr = """
                some log

                thread 'main' (1) panicked at src/lib.rs:4:46:
                assertion `left == right` failed: sum
                  left: 2
                 right: 3
                note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
                """;
        assertThat(PanicMessage.find(stderr))
                .contains(new PanicMessage(
                        "assertion `left == right` failed: sum\n  left: 2\n right: 3", "src/lib.rs:4:46"));
    }

    @Test
    @DisplayName("threads without an id, places with spaces, messages without an end and empty ones are understood")
    void forms() {
        assertThat(PanicMessage.find("thread '<unnamed>' panicked at C:\\my crate\\lib.rs:1:2:\nboom"))
                .contains(new PanicMessage("boom", "C:\\my crate\\lib.rs:1:2"));
        assertThat(PanicMessage.find("thread 'main' (1) panicked at a.rs:1:2:\n\nnote: run with `RUST_BACKTRACE=1` x"))
                .contains(new PanicMessage("", "a.rs:1:2"));
        assertThat(PanicMessage.find("thread 'main' panicked somewhere")).isEmpty();
    }

    @Test
    @DisplayName("of several the last one counts, because it ended the program")
    void last() {
        String stderr =
                "thread 'main' (1) panicked at a.rs:1:1:\nfirst\nthread 'main' (1) panicked at b.rs:2:2:\nsecond\n";
        assertThat(PanicMessage.find(stderr)).contains(new PanicMessage("second", "b.rs:2:2"));
    }

    private static List<WasmFrame> frames(String... names) {
        return Stream.of(names).map(name -> new WasmFrame(1, name)).toList();
    }

    @Test
    @DisplayName("a backtrace keeps the user's frames")
    void backtrace() {
        assertThat(Backtraces.shorten(frames(
                        "abort",
                        "std::sys::pal::wasi::helpers::abort_internal",
                        "std::process::abort",
                        "__rustc::__rust_abort",
                        "__rustc::__rust_start_panic",
                        "__rustc::rust_panic",
                        "std::panicking::panic_with_hook",
                        "std::panicking::panic_handler::{closure#0}",
                        "std::sys::backtrace::__rust_end_short_backtrace::<std::panicking::panic_handler::{closure#0}, !>",
                        "__rustc::rust_begin_unwind",
                        "core::panicking::panic_fmt",
                        "core::result::unwrap_failed",
                        "<core::result::Result<(), alloc::string::String>>::unwrap",
                        "demo::helper",
                        "demo::tests::unwraps",
                        "demo::tests::unwraps::{closure#0}",
                        "<demo::tests::unwraps::{closure#0} as core::ops::function::FnOnce<()>>::call_once",
                        "<fn() as core::ops::function::FnOnce<()>>::call_once",
                        "test::__rust_begin_short_backtrace::<core::result::Result<(), String>, fn()>",
                        "test::run_test_in_process",
                        "_start")))
                .containsExactly("demo::helper", "demo::tests::unwraps");
    }

    @Test
    @DisplayName("a backtrace keeps the frames of a crate that is called test, as of tests/test.rs")
    void backtraceOfCrateTest() {
        assertThat(Backtraces.shorten(frames(
                        "abort",
                        "std::sys::backtrace::__rust_end_short_backtrace::<std::panicking::panic_handler::{closure#0}, !>",
                        "core::panicking::panic_fmt",
                        "test::helper",
                        "test::reads",
                        "test::__rust_begin_short_backtrace::<core::result::Result<(), String>, fn()>",
                        "test::run_test_in_process")))
                .containsExactly("test::helper", "test::reads");
    }

    @Test
    @DisplayName("a backtrace of nothing but std stays whole")
    void backtraceOfStd() {
        assertThat(Backtraces.shorten(frames("abort", "_start"))).containsExactly("abort", "_start");
        assertThat(Backtraces.shorten(List.of())).isEmpty();
    }

    private static TestFailure explained(String message) {
        return Explanations.explain(TestFailure.of(TestFailure.Kind.PANIC, message));
    }

    @Test
    @DisplayName("std::env::temp_dir() is explained with the remedy")
    void tempDir() {
        TestFailure failure = explained("no filesystem on wasm");
        assertThat(failure.diagnosticId()).contains(DiagnosticId.TEMP_DIR_IN_TEST);
        assertThat(failure.nextStep().orElseThrow()).contains("CARGO_TARGET_TMPDIR");
    }

    @Test
    @DisplayName("threads, files out of sight and processes are explained; other messages are left alone")
    void others() {
        assertThat(explained("failed to spawn thread: Os { code: 58, kind: Unsupported, message: \"Not supported\" }")
                        .nextStep()
                        .orElseThrow())
                .contains("no threads");
        assertThat(explained(
                                "called `Result::unwrap()` on an `Err` value: Os { code: 44, kind: NotFound, message: \"No\" }")
                        .nextStep()
                        .orElseThrow())
                .contains("preopens");
        assertThat(explained("Error { kind: Unsupported, message: \"operation not supported on this platform\" }")
                        .nextStep()
                        .orElseThrow())
                .contains("processes");
        assertThat(explained("memory allocation of 8388608 bytes failed")
                        .nextStep()
                        .orElseThrow())
                .contains("-Xmx");
        assertThat(explained("assertion failed: x").nextStep()).isEmpty();
        assertThat(explained("MyError { kind: NotFound }").nextStep()).isEmpty();
    }
}
