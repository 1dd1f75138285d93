package dev.wasmmaven.toolkit.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real cargo makes of a plan's flags and the user's, as a build script sees them. */
class RustflagsMergeTest {

    private static final String TARGET = "wasm32-wasip1";

    @TempDir
    Path temp;

    private Map<String, String> environment;

    @BeforeEach
    void crate() throws IOException {
        Files.createDirectories(temp.resolve("src"));
        Files.createDirectories(temp.resolve(".cargo"));
        Files.writeString(
                temp.resolve("Cargo.toml"),
                "[package]\nname = \"flags\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[workspace]\n");
        Files.writeString(temp.resolve("src/lib.rs"), "");
        Files.writeString(
                temp.resolve("build.rs"),
                "fn main() { println!(\"cargo::warning=flags {}\","
                        + " std::env::var(\"CARGO_ENCODED_RUSTFLAGS\").unwrap().replace('\\u{1f}', \"|\")); }\n");
        environment = new HashMap<>(System.getenv());
        environment
                .keySet()
                .removeIf(name ->
                        name.endsWith("RUSTFLAGS") || name.equals("RUST_BACKTRACE") || name.equals("CARGO_TARGET_DIR"));
    }

    private String flags(String configuration) throws IOException {
        Files.writeString(temp.resolve(".cargo/config.toml"), configuration);
        CommandRunner runner = CommandRunner.withEnvironment(environment);
        HostSystem system = new HostSystem(environment, temp, false);
        CargoPlan plan = CargoPlan.of(
                CargoAdditions.builder().rustflag("--cfg=ours=\"a b\"").build(),
                TARGET,
                system,
                () -> CargoConfiguration.ask(
                                runner,
                                Command.of(List.of("cargo", "-Zunstable-options", "config", "get", "--format", "json"))
                                        .in(temp))
                        .orElseThrow()
                        .forTarget(runner, Command.of(List.of("rustc", "--print", "cfg", "--target", TARGET))));
        CargoCommandLine line = new CargoCommandLine(List.of("cargo"), "check")
                .option("--target", TARGET)
                .flag("--offline", true);
        Command command = plan.addTo(Command.of(plan.addTo(line).toList()).in(temp));
        return runner.run(command).stderr().stream()
                .filter(said -> said.contains("flags@0.1.0: flags "))
                .map(said -> said.substring(said.indexOf(": flags ") + ": flags ".length()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("ours are added to the user's wherever those are configured, and none of them gets lost")
    void configured() throws IOException {
        assertThat(flags("")).isEqualTo("--cfg=ours=\"a b\"");
        assertThat(flags("[target.wasm32-wasip1]\nrustflags = [\"--cfg=mine\"]\n"))
                .isEqualTo("--cfg=mine|--cfg=ours=\"a b\"");
        assertThat(flags("[build]\nrustflags = [\"--cfg=mine\"]\n")).isEqualTo("--cfg=mine|--cfg=ours=\"a b\"");
        assertThat(flags("[target.'cfg(target_os = \"wasi\")']\nrustflags = [\"--cfg=mine\"]\n")
                        .split("\\|"))
                .containsExactlyInAnyOrder("--cfg=mine", "--cfg=ours=\"a b\"");
    }

    @Test
    @DisplayName("flags of an expression count where it holds; where it does not, those of [build] do, and are kept")
    void expressions() throws IOException {
        String build = "[build]\nrustflags = [\"--cfg=mine\"]\n";
        assertThat(flags(build + "[target.'cfg(windows)']\nrustflags = [\"--cfg=windows\"]\n"))
                .isEqualTo("--cfg=mine|--cfg=ours=\"a b\"");
        assertThat(flags(
                                build
                                        + "[target.'cfg(all(target_arch = \"wasm32\", not(unix)))']\nrustflags = [\"--cfg=wasm\"]\n")
                        .split("\\|"))
                .containsExactlyInAnyOrder("--cfg=wasm", "--cfg=ours=\"a b\"");
    }

    @Test
    @DisplayName("ours are added to the user's variables, and none of them gets lost")
    void variables() throws IOException {
        environment.put("CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS", "--cfg=mine");
        assertThat(flags("").split("\\|")).containsExactlyInAnyOrder("--cfg=mine", "--cfg=ours=\"a b\"");
        environment.remove("CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS");
        environment.put("CARGO_BUILD_RUSTFLAGS", "--cfg=mine");
        assertThat(flags("").split("\\|")).containsExactlyInAnyOrder("--cfg=mine", "--cfg=ours=\"a b\"");
        environment.put("RUSTFLAGS", "--cfg=mine2");
        assertThat(flags("")).isEqualTo("--cfg=mine2|--cfg=ours=\"a b\"");
        assertThat(Optional.ofNullable(environment.get("CARGO_ENCODED_RUSTFLAGS")))
                .isEmpty();
    }
}
