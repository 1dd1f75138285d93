package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong for a user, with the real tools: one message that names the cause and the next step. */
class BadInputTest {

    /** A target that rustup has and that nobody installs to build for WASI. */
    private static final String NOT_INSTALLED = "wasm32-unknown-emscripten";

    @TempDir
    Path temp;

    private final RecordingListener listener = new RecordingListener();
    private final CrateBuilder builder = new CrateBuilder();

    private ToolkitException problem(BuildRequest request) {
        return problem(builder, request);
    }

    private ToolkitException problem(CrateBuilder with, BuildRequest request) {
        ToolkitException problem = catchThrowableOfType(ToolkitException.class, () -> with.build(request, listener));
        assertThat(problem).as("the build fails").isNotNull();
        assertThat(problem.nextStep()).isNotBlank();
        return problem;
    }

    private BuildRequest.Builder hello() throws IOException {
        return BuildRequest.builder(TestCrate.hello(temp.resolve("crate")).directory());
    }

    /** A machine with only the executables of one folder. */
    private HostSystem machine(Path bin) {
        HostSystem real = HostSystem.current();
        return new HostSystem(
                Map.of(
                        "PATH", bin.toString(),
                        "RUSTUP_HOME", real.rustupHome().toString(),
                        "CARGO_HOME", temp.resolve("no-cargo-home").toString()),
                temp.resolve("no-home"),
                real.windows());
    }

    /** The folder of the default toolchain's own executables, which are not rustup's proxies. */
    private Path toolchainBin() throws IOException {
        List<String> sysroot = CommandRunner.inheriting()
                .run(Command.of(List.of("rustc", "--print", "sysroot")))
                .stdout();
        return Path.of(sysroot.get(0)).resolve("bin");
    }

    @Test
    @DisplayName("without cargo the message says where it was looked for and how to install it")
    void noCargo() throws IOException {
        ToolkitException problem =
                problem(new CrateBuilder(machine(Files.createDirectories(temp.resolve("empty-bin")))), hello().build());
        assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.CARGO_NOT_FOUND);
        assertThat(problem.getMessage()).contains("PATH").contains("no-cargo-home");
        assertThat(problem.nextStep()).contains("rustup");
    }

    @Test
    @DisplayName("a configured cargo that does not exist is named")
    void configuredCargo() throws IOException {
        ToolkitException problem =
                problem(hello().cargo(Optional.of(temp.resolve("my-cargo"))).build());
        assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.CARGO_NOT_FOUND);
        assertThat(problem.getMessage()).contains("my-cargo");
    }

    @Test
    @DisplayName("without rustup a toolchain that has the target builds all the same")
    void noRustup() throws IOException {
        builder.check(hello().build(), listener);
        CrateBuilder plain = new CrateBuilder(machine(toolchainBin()));
        assertThat(plain.build(hello().offline(true).build(), listener).artifacts())
                .hasSize(1);

        ToolkitException target = problem(plain, hello().target(NOT_INSTALLED).build());
        assertThat(target.diagnosticId()).isEqualTo(DiagnosticId.TARGET_NOT_INSTALLED);
        assertThat(target.getMessage()).contains("rustup does not manage");

        ToolkitException toolchain =
                problem(plain, hello().toolchain(Optional.of("1.90.0")).build());
        assertThat(toolchain.diagnosticId()).isEqualTo(DiagnosticId.RUSTUP_FAILED);
        assertThat(toolchain.getMessage()).contains("not rustup's");
    }

    @Test
    @DisplayName("a missing target is not installed offline, nor when that is switched off: the command is named")
    void missingTarget() throws IOException {
        ToolkitException offline =
                problem(hello().target(NOT_INSTALLED).offline(true).build());
        assertThat(offline.diagnosticId()).isEqualTo(DiagnosticId.TARGET_NOT_INSTALLED);
        assertThat(offline.getMessage()).contains("offline");
        assertThat(offline.nextStep()).contains("`rustup target add " + NOT_INSTALLED + " --toolchain ");

        ToolkitException forbidden =
                problem(hello().target(NOT_INSTALLED).installMissing(false).build());
        assertThat(forbidden.getMessage()).contains("switched off");
    }

    @Test
    @DisplayName("an unknown target is named, with what was probably meant")
    void unknownTarget() throws IOException {
        ToolkitException typo = problem(hello().target("wasm32-wasip-1").build());
        assertThat(typo.diagnosticId()).isEqualTo(DiagnosticId.TARGET_UNKNOWN);
        assertThat(typo.nextStep()).contains("<target>wasm32-wasip1</target>");
        ToolkitException old = problem(hello().target("wasm32-wasi").build());
        assertThat(old.getMessage()).isEqualTo("the target wasm32-wasi was renamed to wasm32-wasip1");
    }

    @Test
    @DisplayName("a toolchain that is not installed is named, with the command that installs it")
    void missingToolchain() throws IOException {
        ToolkitException problem = problem(
                hello().toolchain(Optional.of("1.2.0")).installMissing(false).build());
        assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.TOOLCHAIN_NOT_INSTALLED);
        assertThat(problem.nextStep()).contains("rustup toolchain install 1.2.0");
    }

    @Test
    @DisplayName("a rust-toolchain.toml that asks for what is not there is respected")
    void toolchainFile() throws IOException {
        TestCrate crate = TestCrate.hello(temp.resolve("crate"))
                .with("rust-toolchain.toml", "[toolchain]\nchannel = \"1.2.0\"\n");
        ToolkitException problem = problem(
                BuildRequest.builder(crate.directory()).installMissing(false).build());
        assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.TOOLCHAIN_NOT_INSTALLED);
        assertThat(problem.getMessage()).contains("1.2.0");
    }

    @Test
    @DisplayName("a crate directory that does not exist, or has no Cargo.toml, is named")
    void noCrate() throws IOException {
        ToolkitException missing =
                problem(BuildRequest.builder(temp.resolve("nowhere")).build());
        assertThat(missing.diagnosticId()).isEqualTo(DiagnosticId.CRATE_NOT_FOUND);
        assertThat(missing.getMessage()).contains("does not exist").contains("nowhere");
        Files.createDirectories(temp.resolve("empty"));
        assertThat(problem(BuildRequest.builder(temp.resolve("empty")).build()).getMessage())
                .contains("no Cargo.toml in");
    }

    @Test
    @DisplayName("a broken manifest is named with the line")
    void brokenManifest() throws IOException {
        TestCrate crate = TestCrate.hello(temp.resolve("crate")).with("Cargo.toml", "[package]\nname = \n");
        ToolkitException problem =
                problem(BuildRequest.builder(crate.directory()).build());
        assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.MANIFEST_INVALID);
        assertThat(problem.getMessage()).contains("Cargo.toml:2:");
    }

    @Test
    @DisplayName("unknown packages, bins, features and profiles are named")
    void unknownNames() throws IOException {
        ToolkitException missing = problem(hello().packages(List.of("nope")).build());
        assertThat(missing.diagnosticId()).isEqualTo(DiagnosticId.PACKAGE_NOT_FOUND);
        assertThat(missing.getMessage()).contains("nope");
        ToolkitException bin = problem(hello().select(new BuildRequest.Selection(List.of("nope"), List.of(), false))
                .build());
        assertThat(bin.diagnosticId()).isEqualTo(DiagnosticId.PACKAGE_NOT_FOUND);
        assertThat(bin.getMessage()).contains("no bin named 'nope'");
        ToolkitException feature = problem(hello().features(List.of("nope")).build());
        assertThat(feature.diagnosticId()).isEqualTo(DiagnosticId.CONFIGURATION_INVALID);
        assertThat(feature.getMessage()).contains("nope");
        assertThat(problem(hello().profile("nope").build()).getMessage()).contains("profile 'nope'");
        assertThat(problem(hello().cargoArguments(List.of("--message-format=short"))
                                .build())
                        .diagnosticId())
                .isEqualTo(DiagnosticId.CONFIGURATION_INVALID);
    }

    @Test
    @DisplayName("a compile error reaches the listener with file, line and column, and the build says which crate")
    void compileError() throws IOException {
        TestCrate crate = TestCrate.in(temp.resolve("crate"), "wrong")
                .with("src/main.rs", "fn main() {\n    let x: i32 = \"text\";\n}\n");
        ToolkitException problem =
                problem(BuildRequest.builder(crate.directory()).build());
        assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.COMPILATION_FAILED);
        assertThat(problem.getMessage()).contains("'wrong'").contains("1 previous error");
        assertThat(listener.messages)
                .filteredOn(message -> message.level() == BuildListener.Level.ERROR)
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.message()).isEqualTo("mismatched types");
                    assertThat(message.location())
                            .contains(crate.directory().toRealPath().resolve("src/main.rs") + ":2:18");
                    assertThat(message.rendered()).contains("expected `i32`");
                });
    }

    @Test
    @DisplayName("a library crate without cdylib gives no .wasm, and the message says how to get one")
    void nothingToRun() throws IOException {
        TestCrate crate = TestCrate.in(temp.resolve("crate"), "quiet").with("src/lib.rs", "pub fn f() {}\n");
        ToolkitException problem =
                problem(BuildRequest.builder(crate.directory()).build());
        assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.NO_ARTIFACT);
        assertThat(problem.nextStep()).contains("cdylib");
    }

    @Test
    @DisplayName("--locked with a lock file that is out of date, or missing, is explained")
    void locked() throws IOException {
        TestCrate.in(temp.resolve("dep"), "dep").with("src/lib.rs", "");
        TestCrate crate = TestCrate.hello(temp.resolve("crate"));
        builder.build(BuildRequest.builder(crate.directory()).build(), listener);
        crate.with(
                "Cargo.toml",
                Files.readString(crate.file("Cargo.toml")) + "[dependencies]\ndep = { path = \"../dep\" }\n");
        ToolkitException problem =
                problem(BuildRequest.builder(crate.directory()).locked(true).build());
        assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.LOCKFILE_OUTDATED);
        assertThat(problem.getMessage()).contains("Cargo.lock");
    }

    @Test
    @DisplayName("offline with a cold cache the missing crate is named")
    void coldCache() throws IOException {
        TestCrate crate = TestCrate.in(temp.resolve("crate"), "needs", "[dependencies]", "itoa = \"1\"")
                .with("src/main.rs", "fn main() {}\n");
        ToolkitException problem = problem(BuildRequest.builder(crate.directory())
                .offline(true)
                .env(Map.of("CARGO_HOME", temp.resolve("cold").toString()))
                .build());
        assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.CARGO_OFFLINE);
        assertThat(problem.getMessage()).contains("itoa");
    }

    @Test
    @DisplayName("a network that does not answer is explained, and Maven's proxy is what cargo uses")
    void noNetwork() throws IOException {
        TestCrate crate = TestCrate.in(temp.resolve("crate"), "needs", "[dependencies]", "itoa = \"1\"")
                .with("src/main.rs", "fn main() {}\n");
        Optional<String> nobody = Optional.of("http://127.0.0.1:9");
        ToolkitException problem = problem(BuildRequest.builder(crate.directory())
                .proxy(new BuildRequest.NetworkProxy(nobody, nobody, Optional.empty()))
                .env(Map.of("CARGO_HOME", temp.resolve("cold").toString(), "CARGO_NET_RETRY", "0"))
                .build());
        assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.CARGO_NETWORK);
        assertThat(problem.getMessage()).contains("127.0.0.1");
    }

    @Test
    @DisplayName("two builds of one crate at once both succeed, and the state they leave is whole")
    void twoBuildsAtOnce() throws Exception {
        BuildRequest request =
                hello().stateDirectory(Optional.of(temp.resolve("state"))).build();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<BuildResult>> both = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                both.add(pool.submit(() -> new CrateBuilder().build(request, new RecordingListener())));
            }
            for (Future<BuildResult> each : both) {
                assertThat(each.get().artifacts()).hasSize(1);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(builder.build(request, listener).upToDate()).isTrue();
    }
}
