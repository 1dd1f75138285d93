package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The WASI targets by name, and what people write instead. */
public final class KnownTargets {

    /** The WASI targets, the one that every recent toolchain can build and that the runtime runs first. */
    public static final List<String> WASI =
            List.of("wasm32-wasip1", "wasm32-wasip1-threads", "wasm32-wasip2", "wasm32-wasip3");

    private static final Map<String, String> RENAMED = Map.of(
            "wasm32-wasi", "wasm32-wasip1",
            "wasm32-wasi-preview1", "wasm32-wasip1",
            "wasm32-wasi-preview1-threads", "wasm32-wasip1-threads",
            "wasm32-wasi-threads", "wasm32-wasip1-threads",
            "wasm32-wasi-preview2", "wasm32-wasip2",
            "wasm32-wasi-preview3", "wasm32-wasip3");

    private static final int CLOSE = 4;

    private KnownTargets() {}

    /** Today's name of a target that had another one once. */
    public static Optional<String> renamed(String target) {
        return Optional.ofNullable(RENAMED.get(target));
    }

    /** The problem with a name that rustc does not know, with the most likely right name. */
    public static ToolkitException unknown(String target, List<String> known) {
        String renamed = RENAMED.get(target);
        if (renamed != null) {
            return new ToolkitException(
                    DiagnosticId.TARGET_UNKNOWN,
                    "the target " + target + " was renamed to " + renamed,
                    "configure <target>" + renamed + "</target> (property wasm.target)");
        }
        return new ToolkitException(
                DiagnosticId.TARGET_UNKNOWN,
                "rustc does not know the target '" + target + "'",
                nearest(target, known)
                                .map(name -> "did you mean <target>" + name + "</target> (property wasm.target)? ")
                                .orElse("")
                        + "`rustc --print target-list` shows all of them");
    }

    private static Optional<String> nearest(String target, List<String> known) {
        return known.stream()
                .filter(name -> distance(target, name) <= CLOSE)
                .min(Comparator.<String>comparingInt(name -> distance(target, name))
                        .thenComparing(name -> !WASI.contains(name)))
                .or(() -> WASI.stream().filter(name -> name.endsWith(target)).findFirst());
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
