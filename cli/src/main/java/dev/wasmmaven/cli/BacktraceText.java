package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.error.WasmFrame;
import java.io.PrintStream;
import java.util.List;

/** A wasm backtrace as text. */
final class BacktraceText {

    /** Endless recursion has a thousand frames that say the same. */
    private static final int FIRST = 40;

    private static final int LAST = 10;

    private BacktraceText() {}

    static void print(List<WasmFrame> frames, PrintStream out) {
        if (frames.isEmpty()) {
            return;
        }
        out.println("wasm backtrace:");
        boolean severalModules =
                frames.stream().map(WasmFrame::module).distinct().count() > 1;
        boolean shorten = frames.size() > FIRST + LAST;
        for (int i = 0; i < frames.size(); i++) {
            if (shorten && i == FIRST) {
                int left = frames.size() - FIRST - LAST;
                out.println("     ... " + left + " more frames ...");
                i += left;
            }
            WasmFrame frame = frames.get(i);
            String module = severalModules ? " (" + frame.module() + ")" : "";
            out.println(String.format("  %3d: %s%s", i, frame.function(), module));
        }
    }
}
