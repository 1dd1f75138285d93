package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.DoctorReport.Finding;
import dev.wasmmaven.toolkit.build.DoctorReport.Status;
import dev.wasmmaven.toolkit.json.Json;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    @TempDir
    Path temp;

    private final RecordingListener listener = new RecordingListener();

    @Test
    @DisplayName("a machine that can build is healthy, and the report names cargo, rustc, target and workspace")
    void healthy() throws IOException {
        TestCrate crate = TestCrate.hello(temp.resolve("crate"));
        BuildRequest request = BuildRequest.builder(crate.directory()).build();
        new CrateBuilder().check(request, listener);
        DoctorReport report = new Doctor().examine(request, listener);

        assertThat(report.healthy()).isTrue();
        assertThat(report.findings())
                .extracting(Finding::subject)
                .contains("machine", "crate", "cargo", "rustc", "rustup", "target wasm32-wasip1", "workspace");
        assertThat(report.toText()).contains("[ok]      target wasm32-wasip1: the standard library is installed");
    }

    @Test
    @DisplayName("without cargo and without a crate both are reported, with ids and next steps, as text and as JSON")
    void nothingThere() throws IOException {
        Path empty = Files.createDirectories(temp.resolve("empty"));
        HostSystem bare = new HostSystem(Map.of("PATH", empty.toString()), empty, false);
        DoctorReport report = new Doctor(bare)
                .examine(BuildRequest.builder(temp.resolve("nowhere")).build(), listener);

        assertThat(report.healthy()).isFalse();
        assertThat(report.findings())
                .filteredOn(finding -> finding.status() == Status.PROBLEM)
                .extracting(Finding::subject, Finding::id)
                .containsExactly(
                        tuple("crate", Optional.of(DiagnosticId.CRATE_NOT_FOUND)),
                        tuple("toolchain", Optional.of(DiagnosticId.CARGO_NOT_FOUND)));
        assertThat(report.toText()).contains("[problem] toolchain: WASM-0001: ").contains("Next step: install Rust");
        Json json = Json.parse(report.toJson());
        assertThat(json.get("healthy").isTrue()).isFalse();
        assertThat(json.get("findings").items())
                .extracting(each -> each.get("id").textOrEmpty())
                .contains("WASM-0100", "WASM-0001");
    }

    @Test
    @DisplayName(
            "a missing target is a note if the next build would install it, and a problem if it would not; nothing is installed")
    void missingTarget() throws IOException {
        TestCrate crate = TestCrate.hello(temp.resolve("crate"));
        BuildRequest request = BuildRequest.builder(crate.directory())
                .target("wasm32-unknown-emscripten")
                .build();
        Optional<Finding> online = target(new Doctor().examine(request, listener));
        assertThat(online).hasValueSatisfying(finding -> {
            assertThat(finding.status()).isEqualTo(Status.NOTE);
            assertThat(finding.nextStep())
                    .hasValueSatisfying(
                            step -> assertThat(step).contains("rustup target add wasm32-unknown-emscripten"));
        });
        Optional<Finding> offline =
                target(new Doctor().examine(request.toBuilder().offline(true).build(), listener));
        assertThat(offline).hasValueSatisfying(finding -> {
            assertThat(finding.status()).isEqualTo(Status.PROBLEM);
            assertThat(finding.id()).contains(DiagnosticId.TARGET_NOT_INSTALLED);
        });
        assertThat(listener.infos).isEmpty();
    }

    private static Optional<Finding> target(DoctorReport report) {
        List<Finding> found = report.findings().stream()
                .filter(finding -> finding.subject().startsWith("target"))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
