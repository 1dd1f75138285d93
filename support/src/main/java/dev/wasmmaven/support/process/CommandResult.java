package dev.wasmmaven.support.process;

import java.util.List;

/**
 * What a child process said, with its end.
 *
 * @param exitCode 0 for success; what the operating system gives for a signal
 * @param stdout lines of standard output
 * @param stderr lines of standard error
 */
public record CommandResult(int exitCode, List<String> stdout, List<String> stderr) {

    public CommandResult {
        stdout = List.copyOf(stdout);
        stderr = List.copyOf(stderr);
    }

    /** Whether the exit code is 0. */
    public boolean succeeded() {
        return exitCode == 0;
    }
}
