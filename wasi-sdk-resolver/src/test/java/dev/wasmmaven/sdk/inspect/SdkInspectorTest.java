package dev.wasmmaven.sdk.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.SdkLayout;
import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.Sysroot;
import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.sdk.testkit.FakeSdk;
import dev.wasmmaven.support.process.CommandRunner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class SdkInspectorTest {

    private static final HostPlatform MACHINE = HostPlatform.X86_64_LINUX;

    private final ClangProbe probe = new ClangProbe(CommandRunner.inheriting());
    private final SdkInspector inspector = new SdkInspector(probe);

    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void setUp() {
        root = temp.resolve("sdk");
    }

    private static SdkRequest.Builder request(WasiTarget... targets) {
        return SdkRequest.builder(MACHINE).targets(List.of(targets));
    }

    private SdkLayout accepted(SdkRequest.Builder request) {
        Inspection inspection = inspector.inspect(root, request.build());
        assertThat(inspection).isInstanceOf(Inspection.Accepted.class);
        return ((Inspection.Accepted) inspection).layout();
    }

    private String rejected(SdkRequest.Builder request) {
        Inspection inspection = inspector.inspect(root, request.build());
        assertThat(inspection).isInstanceOf(Inspection.Rejected.class);
        return ((Inspection.Rejected) inspection).reason();
    }

    @Test
    @DisplayName("an SDK with all that is needed is believed, with its tools and flags")
    void good() throws IOException {
        FakeSdk.version("34.0").writeTo(root);
        SdkLayout layout = accepted(
                request(WasiTarget.WASIP1_THREADS).use(SdkRequest.Use.LINK).versions(WasiSdkRange.parse("[22,34]")));
        assertThat(layout.version()).hasValue(WasiSdkVersion.of(34, 0));
        assertThat(layout.tools().clangVersion()).isEqualTo("19.1.5-wasi-sdk");
        assertThat(layout.tools().archiver()).hasValue(root.resolve("bin/llvm-ar"));
        Sysroot sysroot = layout.sysroots().get(WasiTarget.WASIP1_THREADS);
        assertThat(sysroot.compileFlags())
                .contains(
                        "--target=wasm32-wasip1-threads",
                        "--sysroot=" + root.resolve("share/wasi-sysroot"),
                        "-pthread");
        assertThat(sysroot.libraries()).hasValue(root.resolve("share/wasi-sysroot/lib/wasm32-wasip1-threads"));
    }

    @Test
    @DisplayName("the sysroot of release 20 has other names and shared headers, and serves wasip1 all the same")
    void oldLayout() throws IOException {
        FakeSdk.version("20.0").sysroots("wasm32-wasi", "wasm32-wasi-threads").writeTo(root);
        Path include = root.resolve("share/wasi-sysroot/include");
        Files.delete(include.resolve("wasm32-wasi/stdio.h"));
        Files.writeString(include.resolve("stdio.h"), "");
        Sysroot sysroot = accepted(request(WasiTarget.WASIP1)).sysroots().get(WasiTarget.WASIP1);
        assertThat(sysroot.compileFlags()).startsWith("--target=wasm32-wasi");
        assertThat(rejected(request(WasiTarget.WASIP2)))
                .contains("has no headers for wasm32-wasip2")
                .contains("from 22.0 on");
    }

    @Test
    @DisplayName(
            "WASI 0.3 in its interim state takes the sysroot of WASI 0.2, so that release 22 serves; otherwise it does not")
    void interim() throws IOException {
        FakeSdk.version("22.0").writeTo(root);
        Sysroot sysroot =
                accepted(request(WasiTarget.WASIP3).interim(true)).sysroots().get(WasiTarget.WASIP3);
        assertThat(sysroot.compileFlags())
                .startsWith("--target=wasm32-wasip2")
                .endsWith(
                        root.resolve("share/wasi-sysroot/include/wasm32-wasip2").toString());
        assertThat(sysroot.libraries()).isEmpty();
        assertThat(rejected(request(WasiTarget.WASIP3))).contains("no headers for wasm32-wasip3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "21.0;[22,);too old",
                "34.0;[22,33];too new",
                "34.0;33;not the one",
                "20.0;20.0+threads;not the one"
            })
    @DisplayName("an SDK too old or too new is told as such, with what it is and what is needed")
    void versions(String version, String range, String reason) throws IOException {
        FakeSdk.version(version).writeTo(root);
        assertThat(rejected(request().versions(WasiSdkRange.parse(range))))
                .contains("is version " + version)
                .contains(reason)
                .contains(WasiSdkRange.parse(range).toString());
    }

    @Test
    @DisplayName(
            "without a VERSION file the directory's name tells the version, else nothing is believed but any version")
    void noVersionFile() throws IOException {
        root = temp.resolve("wasi-sdk-24.0-x86_64-linux");
        FakeSdk.version("").writeTo(root);
        assertThat(accepted(request().versions(WasiSdkRange.parse("24"))).version())
                .hasValue(WasiSdkVersion.of(24, 0));

        root = temp.resolve("wasi-sdk-20.0+threads");
        FakeSdk.version("").writeTo(root);
        assertThat(accepted(request().versions(WasiSdkRange.parse("20.0+threads")))
                        .version())
                .hasValue(WasiSdkVersion.parse("20.0+threads"));

        root = temp.resolve("sdk");
        FakeSdk.version("").writeTo(root);
        assertThat(rejected(request().versions(WasiSdkRange.parse("[22,)")))).contains("cannot be told");
        assertThat(accepted(request()).version()).isEmpty();
    }

    @Test
    @DisplayName("a directory that is none, or holds the SDK's directory, or no clang, is told as such")
    void noSdk() throws IOException {
        assertThat(rejected(request())).contains("does not exist");
        Files.writeString(root, "");
        assertThat(rejected(request())).contains("is not a directory");
        root = temp.resolve("outer");
        FakeSdk.version("34.0").writeTo(root.resolve("wasi-sdk-34.0"));
        assertThat(rejected(request()))
                .contains("there is no")
                .contains("did you mean '" + root.resolve("wasi-sdk-34.0") + "'?");
    }

    @Test
    @DisplayName("linking needs libraries; compiling is content with headers")
    void headersOnly() throws IOException {
        FakeSdk.version("34.0").writeTo(root);
        Files.delete(root.resolve("share/wasi-sysroot/lib/wasm32-wasip1/libc.a"));
        assertThat(accepted(request(WasiTarget.WASIP1))
                        .sysroots()
                        .get(WasiTarget.WASIP1)
                        .libraries())
                .isEmpty();
        assertThat(rejected(request(WasiTarget.WASIP1).use(SdkRequest.Use.LINK)))
                .contains("has no libraries (crt1-command.o, libc.a)");
    }

    @Test
    @DisplayName("a clang for another processor is told from its first bytes")
    void otherProcessor() throws IOException {
        FakeSdk.version("34.0").writeTo(root);
        Files.write(root.resolve("bin/clang"), elf(183));
        assertThat(rejected(request())).contains("is for arm64-linux, this machine is x86_64-linux");
        Files.write(root.resolve("bin/clang"), elf(40));
        assertThat(rejected(request())).contains("is for another machine");
    }

    @Test
    @DisplayName("a clang that does not run is told with what the system says")
    void doesNotRun() throws IOException {
        FakeSdk.version("34.0")
                .clang("#!/bin/sh\necho 'GLIBC_2.38 not found' >&2\nexit 1\n")
                .writeTo(root);
        assertThat(rejected(request())).contains("its clang does not run").contains("GLIBC_2.38 not found");
        Files.setPosixFilePermissions(root.resolve("bin/clang"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(rejected(request())).contains("its clang does not run");
    }

    private static byte[] elf(int machine) {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1});
        bytes.putShort(18, (short) machine);
        return bytes.array();
    }

    @Test
    @DisplayName("ELF, Mach-O and PE tell their machines; a script tells none")
    void formats() throws IOException {
        Path program = temp.resolve("program");
        Files.write(program, elf(62));
        assertThat(ExecutableFormat.read(program))
                .hasValueSatisfying(format -> assertThat(format).hasToString("x86_64-linux"));

        ByteBuffer fat = ByteBuffer.allocate(64);
        fat.putInt(0xCAFEBABE).putInt(2).putInt(8, 0x01000007).putInt(28, 0x0100000C);
        Files.write(program, fat.array());
        ExecutableFormat universal = ExecutableFormat.read(program).orElseThrow();
        assertThat(universal.runsOn(HostPlatform.ARM64_MACOS)).isTrue();
        assertThat(universal.runsOn(HostPlatform.X86_64_MACOS)).isTrue();

        ByteBuffer pe = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        pe.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(0x3C, 64).putShort(68, (short) 0x8664);
        Files.write(program, pe.array());
        ExecutableFormat windows = ExecutableFormat.read(program).orElseThrow();
        assertThat(windows.runsOn(HostPlatform.ARM64_WINDOWS)).isTrue();
        assertThat(windows.runsOn(HostPlatform.X86_64_LINUX)).isFalse();

        Files.writeString(program, "#!/bin/sh\n" + "#".repeat(100));
        assertThat(ExecutableFormat.read(program)).isEmpty();
    }

    @Test
    @DisplayName("an SDK is composed of the system's clang and headers, for all targets that the headers serve")
    void composed() throws IOException {
        Path programs = Files.createDirectories(temp.resolve("bin"));
        program(programs.resolve("clang"), "#!/bin/sh\necho 'Apple clang version 15.0.0'\n[ $# -eq 1 ]\n");
        program(programs.resolve("clang-22"), "#!/bin/sh\necho 'Debian clang version 22.1.0'\n");
        program(programs.resolve("llvm-ar-22"), "#!/bin/sh\n");
        Path usr = temp.resolve("usr");
        Files.createDirectories(usr.resolve("include/wasm32-wasi"));
        Files.writeString(usr.resolve("include/wasm32-wasi/stdio.h"), "");
        Files.writeString(usr.resolve("include/stdio.h"), "the host's");
        SystemToolchain system = new SystemToolchain(probe, List.of(programs));

        Inspection inspection = system.compose(
                List.of(temp.resolve("none"), usr),
                request(WasiTarget.WASIP1, WasiTarget.WASIP1_THREADS, WasiTarget.WASIP2)
                        .build());
        assertThat(inspection).isInstanceOf(Inspection.Accepted.class);
        SdkLayout layout = ((Inspection.Accepted) inspection).layout();
        assertThat(layout.root()).isEmpty();
        assertThat(layout.tools().clang()).isEqualTo(programs.resolve("clang-22"));
        assertThat(layout.tools().archiver()).hasValue(programs.resolve("llvm-ar-22"));
        assertThat(layout.sysroots().get(WasiTarget.WASIP2).compileFlags())
                .containsExactly(
                        "--target=wasm32-wasip2",
                        "-nostdlibinc",
                        "-isystem",
                        usr.resolve("include/wasm32-wasi").toString());

        assertThat(system.compose(List.of(usr), request(WasiTarget.WASIP3).build()))
                .isInstanceOfSatisfying(
                        Inspection.Rejected.class, no -> assertThat(no.reason()).contains("wasm32-wasip3"));
        assertThat(system.compose(
                        List.of(usr),
                        request(WasiTarget.WASIP1).use(SdkRequest.Use.LINK).build()))
                .isInstanceOf(Inspection.Rejected.class);
        SdkRequest.Builder link = request(WasiTarget.WASIP1).use(SdkRequest.Use.LINK);
        assertThat(system.compose(
                        List.of(usr), link.rustLibc(List.of(WasiTarget.WASIP1)).build()))
                .isInstanceOfSatisfying(
                        Inspection.Rejected.class, no -> assertThat(no.reason()).contains("no wasm-ld"));
        program(programs.resolve("wasm-ld-22"), "#!/bin/sh\n");
        assertThat(system.compose(List.of(usr), link.build())).isInstanceOf(Inspection.Accepted.class);
        assertThat(system.compose(List.of(temp.resolve("none")), request().build()))
                .isInstanceOfSatisfying(
                        Inspection.Rejected.class, no -> assertThat(no.reason()).contains("there are no WASI headers"));
    }

    @Test
    @DisplayName("a clang without the WebAssembly back end is passed over, and so is a machine without one")
    void noCompiler() throws IOException {
        Path sysroot = temp.resolve("sysroot");
        Files.createDirectories(sysroot.resolve("include/wasm32-wasip1"));
        Files.writeString(sysroot.resolve("include/wasm32-wasip1/stdio.h"), "");
        Path programs = Files.createDirectories(temp.resolve("bin"));
        SdkRequest request = request(WasiTarget.WASIP1).build();
        assertThat(new SystemToolchain(probe, List.of(programs)).compose(List.of(sysroot), request))
                .isInstanceOfSatisfying(
                        Inspection.Rejected.class, no -> assertThat(no.reason()).contains("no clang on the PATH"));
        program(programs.resolve("clang"), "#!/bin/sh\necho 'Apple clang version 15.0.0'\n[ $# -eq 1 ]\n");
        assertThat(new SystemToolchain(probe, List.of(programs)).compose(List.of(sysroot), request))
                .isInstanceOfSatisfying(
                        Inspection.Rejected.class,
                        no -> assertThat(no.reason()).contains("cannot compile for WebAssembly"));
    }

    @Test
    @DisplayName("another sysroot takes the place of the SDK's own")
    void otherSysroot() throws IOException {
        FakeSdk.version("34.0").sysroots("wasm32-wasip1").writeTo(root);
        Path other = FakeSdk.version("34.0").sysroots("wasm32-wasip3").writeTo(temp.resolve("other"));
        Inspection inspection = inspector.inspect(
                root,
                Optional.empty(),
                Optional.of(other.resolve("share/wasi-sysroot")),
                request(WasiTarget.WASIP3).build());
        assertThat(inspection)
                .isInstanceOfSatisfying(
                        Inspection.Accepted.class,
                        yes -> assertThat(yes.layout().sysroots().keySet()).isEqualTo(Set.of(WasiTarget.WASIP3)));
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
