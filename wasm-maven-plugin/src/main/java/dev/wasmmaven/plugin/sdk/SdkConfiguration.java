package dev.wasmmaven.plugin.sdk;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.sdk.SdkChoice;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms of {@code <sdk>} and of the property {@code wasm.sdk}. */
final class SdkConfiguration {

    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?|file):.*");
    private static final String FORMS =
            "write <sdk>34</sdk>, <sdk>[22,34]</sdk>, <sdk kind=\"path\" path=\"…\"/>, <sdk kind=\"url\" url=\"…\" digest=\"sha256:…\"/>,"
                    + " <sdk kind=\"maven\" groupId=\"…\" artifactId=\"…\" version=\"…\"/>, <sdk kind=\"system\"/> or <sdk kind=\"any\"/>";

    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "version", Set.of("version"),
            "path", Set.of("path"),
            "url", Set.of("url", "version", "digest"),
            "maven", Set.of("groupId", "artifactId", "version", "digest"),
            "system", Set.of(),
            "any", Set.of());

    private SdkConfiguration() {}

    /**
     * Reads a text: a version or range, a directory, an address, {@code system}, or {@code any}.
     *
     * @throws GoalException it is none of these
     */
    static SdkChoice ofText(String text) {
        String stripped = text.strip();
        if (stripped.equals("system")) {
            return new SdkChoice.SystemPackages();
        }
        if (stripped.equals("any")) {
            return new SdkChoice.OnMachine();
        }
        if (ADDRESS.matcher(stripped).matches()) {
            return new SdkChoice.Address(stripped, Optional.empty(), Optional.empty());
        }
        if (stripped.contains("/") || stripped.contains(File.separator) || stripped.startsWith(".")) {
            return new SdkChoice.Directory(path(stripped));
        }
        return new SdkChoice.Release(WasiSdkRange.parse(stripped));
    }

    /**
     * Reads an element's attributes.
     *
     * @throws GoalException the kind is unknown, an attribute is missing or too much, or one has a value that is not understood
     */
    static SdkChoice ofAttributes(Map<String, String> attributes) {
        String kind = attributes.getOrDefault("kind", "");
        Set<String> allowed = ATTRIBUTES.get(kind);
        if (allowed == null) {
            throw invalid("<sdk> has the unknown kind '" + kind + "'", FORMS);
        }
        Set<String> unknown = new LinkedHashSet<>(attributes.keySet());
        unknown.remove("kind");
        unknown.removeAll(allowed);
        if (!unknown.isEmpty()) {
            throw invalid("<sdk kind=\"" + kind + "\"> does not take " + String.join(", ", unknown), FORMS);
        }
        return switch (kind) {
            case "version" -> new SdkChoice.Release(WasiSdkRange.parse(required(attributes, "version")));
            case "path" -> new SdkChoice.Directory(path(required(attributes, "path")));
            case "url" ->
                new SdkChoice.Address(
                        required(attributes, "url"),
                        optional(attributes, "version").map(WasiSdkRange::parse),
                        digest(attributes));
            case "maven" ->
                new SdkChoice.Artifact(
                        required(attributes, "groupId"),
                        required(attributes, "artifactId"),
                        WasiSdkRange.parse(required(attributes, "version")),
                        digest(attributes));
            case "system" -> new SdkChoice.SystemPackages();
            default -> new SdkChoice.OnMachine();
        };
    }

    private static Optional<Digest> digest(Map<String, String> attributes) {
        return optional(attributes, "digest").map(text -> {
            try {
                return Digest.parse(text);
            } catch (IllegalArgumentException e) {
                throw invalid(
                        "<sdk> has a digest that is not understood: '" + text + "': " + e.getMessage(),
                        "write sha256: and 64 hexadecimal digits, as `sha256sum` prints them");
            }
        });
    }

    private static String required(Map<String, String> attributes, String name) {
        return optional(attributes, name)
                .orElseThrow(() -> invalid("<sdk kind=\"" + attributes.get("kind") + "\"> has no " + name, FORMS));
    }

    private static Optional<String> optional(Map<String, String> attributes, String name) {
        return Optional.ofNullable(attributes.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw invalid("<sdk> has a path that is none: '" + text + "'", FORMS);
        }
    }

    static GoalException invalid(String message, String nextStep) {
        return GoalException.configuration(message, nextStep);
    }
}
