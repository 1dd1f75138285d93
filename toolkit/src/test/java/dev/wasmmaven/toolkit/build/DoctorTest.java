package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.doctor.DoctorReport;
import dev.wasmmaven.toolkit.doctor.Finding;
import dev.wasmmaven.toolkit.doctor.Status;
import dev.wasmmaven.toolkit.doctor.TargetFacts;
import dev.wasmmaven.toolkit.doctor.TargetFacts.Std;
import dev.wasmmaven.toolkit.json.Json;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    @DisplayName("a machine that can build is healthy; toolchains, workspace and all four WASI targets are described")
    void healthy() throws IOException {
        TestCrate crate = TestCrate.hello(temp.resolve("crate"));
        BuildRequest request = BuildRequest.builder(crate.directory()).build();
        new CrateBuilder().check(request, listener);
        DoctorReport report = examine(request);

        assertThat(report.healthy()).isTrue();
        assertThat(report.crate().orElseThrow().packages()).containsExactly("hello");
        assertThat(report.toolchain().orElseThrow().installed())
                .contains(report.toolchain().orElseThrow().used().name().orElseThrow());
        assertThat(report.targets())
                .extracting(TargetFacts::name, TargetFacts::requested)
                .containsExactly(
                        tuple("wasm32-wasip1", true),
                        tuple("wasm32-wasip1-threads", false),
                        tuple("wasm32-wasip2", false),
                        tuple("wasm32-wasip3", false));
        assertThat(report.targets().get(0).std()).isEqualTo(Std.INSTALLED);
        assertThat(report.targets()).allMatch(target -> target.known().isPresent());
        assertThat(report.toText()).contains("[ok]      target wasm32-wasip1: the standard library is installed");
    }

    @Test
    @DisplayName("the JSON has the whole picture as structure, and the text says each of its values")
    void same() throws IOException {
        TestCrate crate = TestCrate.hello(temp.resolve("crate"));
        Files.writeString(
                crate.directory().resolve("Cargo.lock"),
                "version = 4\n[[package]]\nname = \"cc\"\nversion = \"1.0.0\"\n[[package]]\nname = \"hello\"\nversion = \"0.1.0\"\n");
        BuildRequest request = BuildRequest.builder(crate.directory())
                .env(Map.of("WASI_SDK_PATH", temp.resolve("no-sdk").toString()))
                .build();
        BuildRequest third = request.toBuilder().target("wasm32-wasip3").build();
        DoctorReport report = new Doctor().examine(List.of(request, third), listener);

        Json json = Json.parse(report.toJson());
        assertThat(json.get("toolchain").get("rustSrc").get("path").text()).isPresent();
        assertThat(json.get("toolchain").get("rustc").get("commit").text()).isPresent();
        assertThat(json.get("toolchains").texts()).isNotEmpty();
        Json target = json.get("targets").items().get(0);
        assertThat(target.get("known").get("tier").number().orElseThrow().intValue())
                .isEqualTo(2);
        assertThat(target.get("known").get("wasiSdk").text()).contains("[20.0,)");
        Json candidate = target.get("c").get("candidates").items().get(0);
        assertThat(candidate.get("source").text()).contains("WASI_SDK_PATH");
        assertThat(candidate.get("state").text()).contains("rejected");
        assertThat(candidate.get("text").textOrEmpty()).contains("no-sdk").contains("does not exist");
        // Of a stable toolchain.
        assertThat(json.get("targets").items().get(1).get("std").text()).contains("unavailable");
        assertThat(json.get("findings").items())
                .extracting(each -> each.get("id").textOrEmpty())
                .contains(DiagnosticId.UNSTABLE_NOT_ALLOWED.code());

        String text = report.toText();
        List<String> words = new ArrayList<>();
        leaves(json, words);
        assertThat(words).hasSizeGreaterThan(40);
        assertThat(words).allSatisfy(word -> assertThat(text).contains(word));
    }

    /** All texts in some JSON but those of a fixed vocabulary, which the text has in sentences. */
    private static void leaves(Json json, List<String> found) {
        json.text().ifPresent(found::add);
        json.items().forEach(item -> leaves(item, found));
        json.fields().forEach((name, value) -> {
            if (!List.of("std", "state", "status").contains(name)) {
                leaves(value, found);
            }
        });
    }

    private DoctorReport examine(BuildRequest request) {
        return new Doctor().examine(List.of(request), listener);
    }

    @Test
    @DisplayName("without cargo and without a crate both are reported, with ids and next steps, as text and as JSON")
    void nothingThere() throws IOException {
        Path empty = Files.createDirectories(temp.resolve("empty"));
        HostSystem bare = new HostSystem(Map.of("PATH", empty.toString()), empty, false);
        DoctorReport report = new Doctor(bare)
                .examine(List.of(BuildRequest.builder(temp.resolve("nowhere")).build()), listener);

        assertThat(report.healthy()).isFalse();
        assertThat(report.findings())
                .filteredOn(finding -> finding.status() == Status.PROBLEM)
                .extracting(Finding::subject, Finding::id)
                .containsExactly(
                        tuple("crate", Optional.of(DiagnosticId.CRATE_NOT_FOUND)),
                        tuple("toolchain", Optional.of(DiagnosticId.CARGO_NOT_FOUND)));
        assertThat(report.toText())
                .contains("[problem] toolchain: WASM-0001: ")
                .contains("Next step: install Rust")
                .contains("wasi-sdk (system packages)");
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
        Optional<Finding> online = target(examine(request));
        assertThat(online).hasValueSatisfying(finding -> {
            assertThat(finding.status()).isEqualTo(Status.NOTE);
            assertThat(finding.nextStep())
                    .hasValueSatisfying(
                            step -> assertThat(step).contains("rustup target add wasm32-unknown-emscripten"));
        });
        Optional<Finding> offline =
                target(examine(request.toBuilder().offline(true).build()));
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
