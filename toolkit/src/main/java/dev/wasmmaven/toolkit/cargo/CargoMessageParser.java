package dev.wasmmaven.toolkit.cargo;

import dev.wasmmaven.toolkit.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads lines of {@code --message-format json}. */
final class CargoMessageParser {

    private CargoMessageParser() {}

    /** The event of a line; empty if it is something else, such as what a build prints or a kind of a newer cargo. */
    static Optional<CargoEvent> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return event(Json.parse(line));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<CargoEvent> event(Json json) {
        return switch (json.get("reason").textOrEmpty()) {
            case "compiler-message" -> Optional.of(compilerMessage(json));
            case "compiler-artifact" -> Optional.of(artifact(json));
            case "build-script-executed" -> Optional.of(buildScript(json));
            case "build-finished" ->
                Optional.of(new CargoEvent.Finished(json.get("success").isTrue()));
            default -> Optional.empty();
        };
    }

    private static CargoEvent compilerMessage(Json json) {
        Json message = json.get("message");
        Optional<CargoEvent.Span> span = message.get("spans").items().stream()
                .filter(each -> each.get("is_primary").isTrue())
                .findFirst()
                .map(each -> new CargoEvent.Span(
                        each.get("file_name").textOrEmpty(),
                        each.get("line_start").number().orElse(1L),
                        each.get("column_start").number().orElse(1L)));
        return new CargoEvent.CompilerMessage(
                Path.of(json.get("manifest_path").textOrEmpty()),
                message.get("level").textOrEmpty(),
                message.get("message").textOrEmpty(),
                span,
                message.get("rendered").textOrEmpty());
    }

    private static CargoEvent artifact(Json json) {
        return new CargoEvent.Artifact(
                json.get("package_id").textOrEmpty(),
                Path.of(json.get("manifest_path").textOrEmpty()),
                CargoMetadata.readTarget(json.get("target")),
                json.get("profile").get("test").isTrue(),
                json.get("filenames").texts().stream().map(Path::of).toList(),
                json.get("executable").text().map(Path::of),
                json.get("fresh").isTrue());
    }

    private static CargoEvent buildScript(Json json) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Json pair : json.get("env").items()) {
            List<String> both = pair.texts();
            if (both.size() == 2) {
                environment.put(both.get(0), both.get(1));
            }
        }
        return new CargoEvent.BuildScript(
                json.get("package_id").textOrEmpty(),
                environment,
                Path.of(json.get("out_dir").textOrEmpty()));
    }
}
