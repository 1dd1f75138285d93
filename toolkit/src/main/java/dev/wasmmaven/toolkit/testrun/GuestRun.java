package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.runtime.RunResult;

/**
 * What an instance did.
 *
 * @param result how it ended
 * @param stdout its standard output, harness lines included
 * @param stderr its standard error
 */
public record GuestRun(RunResult result, CapturedOutput stdout, CapturedOutput stderr) {

    /** Whether it ended by itself with this exit code. */
    boolean exitedWith(int code) {
        return result instanceof RunResult.Exited exited && exited.exitCode() == code;
    }
}
