package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.toolkit.build.BuildListener.CompilerMessage;
import dev.wasmmaven.toolkit.build.BuildListener.Level;
import dev.wasmmaven.toolkit.json.Json;
import dev.wasmmaven.toolkit.json.JsonText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A build's result and warnings as they are remembered. */
final class ResultJson {

    private ResultJson() {}

    static String write(BuildResult result, List<CompilerMessage> warnings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "artifacts", result.artifacts().stream().map(ResultJson::fields).toList());
        json.put("warnings", warnings.stream().map(ResultJson::fields).toList());
        return JsonText.of(json);
    }

    /**
     * Reads a result; the warnings are shown again, as cargo does for what it need not compile again.
     *
     * @throws IllegalArgumentException a value has another form
     */
    static BuildResult read(Json json, BuildListener listener) {
        List<WasmArtifact> artifacts =
                json.get("artifacts").items().stream().map(ResultJson::artifact).toList();
        List<CompilerMessage> warnings =
                json.get("warnings").items().stream().map(ResultJson::warning).toList();
        warnings.forEach(listener::compilerMessage);
        return new BuildResult(artifacts, true, warnings.size());
    }

    private static Map<String, Object> fields(WasmArtifact artifact) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("packageName", artifact.packageName());
        fields.put("packageVersion", artifact.packageVersion());
        fields.put("name", artifact.name());
        fields.put("kind", artifact.kind().name());
        fields.put("shape", artifact.shape().name());
        fields.put("file", artifact.file());
        artifact.documents().manifest().ifPresent(manifest -> fields.put("manifest", manifest));
        artifact.documents().sbom().ifPresent(sbom -> fields.put("sbom", sbom));
        return fields;
    }

    private static WasmArtifact artifact(Json json) {
        return new WasmArtifact(
                json.get("packageName").textOrEmpty(),
                json.get("packageVersion").textOrEmpty(),
                json.get("name").textOrEmpty(),
                WasmArtifact.Kind.valueOf(json.get("kind").textOrEmpty()),
                WasmArtifact.Shape.valueOf(json.get("shape").textOrEmpty()),
                Path.of(json.get("file").textOrEmpty()),
                new WasmArtifact.Documents(
                        json.get("manifest").text().map(Path::of),
                        json.get("sbom").text().map(Path::of)));
    }

    private static Map<String, Object> fields(CompilerMessage warning) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("message", warning.message());
        warning.location().ifPresent(location -> fields.put("location", location));
        fields.put("rendered", warning.rendered());
        return fields;
    }

    private static CompilerMessage warning(Json json) {
        return new CompilerMessage(
                Level.WARNING,
                json.get("message").textOrEmpty(),
                json.get("location").text(),
                json.get("rendered").textOrEmpty());
    }
}
