package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.WasmFrame;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Acts as an executable with libtest would under WASI, without any wasm. */
final class FakeLibtest {

    static final Duration ELAPSED = Duration.ofMillis(5);

    /** What a test does; it may write to the streams of the options, and may throw an {@link End}. */
    interface Body {
        void run(RunOptions options);
    }

    /** Ends the guest in the middle of a test. */
    static final class End extends RuntimeException {
        final transient RunResult result;

        End(RunResult result) {
            this.result = result;
        }
    }

    private record Test(Body body, boolean ignored, String reason, boolean shouldPanic) {}

    final List<RunOptions> runs = new CopyOnWriteArrayList<>();
    private final Map<String, Test> tests = new TreeMap<>();

    FakeLibtest test(String name, Body body) {
        tests.put(name, new Test(body, false, "", false));
        return this;
    }

    FakeLibtest ignored(String name, String reason) {
        tests.put(name, new Test(options -> {}, true, reason, false));
        return this;
    }

    FakeLibtest shouldPanic(String name) {
        tests.put(name, new Test(options -> {}, false, "", true));
        return this;
    }

    static Body panics(String message) {
        return options -> {
            stderr(
                    options,
                    "\nthread 'main' (1) panicked at src/lib.rs:10:5:\n" + message
                            + "\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n");
            throw trap();
        };
    }

    static Body exits(int code) {
        return options -> {
            throw new End(new RunResult.Exited(code, ELAPSED));
        };
    }

    static End trap() {
        return new End(new RunResult.Trapped(
                new TrapException(
                        TrapKind.UNREACHABLE,
                        "unreachable",
                        List.of(
                                new WasmFrame(9, "std::panicking::panic_with_hook"),
                                new WasmFrame(8, "core::panicking::panic_fmt"),
                                new WasmFrame(7, "demo::tests::fails"),
                                new WasmFrame(6, "core::ops::function::FnOnce::call_once"),
                                new WasmFrame(5, "test::__rust_begin_short_backtrace"),
                                new WasmFrame(4, "_start")),
                        null),
                ELAPSED));
    }

    RunResult run(RunOptions options) {
        runs.add(options);
        List<String> args = options.args();
        try {
            if (args.contains("--list")) {
                list(options, args.contains("json"), args.contains("--ignored"));
                return new RunResult.Exited(0, ELAPSED);
            }
            return new RunResult.Exited(runOne(options, args.get(1)), ELAPSED);
        } catch (End end) {
            return end.result;
        }
    }

    private void list(RunOptions options, boolean json, boolean onlyIgnored) {
        if (json) {
            stdout(options, "{ \"type\": \"suite\", \"event\": \"discovery\" }\n");
        }
        tests.forEach((name, test) -> {
            if (json) {
                stdout(
                        options,
                        "{ \"type\": \"test\", \"event\": \"discovered\", \"name\": \"" + name + "\", \"ignore\": "
                                + test.ignored + ", \"ignore_message\": \"" + test.reason
                                + "\", \"source_path\": \"src/lib.rs\", \"start_line\": 9, \"start_col\": 4,"
                                + " \"end_line\": 9, \"end_col\": 9 }\n");
            } else if (!onlyIgnored || test.ignored) {
                stdout(options, name + ": test\n");
            }
        });
        if (json) {
            stdout(
                    options,
                    "{ \"type\": \"suite\", \"event\": \"completed\", \"tests\": " + tests.size()
                            + ", \"benchmarks\": 0, \"total\": " + tests.size() + ", \"ignored\": 0 }\n");
        }
    }

    private int runOne(RunOptions options, String name) {
        Test test = tests.get(name);
        stdout(options, "\nrunning 1 test\ntest " + name + (test.shouldPanic ? " - should panic" : "") + " ... ");
        if (test.shouldPanic || test.ignored && !options.args().contains("--ignored")) {
            stdout(options, "ignored\n" + summary("ok", 0, 0, 1));
            return 0;
        }
        test.body.run(options);
        stdout(options, "ok\n" + summary("ok", 1, 0, 0));
        return 0;
    }

    static String summary(String word, int passed, int failed, int ignored) {
        return "\ntest result: " + word + ". " + passed + " passed; " + failed + " failed; " + ignored
                + " ignored; 0 measured; 7 filtered out; finished in 0.00s\n\n";
    }

    static void stdout(RunOptions options, String text) {
        write(options.stdout(), text);
    }

    static void stderr(RunOptions options, String text) {
        write(options.stderr(), text);
    }

    private static void write(OutputStream stream, String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often each test was run. */
    Map<String, Integer> count() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (RunOptions each : new ArrayList<>(runs)) {
            if (!each.args().contains("--list")) {
                counts.merge(each.args().get(1), 1, Integer::sum);
            }
        }
        return counts;
    }
}
