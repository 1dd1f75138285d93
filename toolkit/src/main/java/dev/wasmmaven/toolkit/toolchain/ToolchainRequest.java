package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.support.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which toolchain is asked for, and how tools are started; immutable.
 *
 * @param directory the crate's directory, where rustup looks for {@code rust-toolchain.toml}
 * @param toolchain rustup toolchain; empty: what rustup or PATH gives for the directory
 * @param cargo cargo's executable; empty: found
 * @param environment difference to the environment for every tool
 * @param offline no network
 * @param installMissing whether what is missing may be installed
 * @param installToolchain which toolchains rustup may install
 * @param timeout for each call; empty: none
 */
public record ToolchainRequest(
        Path directory,
        Optional<String> toolchain,
        Optional<Path> cargo,
        Map<String, Optional<String>> environment,
        boolean offline,
        boolean installMissing,
        InstallToolchain installToolchain,
        Optional<Duration> timeout) {

    /** Which toolchains rustup may install, when nothing else forbids it. */
    public enum InstallToolchain {
        /** None. */
        NEVER,
        /** Those whose name always means the same toolchain: a version such as {@code 1.95.0}, or a channel with a date. */
        PINNED,
        /** Any, channels such as {@code nightly} too. */
        ANY;

        private static final Pattern PINNED_NAME =
                Pattern.compile("\\d+\\.\\d+\\.\\d+(?:-.*)?|(?:stable|beta|nightly)-\\d{4}-\\d{2}-\\d{2}(?:-.*)?");

        boolean allows(String toolchain) {
            return this == ANY
                    || (this == PINNED && PINNED_NAME.matcher(toolchain).matches());
        }
    }

    public ToolchainRequest {
        environment = Map.copyOf(environment);
    }

    /** The same request for another toolchain, by rustup's name. */
    ToolchainRequest of(String name) {
        return new ToolchainRequest(
                directory, Optional.of(name), cargo, environment, offline, installMissing, installToolchain, timeout);
    }

    /** Whether anything may be installed at all. */
    public boolean mayInstall() {
        return installMissing && !offline;
    }

    /** A command in the crate's directory with the right environment. */
    public Command command(List<String> arguments) {
        Map<String, Optional<String>> difference = new HashMap<>(ToolEnvironment.QUIET);
        // rustup's proxies install toolchains by themselves, and of a name that the user gives we say which.
        if (!mayInstall() || toolchain.isPresent()) {
            difference.put("RUSTUP_AUTO_INSTALL", Optional.of("0"));
        }
        difference.putAll(environment);
        return Command.of(arguments).in(directory).withEnvironment(difference).within(timeout);
    }
}
