package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With the real cargo behind a wrapper that notes how it is called; the standard library's crates are not asked for. */
@DisabledOnOs(OS.WINDOWS)
class PrefetcherTest {

    @TempDir
    Path temp;

    private final RecordingListener listener = new RecordingListener();
    private TestCrate crate;
    private Path cargo;
    private Path calls;

    @BeforeEach
    void setUp() throws IOException {
        crate = TestCrate.hello(temp.resolve("app"));
        calls = temp.resolve("calls");
        Path real = used().cargo();
        cargo = temp.resolve("noting-cargo");
        Files.writeString(
                cargo,
                "#!/bin/sh\necho \"$@\" >> '" + calls + "'\n"
                        + "case \"$*\" in *fetch*library/Cargo.toml*) exit 0;; esac\nexec '" + real + "' \"$@\"\n");
        assertThat(cargo.toFile().setExecutable(true)).isTrue();
    }

    private BuildRequest.Builder request() {
        return BuildRequest.builder(crate.directory())
                .cargo(Optional.of(cargo))
                .env(Map.of("WASM_MAVEN_CACHE", temp.resolve("cache").toString()));
    }

    private List<String> fetches() throws IOException {
        return Files.readAllLines(calls).stream()
                .filter(line -> line.startsWith("fetch"))
                .toList();
    }

    @Test
    @DisplayName("the crates of the target are fetched, and the lock file that says which is written")
    void crates() throws IOException {
        new Prefetcher().prefetch(request().build(), listener);
        assertThat(fetches()).singleElement().asString().isEqualTo("fetch --target wasm32-wasip1");
        assertThat(crate.file("Cargo.lock")).exists();
        new CrateBuilder()
                .build(BuildRequest.builder(crate.directory()).offline(true).build(), listener);
    }

    @Test
    @DisplayName("a lock file that must stay is not changed")
    void locked() throws IOException {
        assertThatThrownBy(
                        () -> new Prefetcher().prefetch(request().locked(true).build(), listener))
                .isInstanceOfSatisfying(
                        ToolkitException.class,
                        problem -> assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.LOCKFILE_OUTDATED));
        assertThat(crate.file("Cargo.lock")).doesNotExist();
    }

    @Test
    @DisplayName("where the standard library is compiled its own crates are fetched too, as it locks them")
    void standardLibrary() throws IOException {
        Path sources = sources();
        new Prefetcher()
                .prefetch(request().cargoArguments(List.of("-Zbuild-std")).build(), listener);
        assertThat(fetches()).hasSize(Files.exists(sources) ? 2 : 1);
        if (Files.exists(sources)) {
            assertThat(fetches().get(1)).contains("--manifest-path " + sources, "--locked");
            assertThat(listener.infos).contains("Fetching the dependencies of the standard library");
        }
    }

    private Path sources() {
        return used().stdSources().resolve("Cargo.toml");
    }

    private RustToolchain used() {
        return new Doctor(HostSystem.current())
                .examine(List.of(BuildRequest.builder(crate.directory()).build()), listener)
                .toolchain()
                .orElseThrow()
                .used();
    }

    @Test
    @DisplayName("offline nothing can be fetched, and nothing is asked")
    void offline() {
        assertThatThrownBy(
                        () -> new Prefetcher().prefetch(request().offline(true).build(), listener))
                .isInstanceOfSatisfying(ToolkitException.class, problem -> {
                    assertThat(problem.diagnosticId()).isEqualTo(DiagnosticId.CARGO_OFFLINE);
                    assertThat(problem.nextStep()).contains("without -o");
                });
        assertThat(calls).doesNotExist();
    }
}
