package dev.wasmmaven.sdk.inspect;

import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandException;
import dev.wasmmaven.support.process.CommandResult;
import dev.wasmmaven.support.process.CommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a clang whether it runs, which version it is, and whether it can compile for WebAssembly. */
public final class ClangProbe {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern VERSION = Pattern.compile("clang version ([0-9][0-9A-Za-z.+~-]*)");

    private final CommandRunner runner;

    /** A probe that starts compilers with the runner's environment. */
    public ClangProbe(CommandRunner runner) {
        this.runner = runner;
    }

    /**
     * What a compiler says of itself.
     *
     * @param version such as {@code 18.1.2}; empty: it does not run, or is no clang
     * @param problem why there is no version; empty if there is one
     */
    public record Answer(Optional<String> version, String problem) {}

    /** Starts {@code clang --version}. */
    public Answer version(Path clang) {
        CommandResult result;
        try {
            result = runner.run(Command.of(clang, "--version").within(Optional.of(LIMIT)));
        } catch (CommandException.Interrupted e) {
            throw e;
        } catch (CommandException e) {
            return new Answer(Optional.empty(), e.getMessage());
        }
        for (String line : result.stdout()) {
            Matcher matcher = VERSION.matcher(line);
            if (matcher.find() && result.succeeded()) {
                return new Answer(Optional.of(matcher.group(1)), "");
            }
        }
        List<String> said = new ArrayList<>(result.stderr());
        said.addAll(result.stdout());
        return new Answer(
                Optional.empty(),
                "'" + clang + " --version' ended with " + result.exitCode()
                        + (said.isEmpty() ? " and no output" : ": " + said.get(0)));
    }

    /**
     * Whether a clang was built with the WebAssembly back end, which Apple's is not: compiles an empty file for it.
     *
     * @param clangTarget such as {@code wasm32-wasi}
     * @param scratch a file that may be written
     */
    public boolean compilesFor(Path clang, String clangTarget, Path scratch) {
        try {
            return runner.run(
                            Command.of(clang, "--target=" + clangTarget, "-c", "-x", "c", "-", "-o", scratch.toString())
                                    .within(Optional.of(LIMIT)))
                    .succeeded();
        } catch (CommandException.Interrupted e) {
            throw e;
        } catch (CommandException e) {
            return false;
        }
    }
}
