package dev.wasmmaven.toolkit.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.json.Json;
import dev.wasmmaven.toolkit.provenance.CrateGraph.Crate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SbomTest {

    private static final String ROOT = "path+file:///home/someone/app#0.1.0";
    private static final String REGISTRY = "registry+https://registry.example/index";
    private static final String SUM = "ab".repeat(32);

    private static final String METADATA = """
            {"packages": [
              {"id": "%1$s", "name": "app", "version": "0.1.0", "source": null, "license": null},
              {"id": "r#itoa@1.0.0", "name": "itoa", "version": "1.0.0", "source": "%2$s", "license": "MIT/Apache-2.0",
               "description": "Fast integers\\n", "repository": "https://git.example/itoa"},
              {"id": "r#cc@1.2.0", "name": "cc", "version": "1.2.0", "source": "%2$s", "license": "MIT"},
              {"id": "g#forked@2.0.0+b", "name": "forked", "version": "2.0.0+b",
               "source": "git+https://git.example/forked?rev=1#0123"},
              {"id": "r#dev@1.0.0", "name": "dev", "version": "1.0.0", "source": "%2$s"}],
             "resolve": {"nodes": [
              {"id": "%1$s", "deps": [
                {"pkg": "r#itoa@1.0.0", "dep_kinds": [{"kind": "dev"}, {"kind": null}]},
                {"pkg": "r#cc@1.2.0", "dep_kinds": [{"kind": "build"}]},
                {"pkg": "r#dev@1.0.0", "dep_kinds": [{"kind": "dev"}]}]},
              {"id": "r#itoa@1.0.0", "deps": [{"pkg": "g#forked@2.0.0+b", "dep_kinds": [{"kind": null}]}]},
              {"id": "g#forked@2.0.0+b", "deps": []}, {"id": "r#cc@1.2.0", "deps": []}]}}
            """.formatted(ROOT, REGISTRY);

    private static final CargoLock LOCK = CargoLock.parse("""
            version = 4

            [[package]]
            name = "itoa"
            version = "1.0.0"
            source = "%s"
            checksum = "%s"
            dependencies = [
             "forked",
            ]
            """.formatted(REGISTRY, SUM));

    private static String sbom() {
        CrateGraph graph = CrateGraph.parse(METADATA);
        return new Sbom(
                        "app.wasm",
                        Digest.sha256("app"),
                        graph.crate(ROOT).orElseThrow(),
                        graph.reachable(List.of(ROOT)),
                        LOCK,
                        "builder 1.0",
                        Optional.of(Instant.parse("2026-01-02T03:04:05.678Z")))
                .toJson();
    }

    @Test
    @DisplayName("it is valid CycloneDX 1.6")
    void valid() throws Exception {
        assertThat(new JsonParser().validate(sbom().getBytes(StandardCharsets.UTF_8), Version.VERSION_16))
                .isEmpty();
    }

    @Test
    @DisplayName("it lists what is linked, and neither build nor development dependencies")
    void linked() throws Exception {
        List<Json> components = Json.parse(sbom()).get("components").items();
        assertThat(components)
                .extracting(each -> each.get("purl").textOrEmpty())
                .containsExactly(
                        "pkg:cargo/forked@2.0.0%2Bb?vcs_url=git%2Bhttps%3A%2F%2Fgit.example%2Fforked%3Frev%3D1%230123",
                        "pkg:cargo/itoa@1.0.0");
        assertThat(CrateGraph.parse(METADATA).reachable(List.of(ROOT)))
                .extracting(Crate::name)
                .containsExactly("app", "forked", "itoa");
    }

    @Test
    @DisplayName("a crate of a registry has the checksum of the lock file, an SPDX expression and its repository")
    void details() throws Exception {
        Json itoa = Json.parse(sbom()).get("components").items().get(1);
        assertThat(itoa.get("hashes").items().get(0).get("content").text()).contains(SUM);
        assertThat(itoa.get("licenses").items().get(0).get("expression").text()).contains("MIT OR Apache-2.0");
        assertThat(itoa.get("description").text()).contains("Fast integers");
        assertThat(itoa.get("externalReferences").items().get(0).get("url").text())
                .contains("https://git.example/itoa");
    }

    @Test
    @DisplayName("it names no path of the machine, and the same build gives the same text")
    void reproducible() {
        assertThat(sbom()).doesNotContain("/home/someone").isEqualTo(sbom());
    }

    @Test
    @DisplayName("the file itself is the subject, with its digest and the time of the build")
    void subject() throws Exception {
        Json metadata = Json.parse(sbom()).get("metadata");
        assertThat(metadata.get("timestamp").text()).contains("2026-01-02T03:04:05Z");
        assertThat(metadata.get("component").get("name").text()).contains("app.wasm");
        assertThat(metadata.get("component")
                        .get("hashes")
                        .items()
                        .get(0)
                        .get("content")
                        .text())
                .contains(Digest.sha256("app").hex());
    }
}
