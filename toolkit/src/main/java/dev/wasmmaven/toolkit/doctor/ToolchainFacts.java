package dev.wasmmaven.toolkit.doctor;

import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import java.util.List;
import java.util.Optional;

/**
 * The toolchain that a build would use.
 *
 * @param used what it is
 * @param installed every toolchain that rustup has, by rustup's names; empty without rustup
 * @param clippy what {@code cargo clippy --version} says; empty: it is not installed
 */
public record ToolchainFacts(RustToolchain used, List<String> installed, Optional<String> clippy) {

    public ToolchainFacts {
        installed = List.copyOf(installed);
    }
}
