package dev.wasmmaven.cli;

import dev.wasmmaven.runtime.RunOptions.StdStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Set;

/**
 * What the command line talks to.
 *
 * @param environment of this process
 * @param terminals the standard streams that are terminals
 */
record Console(
        InputStream in, OutputStream out, OutputStream err, Map<String, String> environment, Set<StdStream> terminals) {

    /** Where messages go. */
    PrintStream messages() {
        return new PrintStream(err, true, Charset.defaultCharset());
    }

    /** Where results go, to be flushed. */
    PrintStream results() {
        return new PrintStream(out, false, Charset.defaultCharset());
    }
}
