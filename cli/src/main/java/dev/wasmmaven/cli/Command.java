package dev.wasmmaven.cli;

import java.io.IOException;
import java.util.List;

/** What the command line can do. */
interface Command {

    String name();

    /** One line for the list of commands. */
    String summary();

    /** How its positional arguments are written. */
    String positional();

    List<Option> options();

    /** What help says after the options. */
    default List<String> notes() {
        return List.of();
    }

    /**
     * Does it.
     *
     * @return the exit code
     * @throws UsageException the arguments make no sense together
     */
    int run(Arguments arguments, Console console) throws IOException;
}
