package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandResult;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.std.BuildStd;
import dev.wasmmaven.toolkit.std.LibcChoice;
import dev.wasmmaven.toolkit.std.StdSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real cargo, offline: a libc by path needs no registry. */
class LibcPatchTest {

    private static final String LOCK =
            "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\n"
                    + " \"libc\",\n]\n\n[[package]]\nname = \"libc\"\nversion = \"0.2.191\"\n"
                    + "source = \"registry+https://index.example/\"\n"
                    + "checksum = \"0000000000000000000000000000000000000000000000000000000000000000\"\n";

    @TempDir
    Path temp;

    private final RecordingListener listener = new RecordingListener();
    private Path libc;

    @BeforeEach
    void libc() throws IOException {
        libc = temp.resolve("my libc");
        Files.createDirectories(libc.resolve("src"));
        Files.writeString(
                libc.resolve("Cargo.toml"), "[package]\nname = \"libc\"\nversion = \"0.2.177\"\nedition = \"2021\"\n");
        Files.writeString(libc.resolve("src/lib.rs"), "fn unused() {}\npub const OURS: i32 = 7;\n");
    }

    private BuildRequest request(TestCrate crate, LibcChoice choice) {
        return BuildRequest.builder(crate.directory())
                .offline(true)
                .std(new StdSettings(BuildStd.AUTO, false, choice, Optional.empty()))
                .build();
    }

    @Test
    @DisplayName("a libc by path takes the place of a newer locked one, without a warning of its own; Cargo.lock stays")
    void replaces() throws IOException {
        TestCrate crate = TestCrate.in(
                        temp.resolve("app"), "app", "[dependencies]", "libc = \"0.2.150\"", "[workspace]")
                .with("src/main.rs", "fn main() { println!(\"{}\", libc::OURS); }\n")
                .with("Cargo.lock", LOCK);
        BuildRequest request = request(crate, new LibcChoice.Directory(libc));
        assertThat(new CrateBuilder().build(request, listener).artifacts()).hasSize(1);
        assertThat(new CrateBuilder()
                        .build(request.toBuilder().locked(true).build(), listener)
                        .artifacts())
                .hasSize(1);
        assertThat(crate.file("Cargo.lock")).hasContent(LOCK);
        assertThat(listener.messages).isEmpty();
    }

    @Test
    @DisplayName("a libc that no crate depends on is an error, and so is a folder that has none")
    void unused() throws IOException {
        TestCrate crate =
                TestCrate.in(temp.resolve("app"), "app", "[workspace]").with("src/main.rs", "fn main() {}\n");
        assertThatThrownBy(() -> new CrateBuilder().build(request(crate, new LibcChoice.Directory(libc)), listener))
                .isInstanceOfSatisfying(ToolkitException.class, problem -> {
                    assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.LIBC_UNUSED);
                    assertThat(problem.getMessage()).contains("my libc");
                });
        assertThat(crate.file("Cargo.lock")).doesNotExist();
        assertThatThrownBy(() ->
                        new CrateBuilder().build(request(crate, new LibcChoice.Directory(crate.directory())), listener))
                .isInstanceOfSatisfying(
                        ToolkitException.class,
                        problem -> assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.LIBC_UNAVAILABLE));
        assertThatThrownBy(() -> new CrateBuilder().build(request(crate, new LibcChoice.Version("latest")), listener))
                .isInstanceOfSatisfying(
                        ToolkitException.class,
                        problem -> assertThat(problem.nextStep()).contains("<libc>0.2.177</libc>"));
    }

    private void git(String... arguments) {
        List<String> line = new ArrayList<>(
                List.of("git", "-C", libc.toString(), "-c", "user.name=t", "-c", "user.email=t@example.org"));
        line.addAll(List.of(arguments));
        CommandResult result = CommandRunner.withEnvironment(System.getenv()).run(Command.of(line));
        assumeTrue(result.succeeded(), () -> "needs git: " + result.stderr());
    }

    @Test
    @DisplayName("a libc of a git repository: a commit, a branch; a commit that is in no repository is told")
    void git() throws IOException {
        git("init", "-q", "-b", "trunk");
        git("add", "-A");
        git("commit", "-q", "-m", "first");
        String first = CommandRunner.withEnvironment(System.getenv())
                .run(Command.of(List.of("git", "-C", libc.toString(), "rev-parse", "HEAD")))
                .stdout()
                .get(0);
        Files.writeString(libc.resolve("src/lib.rs"), "pub const OURS: i32 = 8; pub const NEW: i32 = 1;\n");
        git("commit", "-q", "-a", "-m", "second");
        TestCrate crate = TestCrate.in(
                        temp.resolve("app"), "app", "[dependencies]", "libc = \"0.2.150\"", "[workspace]")
                .with("src/main.rs", "fn main() { assert_eq!(libc::OURS, 7); }\n")
                .with("Cargo.lock", LOCK);
        String url = libc.toUri().toString();
        BuildRequest request = BuildRequest.builder(crate.directory())
                .env(Map.of("WASM_MAVEN_CACHE", temp.resolve("cache").toString(), "CARGO_HOME", cargoHome()))
                .std(new StdSettings(
                        BuildStd.AUTO, false, new LibcChoice.Git(url, Optional.of(first)), Optional.empty()))
                .build();
        assertThat(new CrateBuilder().build(request, listener).artifacts()).hasSize(1);
        assertThat(temp.resolve("cache/libc/git-" + first).resolve("Cargo.toml"))
                .exists();
        assertThat(crate.file("Cargo.lock")).hasContent(LOCK);

        crate.with("src/main.rs", "fn main() { assert_eq!(libc::NEW, 1); }\n");
        BuildRequest branch = request.toBuilder()
                .std(new StdSettings(
                        BuildStd.AUTO, false, new LibcChoice.Git(url, Optional.of("trunk")), Optional.empty()))
                .build();
        assertThat(new CrateBuilder().build(branch, listener).artifacts()).hasSize(1);
        // What was fetched once serves without a network.
        assertThat(new CrateBuilder()
                        .build(
                                request.toBuilder()
                                        .std(branch.std())
                                        .offline(true)
                                        .build(),
                                listener)
                        .artifacts())
                .hasSize(1);

        BuildRequest nowhere = request.toBuilder()
                .std(new StdSettings(
                        BuildStd.AUTO,
                        false,
                        new LibcChoice.Git(url, Optional.of("0123456789abcdef0123456789abcdef01234567")),
                        Optional.empty()))
                .build();
        assertThatThrownBy(() -> new CrateBuilder().build(nowhere, listener))
                .isInstanceOfSatisfying(
                        ToolkitException.class,
                        problem -> assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.LIBC_UNAVAILABLE));
    }

    /** An empty one, so that nothing of the repository stays in the user's. */
    private String cargoHome() throws IOException {
        return Files.createDirectories(temp.resolve("cargo-home")).toString();
    }
}
