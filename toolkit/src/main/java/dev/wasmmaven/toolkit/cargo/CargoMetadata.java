package dev.wasmmaven.toolkit.cargo;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code cargo metadata --no-deps} says: the workspace without its foreign dependencies, so that it needs no network and
 * no cache.
 *
 * @param packages members of the workspace
 * @param defaultMembers ids of those that cargo selects in the workspace's root
 * @param workspaceRoot absolute
 * @param targetDirectory where cargo builds, absolute
 * @param buildDirectory where cargo keeps intermediate files, absolute; mostly the same
 */
public record CargoMetadata(
        List<CargoPackage> packages,
        List<String> defaultMembers,
        Path workspaceRoot,
        Path targetDirectory,
        Path buildDirectory) {

    public CargoMetadata {
        packages = List.copyOf(packages);
        defaultMembers = List.copyOf(defaultMembers);
    }

    /**
     * Reads the output of {@code cargo metadata --format-version 1 --no-deps}.
     *
     * @throws ToolkitException it is no such output
     */
    public static CargoMetadata parse(String output) {
        Json json;
        try {
            json = Json.parse(output);
        } catch (IOException e) {
            throw notUnderstood(String.valueOf(e.getMessage()));
        }
        Optional<String> root = json.get("workspace_root").text();
        Optional<String> target = json.get("target_directory").text();
        if (root.isEmpty() || target.isEmpty()) {
            throw notUnderstood("it names no workspace_root or no target_directory");
        }
        List<String> members = json.get("workspace_members").texts();
        List<String> defaults = json.get("workspace_default_members").texts();
        return new CargoMetadata(
                json.get("packages").items().stream()
                        .map(CargoMetadata::readPackage)
                        .toList(),
                // Older than cargo 1.71: not told, so that all members count.
                defaults.isEmpty() ? members : defaults,
                Path.of(root.get()),
                Path.of(target.get()),
                Path.of(json.get("build_directory").text().orElse(target.get())));
    }

    /** A package by cargo's id. */
    public Optional<CargoPackage> byId(String id) {
        return packages.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The package whose manifest is in a folder. */
    public Optional<CargoPackage> in(Path directory) {
        return packages.stream()
                .filter(each -> each.directory().equals(directory))
                .findFirst();
    }

    private static CargoPackage readPackage(Json json) {
        String version = json.get("version").textOrEmpty();
        return new CargoPackage(
                json.get("id").textOrEmpty(),
                json.get("name").textOrEmpty(),
                version,
                Path.of(json.get("manifest_path").textOrEmpty()),
                json.get("targets").items().stream()
                        .map(CargoMetadata::readTarget)
                        .toList(),
                json.get("dependencies").items().stream()
                        .flatMap(each -> each.get("path").text().stream())
                        .map(Path::of)
                        .distinct()
                        .toList(),
                environment(json, version));
    }

    static CargoTarget readTarget(Json json) {
        return new CargoTarget(
                json.get("name").textOrEmpty(),
                json.get("kind").texts(),
                json.get("crate_types").texts());
    }

    /** The Cargo Book, "Environment variables Cargo sets for crates"; what a manifest leaves out is empty there too. */
    private static Map<String, String> environment(Json json, String version) {
        String numbers = version.split("[-+]", 2)[0];
        String[] parts = (numbers + ".0.0.0").split("\\.", -1);
        String preRelease = version.contains("-")
                ? version.substring(version.indexOf('-') + 1).split("\\+", 2)[0]
                : "";
        Map<String, String> env = new LinkedHashMap<>();
        env.put("CARGO_MANIFEST_PATH", json.get("manifest_path").textOrEmpty());
        env.put("CARGO_PKG_NAME", json.get("name").textOrEmpty());
        env.put("CARGO_PKG_VERSION", version);
        env.put("CARGO_PKG_VERSION_MAJOR", parts[0]);
        env.put("CARGO_PKG_VERSION_MINOR", parts[1]);
        env.put("CARGO_PKG_VERSION_PATCH", parts[2]);
        env.put("CARGO_PKG_VERSION_PRE", preRelease);
        env.put("CARGO_PKG_AUTHORS", String.join(":", json.get("authors").texts()));
        env.put("CARGO_PKG_DESCRIPTION", json.get("description").textOrEmpty());
        env.put("CARGO_PKG_HOMEPAGE", json.get("homepage").textOrEmpty());
        env.put("CARGO_PKG_REPOSITORY", json.get("repository").textOrEmpty());
        env.put("CARGO_PKG_LICENSE", json.get("license").textOrEmpty());
        env.put("CARGO_PKG_LICENSE_FILE", json.get("license_file").textOrEmpty());
        env.put("CARGO_PKG_RUST_VERSION", json.get("rust_version").textOrEmpty());
        env.put("CARGO_PKG_README", json.get("readme").textOrEmpty());
        return env;
    }

    private static ToolkitException notUnderstood(String why) {
        return new ToolkitException(
                DiagnosticId.TOOLCHAIN_PROBE_FAILED,
                "the answer of `cargo metadata` is not understood: " + why,
                "run `cargo metadata --format-version 1 --no-deps` in the crate's directory");
    }
}
