package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.build.BuildContext.Purpose;
import dev.wasmmaven.toolkit.cargo.CargoAdditions;
import dev.wasmmaven.toolkit.sdk.FakeSdks;
import dev.wasmmaven.toolkit.sdk.SdkAccess;
import dev.wasmmaven.toolkit.sdk.SdkChoice;
import dev.wasmmaven.toolkit.sdk.SdkFinder;
import dev.wasmmaven.toolkit.sdk.SdkSettings;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real cargo, and a directory that looks like a wasi-sdk. */
@DisabledOnOs(OS.WINDOWS)
class InteropContributorTest {

    private static final String WITH_CC = "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\n\n"
            + "[[package]]\nname = \"cc\"\nversion = \"1.0.0\"\n";

    @TempDir
    Path temp;

    private final RecordingListener listener = new RecordingListener();
    private final Map<String, String> variables = new HashMap<>();
    private Path sdk;
    private TestCrate crate;

    @BeforeEach
    void setUp() throws IOException {
        sdk = FakeSdks.in(temp.resolve("sdk"), "34.0");
        crate = TestCrate.in(temp.resolve("app"), "app", "[workspace]")
                .with("src/main.rs", "fn main() {}\n")
                .with("Cargo.lock", WITH_CC);
        variables.put("WASM_MAVEN_CACHE", temp.resolve("cache").toString());
        variables.put("WASI_SDK_PATH", sdk.toString());
    }

    private CargoAdditions contributed(InteropMode mode, SdkChoice choice) {
        SdkSettings settings = new SdkSettings(
                choice,
                Optional.of(temp.resolve("sdks")),
                Optional.empty(),
                SdkSettings.standard().trust(),
                true);
        BuildRequest request = BuildRequest.builder(crate.directory())
                .env(variables)
                .interop(new Interop(mode, OptionalLong.of(1 << 20)))
                .sdk(new SdkFinder(settings, SdkAccess.plain()))
                .build();
        HostSystem machine = HostSystem.current();
        return BuildSetup.prepare(
                        request, Purpose.BUILD, machine, CommandRunner.withEnvironment(machine.environment()), listener)
                .additions();
    }

    private CargoAdditions contributed(InteropMode mode) {
        return contributed(mode, new SdkChoice.OnMachine());
    }

    @Test
    @DisplayName("auto: build scripts are told of the wasi-sdk if a dependency may compile C, and rustc links")
    void automatic() throws IOException {
        CargoAdditions additions = contributed(InteropMode.AUTO);
        assertThat(additions.defaults())
                .containsEntry("CC_wasm32_wasip1", sdk.resolve("bin/clang").toString())
                .containsKey("CMAKE_TOOLCHAIN_FILE_wasm32_wasip1");
        assertThat(additions.facts().get("wasiSdk")).startsWith("wasi-sdk 34.0, clang 22.1.8");
        assertThat(additions.rustflags())
                .contains("-Clink-arg=--max-memory=1048576")
                .noneMatch(flag -> flag.contains("crt-static") || flag.startsWith("-Clinker="));
        crate.with("Cargo.lock", "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\n");
        assertThat(contributed(InteropMode.AUTO).defaults()).doesNotContainKey("CC_wasm32_wasip1");
    }

    @Test
    @DisplayName("auto: a compiler that the environment names is left alone, and no SDK at all is no error")
    void automaticWithout() {
        assertThat(contributed(InteropMode.NONE).defaults()).doesNotContainKey("CC_wasm32_wasip1");
        variables.put("CC_wasm32_wasip1", "my-clang");
        assertThat(contributed(InteropMode.AUTO).defaults()).doesNotContainKey("AR_wasm32_wasip1");
        variables.remove("CC_wasm32_wasip1");
        variables.put("WASI_SDK_PATH", temp.resolve("none").toString());
        variables.put("WASI_SYSROOT", temp.resolve("none").toString());
        assertThat(contributed(InteropMode.AUTO).defaults()).doesNotContainKey("CC_wasm32_wasip1");
    }

    @Test
    @DisplayName("whoever insists, by the mode or by naming an SDK, is told that there is none")
    void insisting() {
        variables.put("WASI_SDK_PATH", temp.resolve("none").toString());
        variables.put("WASI_SYSROOT", temp.resolve("none").toString());
        assertThatThrownBy(() -> contributed(InteropMode.CRT_STATIC)).isInstanceOf(SdkException.class);
        assertThatThrownBy(() -> contributed(InteropMode.AUTO, new SdkChoice.Directory(temp.resolve("none"))))
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("none");
    }

    @Test
    @DisplayName("-crt-static: its clang links")
    void clangLinks() {
        assertThat(contributed(InteropMode.NO_CRT_STATIC).rustflags())
                .contains(
                        "-Ctarget-feature=-crt-static",
                        "-Clinker=" + sdk.resolve("bin/clang"),
                        "-Clink-arg=-Wl,--max-memory=1048576");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[target.wasm32-wasip1]\nlinker = \"my-linker\"\n",
                "[target.'cfg(target_os = \"wasi\")']\nlinker = \"my-linker\"\n",
                "[build]\nrustflags = [\"-Clinker=my-linker\"]\n",
                "[target.wasm32-wasip1]\nrustflags = [\"-C\", \"linker=my-linker\"]\n"
            })
    @DisplayName("-crt-static: a linker in the user's cargo configuration stays the linker")
    void ownLinker(String configuration) throws IOException {
        crate.with(".cargo/config.toml", configuration);
        assertThat(contributed(InteropMode.NO_CRT_STATIC).rustflags())
                .contains("-Ctarget-feature=-crt-static")
                .noneMatch(flag -> flag.startsWith("-Clinker=") || flag.contains("--sysroot"));
    }

    @Test
    @DisplayName("-crt-static: one for another system does not count, one in a variable does")
    void otherLinkers() throws IOException {
        crate.with(".cargo/config.toml", "[target.'cfg(windows)']\nlinker = \"my-linker\"\n");
        assertThat(contributed(InteropMode.NO_CRT_STATIC).rustflags()).contains("-Clinker=" + sdk.resolve("bin/clang"));
        Path linker = temp.resolve("linker");
        variables.put("CARGO_TARGET_WASM32_WASIP1_LINKER", linker.toString());
        assertThat(Files.exists(linker)).isFalse();
        assertThat(contributed(InteropMode.NO_CRT_STATIC).rustflags()).noneMatch(flag -> flag.startsWith("-Clinker="));
    }
}
