package dev.wasmmaven.toolkit.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolchainTest {

    @TempDir
    Path temp;

    private Path tool(String file) throws IOException {
        Path path = temp.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n");
        assertThat(path.toFile().setExecutable(true)).isTrue();
        return path;
    }

    private ToolLocator locator(Map<String, String> environment) {
        return new ToolLocator(new HostSystem(environment, temp.resolve("home"), false));
    }

    @Test
    @DisplayName("cargo is found by configuration, CARGO, PATH, CARGO_HOME and ~/.cargo/bin, in this order")
    void order() throws IOException {
        Path home = tool("home/.cargo/bin/cargo");
        Path cargoHome = tool("cargo-home/bin/cargo");
        Path onPath = tool("path/cargo");
        Path variable = tool("variable/cargo");
        Path configured = tool("configured/cargo");
        String path = temp.resolve("nothing") + File.pathSeparator + onPath.getParent();

        assertThat(locator(Map.of()).cargo(Optional.empty())).isEqualTo(home);
        Map<String, String> withHome =
                Map.of("CARGO_HOME", temp.resolve("cargo-home").toString());
        assertThat(locator(withHome).cargo(Optional.empty())).isEqualTo(cargoHome);
        assertThat(locator(Map.of(
                                "PATH",
                                path,
                                "CARGO_HOME",
                                temp.resolve("cargo-home").toString()))
                        .cargo(Optional.empty()))
                .isEqualTo(onPath);
        Map<String, String> all = Map.of("PATH", path, "CARGO", variable.toString());
        assertThat(locator(all).cargo(Optional.empty())).isEqualTo(variable);
        assertThat(locator(all).cargo(Optional.of(configured))).isEqualTo(configured);
    }

    @Test
    @DisplayName("rustc and rustup are taken from beside cargo, unless the user names others")
    void beside() throws IOException {
        Path cargo = tool("bin/cargo");
        Path rustc = tool("bin/rustc");
        Path rustup = tool("bin/rustup");
        Path mine = tool("mine/rustc");
        tool("path/rustc");
        Map<String, String> path = Map.of("PATH", temp.resolve("path").toString());
        assertThat(locator(path).rustc(cargo)).isEqualTo(rustc);
        assertThat(locator(path).rustup(cargo)).contains(rustup);
        assertThat(locator(Map.of("RUSTC", mine.toString())).rustc(cargo)).isEqualTo(mine);
        assertThatThrownBy(() -> locator(Map.of()).rustc(tool("alone/cargo")))
                .hasMessageContaining("rustc was not found");
    }

    @Test
    @DisplayName("a cargo outside of PATH gets its folder put in front")
    void pathOfCargo() {
        HostSystem system = new HostSystem(Map.of("PATH", "/usr/bin"), temp, false);
        assertThat(ToolEnvironment.path(system, Path.of("/usr/bin/cargo"))).isEmpty();
        assertThat(ToolEnvironment.path(system, Path.of("/opt/rust/bin/cargo")))
                .containsEntry("PATH", Optional.of("/opt/rust/bin" + File.pathSeparator + "/usr/bin"));
    }

    @Test
    @DisplayName("proxies go to every variable that cargo, rustup and git read, but the user's own environment wins")
    void proxies() {
        Optional<String> http = Optional.of("http://proxy:3128");
        Optional<String> hosts = Optional.of("localhost,.corp");
        HostSystem bare = new HostSystem(Map.of(), temp, false);
        assertThat(ToolEnvironment.proxies(bare, http, Optional.empty(), hosts))
                .containsOnlyKeys(
                        "http_proxy", "HTTPS_PROXY", "https_proxy", "CARGO_HTTP_PROXY", "NO_PROXY", "no_proxy")
                .containsEntry("HTTPS_PROXY", http)
                .containsEntry("NO_PROXY", hosts);
        HostSystem own = new HostSystem(Map.of("https_proxy", "http://mine:1", "NO_PROXY", "x"), temp, false);
        assertThat(ToolEnvironment.proxies(own, http, http, hosts)).containsOnlyKeys("http_proxy");
        assertThat(ToolEnvironment.proxies(bare, Optional.empty(), Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    @DisplayName("versions are ordered by their numbers, and a release comes after its betas and nightlies")
    void versions() {
        assertThat(List.of("1.95.0", "1.99.1", "1.100.0-beta.7", "1.100.0", "1.101.0-nightly").stream()
                        .map(text -> RustVersion.parse(text).orElseThrow()))
                .isSorted()
                .extracting(RustVersion::toString)
                .contains("1.100.0-beta.7");
        assertThat(RustVersion.parse("1.101.0-nightly").orElseThrow().isNightly())
                .isTrue();
        assertThat(RustVersion.parse("stable")).isEmpty();
        assertThat(RustVersion.parse("1.95")).isEmpty();
    }

    @Test
    @DisplayName("a target is there if its standard library is, whoever installed it")
    void std() throws IOException {
        Path lib = Files.createDirectories(temp.resolve("lib/rustlib/wasm32-wasip1/lib"));
        Files.createDirectories(temp.resolve("lib/rustlib/etc"));
        RustToolchain toolchain = new RustToolchain(
                Path.of("cargo"),
                Path.of("rustc"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("1.95.0"),
                RustVersion.parse("1.95.0").orElseThrow(),
                Optional.empty(),
                "cargo 1.95.0",
                "x86_64-unknown-linux-gnu",
                temp);
        assertThat(toolchain.hasStd("wasm32-wasip1")).isFalse();
        Files.writeString(lib.resolve("libcore-0123.rlib"), "");
        assertThat(toolchain.hasStd("wasm32-wasip1")).isTrue();
        assertThat(toolchain.installedTargets()).containsExactly("wasm32-wasip1");
        assertThat(toolchain.cargoCommand()).containsExactly("cargo", "+1.95.0");
    }

    @Test
    @DisplayName("a wrong target name gets the most likely right one")
    void targetNames() {
        List<String> known = List.of("wasm32-wasip1", "wasm32-wasip2", "wasm32-unknown-unknown", "x86_64-apple-darwin");
        assertThat(KnownTargets.unknown("wasm32-wasi", known).getMessage()).contains("renamed to wasm32-wasip1");
        assertThat(KnownTargets.unknown("wasm32-wasip-1", known).nextStep()).contains("<target>wasm32-wasip1</target>");
        assertThat(KnownTargets.unknown("wasip2", known).nextStep()).contains("<target>wasm32-wasip2</target>");
        assertThat(KnownTargets.unknown("sparc", known).nextStep()).startsWith("`rustc --print target-list`");
    }
}
