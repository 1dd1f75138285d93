package dev.wasmmaven.toolkit.toolchain;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds cargo, rustc and rustup: what is configured, then the variables {@code CARGO}, {@code RUSTC}, {@code RUSTUP}, then
 * {@code PATH}, then where rustup puts them. A Maven that an IDE started often lacks the user's {@code PATH}. Starts nothing.
 */
public final class ToolLocator {

    private final HostSystem system;

    public ToolLocator(HostSystem system) {
        this.system = system;
    }

    /**
     * The cargo to use.
     *
     * @param configured the one that the user names, if any
     * @throws ToolkitException there is none, or the named one does not exist
     */
    public Path cargo(Optional<Path> configured) {
        if (configured.isPresent() && !Files.isExecutable(configured.get())) {
            throw new ToolkitException(
                    DiagnosticId.CARGO_NOT_FOUND,
                    "the configured cargo does not exist or may not be executed: " + configured.get(),
                    "correct <cargo> (property wasm.cargo), or remove it to have cargo found");
        }
        return configured
                .or(() -> find("CARGO", "cargo"))
                .orElseThrow(() -> new ToolkitException(
                        DiagnosticId.CARGO_NOT_FOUND,
                        "cargo was not found in PATH, in " + system.cargoHome().resolve("bin")
                                + ", nor by the variable CARGO",
                        "install Rust with rustup (https://rustup.rs), or name the executable with -Dwasm.cargo=FILE"));
    }

    /** The rustup that belongs to a cargo, or any other. */
    public Optional<Path> rustup(Path cargo) {
        return variable("RUSTUP").or(() -> beside(cargo, "rustup")).or(() -> find("RUSTUP", "rustup"));
    }

    /**
     * The rustc that a cargo would start.
     *
     * @throws ToolkitException there is none
     */
    public Path rustc(Path cargo) {
        return variable("RUSTC")
                .or(() -> beside(cargo, "rustc"))
                .or(() -> find("RUSTC", "rustc"))
                .orElseThrow(() -> new ToolkitException(
                        DiagnosticId.CARGO_NOT_FOUND,
                        "rustc was not found: neither beside " + cargo + " nor in PATH",
                        "install Rust with rustup (https://rustup.rs)"));
    }

    private Optional<Path> beside(Path cargo, String name) {
        Path folder = cargo.toAbsolutePath().getParent();
        return folder == null ? Optional.empty() : system.executable(folder, name);
    }

    private Optional<Path> variable(String name) {
        return system.variable(name).map(Path::of).filter(Files::isExecutable);
    }

    private Optional<Path> find(String variable, String name) {
        List<Path> usual = List.of(
                system.cargoHome().resolve("bin"),
                system.home().resolve(".cargo").resolve("bin"));
        return variable(variable)
                .or(() -> Stream.concat(system.pathFolders().stream(), usual.stream())
                        .flatMap(folder -> system.executable(folder, name).stream())
                        .findFirst());
    }
}
