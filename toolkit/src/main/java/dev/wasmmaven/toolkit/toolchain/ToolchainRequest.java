package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.support.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which toolchain is asked for, and how tools are started; immutable.
 *
 * @param directory the crate's directory, where rustup looks for {@code rust-toolchain.toml}
 * @param toolchain rustup toolchain; empty: what rustup or PATH gives for the directory
 * @param cargo cargo's executable; empty: found
 * @param environment difference to the environment for every tool
 * @param offline no network
 * @param installMissing whether what is missing may be installed
 * @param timeout for each call; empty: none
 */
public record ToolchainRequest(
        Path directory,
        Optional<String> toolchain,
        Optional<Path> cargo,
        Map<String, Optional<String>> environment,
        boolean offline,
        boolean installMissing,
        Optional<Duration> timeout) {

    public ToolchainRequest {
        environment = Map.copyOf(environment);
    }

    /** A command in the crate's directory with the right environment. */
    public Command command(List<String> arguments) {
        Map<String, Optional<String>> difference = new HashMap<>(ToolEnvironment.QUIET);
        if (offline || !installMissing) {
            difference.put("RUSTUP_AUTO_INSTALL", Optional.of("0"));
        }
        difference.putAll(environment);
        return Command.of(arguments).in(directory).withEnvironment(difference).within(timeout);
    }
}
