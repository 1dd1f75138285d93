package dev.wasmmaven.toolkit.std;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a panic does (The rustc book, "Codegen Options", {@code panic}). */
public enum PanicStrategy {
    /** It drops what is alive on its way to {@code catch_unwind}; the standard library has to be compiled for it. */
    UNWIND,
    /** It ends the program: what rustc does on WASI's targets unless it is told otherwise. */
    ABORT;

    /** The value of {@code -C panic=…}, {@code --codegen panic=…} and the like, in one word or two. */
    private static final Pattern OPTION = Pattern.compile("(?:-C|--codegen=)?panic=(unwind|abort)");

    /** What flags for rustc say; its last word counts. */
    public static Optional<PanicStrategy> in(List<String> rustflags) {
        return rustflags.stream()
                .map(OPTION::matcher)
                .filter(Matcher::matches)
                .map(option -> valueOf(option.group(1).toUpperCase(Locale.ROOT)))
                .reduce((earlier, later) -> later);
    }

    /** The flag for rustc. */
    public String rustflag() {
        return "-Cpanic=" + name().toLowerCase(Locale.ROOT);
    }
}
