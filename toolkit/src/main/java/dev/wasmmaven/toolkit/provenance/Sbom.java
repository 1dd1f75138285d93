package dev.wasmmaven.toolkit.provenance;

import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.json.JsonText;
import dev.wasmmaven.toolkit.provenance.CrateGraph.Crate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The bill of materials of a {@code .wasm} (CycloneDX 1.6, JSON): its crates with checksums, licences and dependencies. The
 * same build gives the same text: the serial number is derived from the contents.
 *
 * @param file name of the {@code .wasm}
 * @param digest of the {@code .wasm}
 * @param root id of the crate that the file is built from
 * @param crates everything that is linked
 * @param lock the workspace's {@code Cargo.lock}
 * @param tool name and version of who builds, separated by a space
 * @param timestamp when the build says it was made; empty: no time is told
 */
public record Sbom(
        String file,
        Digest digest,
        Crate root,
        List<Crate> crates,
        CargoLock lock,
        String tool,
        Optional<Instant> timestamp) {

    /** The text, without a line break at its end. */
    public String toJson() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        timestamp.ifPresent(time ->
                metadata.put("timestamp", time.truncatedTo(ChronoUnit.SECONDS).toString()));
        metadata.put("tools", fields("components", List.of(builder())));
        Map<String, Object> subject = component(root, "application");
        subject.put("name", file);
        subject.put("hashes", List.of(fields("alg", "SHA-256", "content", digest.hex())));
        metadata.put("component", subject);

        Map<String, Object> body = new LinkedHashMap<>();
        body.put("version", 1);
        body.put("metadata", metadata);
        body.put(
                "components",
                crates.stream()
                        .filter(each -> !each.id().equals(root.id()))
                        .map(each -> component(each, "library"))
                        .toList());
        body.put("dependencies", dependencies());

        Map<String, Object> bom = new LinkedHashMap<>();
        bom.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        bom.put("bomFormat", "CycloneDX");
        bom.put("specVersion", "1.6");
        bom.put(
                "serialNumber",
                "urn:uuid:" + UUID.nameUUIDFromBytes(JsonText.of(body).getBytes(StandardCharsets.UTF_8)));
        bom.putAll(body);
        return JsonText.of(bom);
    }

    private Map<String, Object> builder() {
        return fields(
                "type", "application", "name", tool.split(" ", 2)[0], "version", tool.substring(tool.indexOf(' ') + 1));
    }

    private Map<String, Object> component(Crate crate, String type) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("type", type);
        component.put("bom-ref", reference(crate));
        component.put("name", crate.name());
        component.put("version", crate.version());
        crate.description().ifPresent(text -> component.put("description", text.strip()));
        crate.source()
                .filter(source -> source.startsWith("registry+"))
                .flatMap(source -> lock.checksum(crate.name(), crate.version()))
                .ifPresent(sum -> component.put("hashes", List.of(fields("alg", "SHA-256", "content", sum))));
        crate.license()
                .map(Sbom::expression)
                .ifPresent(text -> component.put("licenses", List.of(fields("expression", text))));
        component.put("purl", purl(crate));
        crate.repository()
                .filter(url -> url.startsWith("http"))
                .ifPresent(url -> component.put("externalReferences", List.of(fields("type", "vcs", "url", url))));
        return component;
    }

    /** Old manifests separate licences by a slash, which means OR (The Cargo Book, The license field). */
    private static String expression(String license) {
        return license.replaceAll("\\s*/\\s*", " OR ");
    }

    private List<Map<String, Object>> dependencies() {
        Map<String, String> references = crates.stream()
                .collect(Collectors.toMap(Crate::id, Sbom::reference, (first, second) -> first, LinkedHashMap::new));
        List<Map<String, Object>> all = new ArrayList<>();
        for (Crate each : crates) {
            Map<String, Object> edge = new LinkedHashMap<>();
            edge.put("ref", references.get(each.id()));
            edge.put(
                    "dependsOn",
                    each.dependencies().stream()
                            .filter(references::containsKey)
                            .map(references::get)
                            .sorted()
                            .distinct()
                            .toList());
            all.add(edge);
        }
        return all;
    }

    /** Unlike cargo's id it holds no path of this machine. */
    private static String reference(Crate crate) {
        return purl(crate);
    }

    /** Package URL, type cargo. */
    private static String purl(Crate crate) {
        String base = "pkg:cargo/" + crate.name() + "@" + crate.version().replace("+", "%2B");
        return crate.source()
                .filter(source -> source.startsWith("git+"))
                .map(source -> base + "?vcs_url=" + encode(source))
                .orElse(base);
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
