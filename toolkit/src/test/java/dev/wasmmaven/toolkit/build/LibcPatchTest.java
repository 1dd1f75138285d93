package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.std.BuildStd;
import dev.wasmmaven.toolkit.std.LibcChoice;
import dev.wasmmaven.toolkit.std.StdSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                .std(new StdSettings(BuildStd.AUTO, false, choice))
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
}
