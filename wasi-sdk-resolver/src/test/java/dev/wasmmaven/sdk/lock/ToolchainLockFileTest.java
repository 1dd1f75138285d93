package dev.wasmmaven.sdk.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolchainLockFileTest {

    private static final Digest DIGEST = Digest.sha256("archive");

    @TempDir
    Path folder;

    private static LockedSdk sdk(String version, HostPlatform platform) {
        return new LockedSdk(WasiSdkVersion.parse(version), platform, "wasi-sdk-" + version + ".tar.gz", DIGEST);
    }

    @Test
    @DisplayName("what is written is read, and the order of additions does not show in the bytes")
    void roundTrip() throws IOException {
        ToolchainLock one = ToolchainLock.empty()
                .with(sdk("33", HostPlatform.X86_64_LINUX))
                .with(sdk("34", HostPlatform.ARM64_MACOS))
                .with(sdk("34", HostPlatform.X86_64_LINUX));
        ToolchainLock other = ToolchainLock.empty()
                .with(sdk("34", HostPlatform.X86_64_LINUX))
                .with(sdk("33", HostPlatform.X86_64_LINUX))
                .with(sdk("34", HostPlatform.ARM64_MACOS))
                .with(sdk("34", HostPlatform.X86_64_LINUX));
        Path file = folder.resolve(ToolchainLockFile.NAME);
        ToolchainLockFile.write(file, one);
        assertThat(ToolchainLockFile.read(file)).isEqualTo(one).isEqualTo(other);
        assertThat(Files.readString(file)).isEqualTo(ToolchainLockFile.format(other));
        assertThat(ToolchainLockFile.read(file).pins().digest(WasiSdkVersion.of(34, 0), HostPlatform.ARM64_MACOS))
                .hasValue(DIGEST);
    }

    @Test
    @DisplayName("a file that is not there locks nothing")
    void absent() {
        assertThat(ToolchainLockFile.read(folder.resolve("none"))).isEqualTo(ToolchainLock.empty());
    }

    @Test
    @DisplayName("line ends of Windows, comments and spaces do not matter")
    void tolerant() {
        String text = ToolchainLockFile.format(ToolchainLock.empty().with(sdk("34", HostPlatform.X86_64_LINUX)))
                .replace("\n", "  # comment\r\n")
                .replace(" = ", "=");
        assertThat(ToolchainLockFile.parse(folder, text).sdks()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|says no version",
                "version = 2|has version 2",
                "version = 1;nonsense|line 2",
                "version = 1;<<<<<<< HEAD|line 2: a merge conflict",
                "version = 1;version = 1|line 2: 'version' is there twice",
                "version = 1;[[rust]]|line 2: unknown table [[rust]]",
                "version = 1;[[wasi-sdk]];version = \"34\"|table at line 2: no 'platform'",
                "version = 1;[[wasi-sdk]];version = \"x\";platform = \"x86_64-linux\";file = \"f\";digest = \"sha256:00\"|'x'",
                "version = 1;[[wasi-sdk]];version = \"34\";platform = \"vax\";file = \"f\";digest = \"sha256:00\"|unknown platform 'vax'",
                "version = 1;[[wasi-sdk]];version = \"34\";platform = \"x86_64-linux\";file = \"f\";digest = \"sha256:00\"|table at line 2"
            })
    @DisplayName("what is not understood is refused with its line")
    void refuses(String text, String problem) {
        assertThatThrownBy(() -> ToolchainLockFile.parse(Path.of("wasm-toolchain.lock"), text.replace(";", "\n")))
                .isInstanceOfSatisfying(
                        SdkException.class,
                        failure -> assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.LOCK_FILE_INVALID))
                .hasMessageContaining("wasm-toolchain.lock")
                .hasMessageContaining(problem);
    }

    @Test
    @DisplayName("the same version and platform twice is refused: a merge may do that")
    void twice() {
        String one = ToolchainLockFile.format(ToolchainLock.empty().with(sdk("34", HostPlatform.X86_64_LINUX)));
        String table = one.substring(one.indexOf("[["));
        assertThatThrownBy(() -> ToolchainLockFile.parse(folder, one + table)).hasMessageContaining("is there twice");
    }

    @Test
    @DisplayName("bytes that are no text are refused, not thrown at the user")
    void binary() throws IOException {
        Path file = folder.resolve(ToolchainLockFile.NAME);
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        assertThatThrownBy(() -> ToolchainLockFile.read(file)).hasMessageContaining("no UTF-8 text");
    }
}
