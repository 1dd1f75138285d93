package dev.wasmmaven.toolkit.testrun;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What std's panic hook wrote to standard error (library/std/src/panicking.rs, {@code default_hook}).
 *
 * @param message the panic's message, perhaps of many lines
 * @param location {@code file:line:column}
 */
record PanicMessage(String message, String location) {

    // Newer toolchains put the thread's id behind its name.
    private static final Pattern START =
            Pattern.compile("^thread '[^\\n]*'(?: \\(\\d+\\))? panicked at ([^\\n]+:\\d+:\\d+):\\n", Pattern.MULTILINE);
    private static final Pattern END =
            Pattern.compile("\\n?^(?:note: run with `RUST_BACKTRACE=|stack backtrace:$)", Pattern.MULTILINE);

    /** The last panic in the text: the one that ended the program or, where panics unwind, the test. */
    static Optional<PanicMessage> find(String stderr) {
        Matcher start = START.matcher(stderr);
        Optional<PanicMessage> last = Optional.empty();
        while (start.find()) {
            Matcher end = END.matcher(stderr).region(start.end(), stderr.length());
            String message = stderr.substring(start.end(), end.find() ? end.start() : stderr.length());
            last = Optional.of(new PanicMessage(message.stripTrailing(), start.group(1)));
        }
        return last;
    }

    /** Whether it was raised inside of the standard library, on behalf of code that it does not name. */
    boolean inStandardLibrary() {
        return location.startsWith("/rustc/") || location.replace('\\', '/').contains("/lib/rustlib/src/rust/library/");
    }
}
