package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.build.BuildRequest.Provenance;
import dev.wasmmaven.toolkit.json.Json;
import dev.wasmmaven.toolkit.provenance.WasmComparison;
import dev.wasmmaven.toolkit.std.BuildStd;
import dev.wasmmaven.toolkit.std.LibcChoice;
import dev.wasmmaven.toolkit.std.StdSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducibleBuildTest {

    private static final Provenance REPRODUCIBLE =
            new Provenance(true, Optional.of(Instant.parse("2026-01-02T03:04:05Z")), true, "tests 1");

    @TempDir
    Path temp;

    /** A crate of a workspace, with a dependency in it, and a build script that asks for the time. */
    private Path crate(String folder) throws IOException {
        Path crate = temp.resolve(folder).resolve("app");
        Path beside = temp.resolve(folder).resolve("beside");
        Files.createDirectories(crate.resolve("src"));
        Files.createDirectories(beside.resolve("src"));
        Files.writeString(temp.resolve(folder).resolve("Cargo.toml"), """
                [workspace]
                members = ["app", "beside"]
                resolver = "2"
                """);
        Files.writeString(crate.resolve("Cargo.toml"), """
                [package]
                name = "app"
                version = "1.2.3"
                edition = "2021"
                license = "MIT"

                [dependencies]
                beside = { path = "../beside" }
                """);
        Files.writeString(crate.resolve("build.rs"), """
                fn main() {
                    println!("cargo:rustc-env=MADE={}", std::env::var("SOURCE_DATE_EPOCH").unwrap_or_default());
                }
                """);
        Files.writeString(crate.resolve("src/main.rs"), """
                fn main() {
                    println!("{} {}", env!("MADE"), beside::first(&std::env::args().collect::<Vec<_>>()));
                }
                """);
        Files.writeString(beside.resolve("Cargo.toml"), """
                [package]
                name = "beside"
                version = "0.1.0"
                edition = "2021"
                """);
        Files.writeString(beside.resolve("src/lib.rs"), """
                pub fn first(all: &[String]) -> &str {
                    all.first().expect("no argument")
                }
                """);
        return crate;
    }

    private static WasmArtifact build(Path crate, Provenance provenance) {
        BuildRequest request =
                BuildRequest.builder(crate).offline(true).provenance(provenance).build();
        return new CrateBuilder()
                .build(request, new RecordingListener())
                .artifacts()
                .get(0);
    }

    @Test
    @DisplayName("a debug build in another folder gives the same bytes, and the same documents")
    void folders() throws IOException {
        WasmArtifact first = build(crate("one"), REPRODUCIBLE);
        WasmArtifact second = build(crate("another/and-deeper"), REPRODUCIBLE);
        assertThat(WasmComparison.differences(Files.readAllBytes(first.file()), Files.readAllBytes(second.file())))
                .isEmpty();
        String manifest = Files.readString(first.documents().manifest().orElseThrow());
        assertThat(Files.readString(second.documents().manifest().orElseThrow()))
                .isEqualTo(manifest)
                .doesNotContain(temp.toString());
        assertThat(Files.readString(second.documents().sbom().orElseThrow()))
                .isEqualTo(Files.readString(first.documents().sbom().orElseThrow()))
                .doesNotContain(temp.toString());

        Json json = Json.parse(manifest);
        assertThat(json.get("output").get("sha256").text())
                .contains(Digest.sha256(first.file()).hex());
        assertThat(json.get("crate").get("version").text()).contains("1.2.3");
        assertThat(json.get("rustc").get("version").text()).isPresent();
        assertThat(json.get("sourceDateEpoch").number()).contains(1767323045L);
        Json sbom = Json.parse(Files.readString(first.documents().sbom().orElseThrow()));
        assertThat(sbom.get("components").items())
                .extracting(each -> each.get("name").textOrEmpty())
                .containsExactly("beside");
    }

    @Test
    @DisplayName("a dependency outside of the workspace, by whose place cargo itself names things, is told")
    void outside() throws IOException {
        Path crate = crate("one");
        Files.delete(temp.resolve("one/Cargo.toml"));
        RecordingListener listener = new RecordingListener();
        BuildRequest request = BuildRequest.builder(crate)
                .offline(true)
                .provenance(REPRODUCIBLE)
                .build();
        WasmArtifact built =
                new CrateBuilder().build(request, listener).artifacts().get(0);
        assertThat(listener.warnings)
                .singleElement()
                .asString()
                .startsWith("WASM-0131")
                .contains(temp.resolve("one/beside").toRealPath().toString());
        Json manifest = Json.parse(Files.readString(built.documents().manifest().orElseThrow()));
        assertThat(manifest.get("dependsOnPlaceOf").text()).contains("/path/beside");
    }

    @Test
    @DisplayName("a patched libc gives the same bytes and the same manifest, wherever it and the workspace are")
    void libc() throws IOException {
        WasmArtifact first = buildWithLibc("one", "my libc");
        WasmArtifact second = buildWithLibc("another/and-deeper", "libc elsewhere");
        assertThat(WasmComparison.differences(Files.readAllBytes(first.file()), Files.readAllBytes(second.file())))
                .isEmpty();
        assertThat(Files.readString(second.documents().manifest().orElseThrow()))
                .isEqualTo(Files.readString(first.documents().manifest().orElseThrow()))
                .doesNotContain(temp.toString());
    }

    private WasmArtifact buildWithLibc(String folder, String libcFolder) throws IOException {
        Path libc = temp.resolve(folder).resolve(libcFolder);
        Files.createDirectories(libc.resolve("src"));
        Files.writeString(
                libc.resolve("Cargo.toml"), "[package]\nname = \"libc\"\nversion = \"0.2.177\"\nedition = \"2021\"\n");
        Files.writeString(
                libc.resolve("src/lib.rs"),
                "pub fn ours(n: usize) -> usize { assert!(n < 100, \"too many in {}\", file!()); n }\n");
        TestCrate crate = TestCrate.in(
                        temp.resolve(folder).resolve("app"),
                        "app",
                        "[dependencies]",
                        "libc = \"0.2.150\"",
                        "[workspace]")
                .with("src/main.rs", "fn main() { println!(\"{}\", libc::ours(std::env::args().count())); }\n");
        BuildRequest request = BuildRequest.builder(crate.directory())
                .offline(true)
                .targetDirectory(Optional.of(temp.resolve(folder).resolve("out")))
                .std(new StdSettings(BuildStd.AUTO, false, new LibcChoice.Directory(libc), Optional.empty()))
                .provenance(REPRODUCIBLE)
                .build();
        return new CrateBuilder()
                .build(request, new RecordingListener())
                .artifacts()
                .get(0);
    }

    @Test
    @DisplayName("build scripts see the time that the build says it was made, and the file has no path of this machine")
    void contents() throws IOException {
        String text =
                new String(Files.readAllBytes(build(crate("one"), REPRODUCIBLE).file()), StandardCharsets.ISO_8859_1);
        assertThat(text).contains("1767323045").doesNotContain(temp.toRealPath().toString());
    }

    @Test
    @DisplayName("without it, the same build differs by its folder: what the first test relies on")
    void plain() throws IOException {
        WasmArtifact first = build(crate("one"), Provenance.NONE);
        WasmArtifact second = build(crate("another"), Provenance.NONE);
        assertThat(WasmComparison.differences(Files.readAllBytes(first.file()), Files.readAllBytes(second.file())))
                .isNotEmpty();
        assertThat(first.documents()).isEqualTo(WasmArtifact.Documents.NONE);
    }
}
