package dev.wasmmaven.toolkit.std;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandResult;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.cargo.CargoAdditions;
import dev.wasmmaven.toolkit.toolchain.RustVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The canary: a cargo that no longer does what it never promised to do fails here, with the real cargo of this machine. */
class CargoInternalsTest {

    @TempDir
    Path temp;

    private final CommandRunner runner = CommandRunner.inheriting();

    @BeforeEach
    void crate() throws IOException {
        Files.createDirectories(temp.resolve("src"));
        Files.writeString(
                temp.resolve("Cargo.toml"),
                "[package]\nname = \"canary\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n"
                        + "dependency = { path = \"dependency\" }\n[workspace]\n");
        Files.writeString(temp.resolve("src/lib.rs"), "");
        Files.createDirectories(temp.resolve("dependency/src"));
        Files.writeString(
                temp.resolve("dependency/Cargo.toml"),
                "[package]\nname = \"dependency\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        Files.writeString(temp.resolve("dependency/src/lib.rs"), "");
    }

    private Command cargo(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("cargo"));
        line.addAll(arguments);
        return Command.of(line).in(temp).withoutEnv("RUST_BACKTRACE");
    }

    private CommandResult run(CargoAdditions additions, String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        additions.configuration().forEach(each -> line.addAll(List.of("--config", each)));
        line.addAll(additions.arguments());
        Command command = cargo(line);
        for (var each : additions.variables().entrySet()) {
            command = command.withEnv(each.getKey(), each.getValue());
        }
        return runner.run(command);
    }

    private RustVersion cargoVersion() {
        String line = runner.run(cargo(List.of("-V"))).stdout().get(0);
        return RustVersion.parse(line.split(" ")[1]).orElseThrow();
    }

    @Test
    @DisplayName("cargo takes the standard library for -Zbuild-std from the folder that it is told")
    void standardLibrary() {
        Path elsewhere = temp.resolve("elsewhere");
        CargoAdditions additions = CargoInternals.standardLibrary(elsewhere)
                .and(CargoAdditions.builder().variable("RUSTC_BOOTSTRAP", "1").build());
        CommandResult result = run(additions, "check", "--offline", "--target", "wasm32-wasip1", "-Zbuild-std=core");
        assertThat(result.succeeded()).isFalse();
        assertThat(String.join("\n", result.stderr())).contains(elsewhere.toString());
    }

    @Test
    @DisplayName("cargo writes the lock file that it is told, and not the workspace's")
    void lockFile() {
        Path lock = temp.resolve("copy").resolve("Cargo.lock");
        CommandResult result = run(
                CargoInternals.lockFile(lock, cargoVersion(), runner, this::cargo), "check", "--offline", "--quiet");
        assertThat(result.stderr()).noneMatch(line -> line.startsWith("error"));
        assertThat(lock).content().contains("name = \"dependency\"");
        assertThat(temp.resolve("Cargo.lock")).doesNotExist();
    }
}
