package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.cache.AtomicFiles;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.cargo.Cargo;
import dev.wasmmaven.toolkit.cargo.CargoPackage;
import dev.wasmmaven.toolkit.cargo.CargoPlan;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.fingerprint.InputTrees;
import dev.wasmmaven.toolkit.json.JsonText;
import dev.wasmmaven.toolkit.provenance.CargoLock;
import dev.wasmmaven.toolkit.provenance.CrateGraph;
import dev.wasmmaven.toolkit.provenance.CrateGraph.Crate;
import dev.wasmmaven.toolkit.provenance.Sbom;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes what tells of a built file's origin beside it: {@code NAME.build.json}, the build manifest, and {@code NAME.cdx.json}, the
 * bill of materials. Both are the same for the same build, and hold no path of this machine.
 */
final class ProvenanceDocuments {

    private static final int MANIFEST_VERSION = 1;

    private final BuildRequest request;
    private final BuildSetup setup;
    private final CommandRunner runner;
    private final BuildListener listener;
    private final PathMappings mappings;

    ProvenanceDocuments(BuildRequest request, BuildSetup setup, CommandRunner runner, BuildListener listener) {
        this.request = request;
        this.setup = setup;
        this.runner = runner;
        this.listener = listener;
        this.mappings = PathMappings.of(
                setup.system(),
                setup.toolchain(),
                setup.metadata(),
                setup.additions().places());
    }

    /**
     * The artifacts with their documents.
     *
     * @throws ToolkitException a document cannot be written
     */
    List<WasmArtifact> write(List<WasmArtifact> artifacts) {
        try {
            Path lockFile = setup.metadata().workspaceRoot().resolve("Cargo.lock");
            String lock = Files.exists(lockFile) ? Files.readString(lockFile) : "";
            Map<String, Object> common = common(lock);
            Optional<CrateGraph> graph = graph();
            List<WasmArtifact> documented = new ArrayList<>();
            for (WasmArtifact each : artifacts) {
                documented.add(each.with(documents(each, common, graph, CargoLock.parse(lock))));
            }
            return documented;
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.IO_FAILED,
                    "cannot write what tells of the built files' origin: " + e.getMessage(),
                    "check the permissions of cargo's target directory and the space on its disk",
                    e);
        }
    }

    private WasmArtifact.Documents documents(
            WasmArtifact artifact, Map<String, Object> common, Optional<CrateGraph> graph, CargoLock lock)
            throws IOException {
        Digest digest = Digest.sha256(artifact.file());
        String fileName = String.valueOf(artifact.file().getFileName());
        String stem = fileName.replaceFirst("\\.(wasm|a)$", "");
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("manifestVersion", MANIFEST_VERSION);
        manifest.put("output", fields("file", fileName, "sha256", digest.hex(), "size", Files.size(artifact.file())));
        manifest.put(
                "crate",
                fields(
                        "name",
                        artifact.packageName(),
                        "version",
                        artifact.packageVersion(),
                        "target",
                        artifact.name()));
        manifest.putAll(common);
        Path manifestFile = artifact.file().resolveSibling(stem + ".build.json");
        AtomicFiles.writeString(manifestFile, JsonText.of(manifest) + "\n");

        Optional<String> sbom = graph.flatMap(all -> root(artifact, all)
                .map(root -> new Sbom(
                                fileName,
                                digest,
                                root,
                                all.reachable(List.of(root.id())),
                                lock,
                                request.provenance().tool(),
                                request.provenance().sourceDateEpoch())
                        .toJson()));
        if (sbom.isEmpty()) {
            return new WasmArtifact.Documents(Optional.of(manifestFile), Optional.empty());
        }
        Path sbomFile = artifact.file().resolveSibling(stem + ".cdx.json");
        AtomicFiles.writeString(sbomFile, sbom.get() + "\n");
        return new WasmArtifact.Documents(Optional.of(manifestFile), Optional.of(sbomFile));
    }

    private Optional<Crate> root(WasmArtifact artifact, CrateGraph graph) {
        return setup.metadata().packages().stream()
                .filter(each -> each.name().equals(artifact.packageName())
                        && each.version().equals(artifact.packageVersion()))
                .map(CargoPackage::id)
                .flatMap(id -> graph.crate(id).stream())
                .findFirst();
    }

    /** What only tests need may be missing from cargo's cache when offline; a build that succeeded is not failed by that. */
    private Optional<CrateGraph> graph() {
        try {
            return Optional.of(
                    CrateGraph.parse(new Cargo(runner).ask(setup.calls().graph(), listener)));
        } catch (ToolkitException e) {
            listener.warn("No bill of materials is written: " + e.getMessage() + " (" + e.nextStep() + ")");
            return Optional.empty();
        }
    }

    /** What all files of one build have in common. */
    private Map<String, Object> common(String lock) throws IOException {
        RustToolchain toolchain = setup.toolchain();
        CargoPlan plan = setup.calls().plan();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("builtBy", request.provenance().tool());
        request.provenance().sourceDateEpoch().ifPresent(time -> fields.put("sourceDateEpoch", time.getEpochSecond()));
        fields.put("target", request.target());
        fields.put("profile", request.profile());
        fields.put("features", request.features());
        fields.put("allFeatures", request.allFeatures());
        fields.put("noDefaultFeatures", request.noDefaultFeatures());
        Map<String, Object> rustc = fields("version", toolchain.version().toString(), "host", toolchain.host());
        toolchain.commit().ifPresent(commit -> rustc.put("commit", commit.hash()));
        fields.put("rustc", rustc);
        fields.put("cargo", toolchain.cargoVersion());
        fields.putAll(new TreeMap<>(setup.additions().facts()));
        Map<String, Object> flags = new LinkedHashMap<>();
        flags.put("configuration", mapped(plan.configuration()));
        flags.put("arguments", mapped(plan.arguments()));
        flags.put("cargoArguments", mapped(request.cargoArguments()));
        Map<String, Object> environment = new TreeMap<>();
        plan.environment()
                .forEach((name, value) ->
                        environment.put(name, value.map(mappings::apply).orElse("")));
        flags.put("environment", environment);
        fields.put("flags", flags);
        fields.put("cargoLock", fields("sha256", Digest.sha256(lock).hex()));
        fields.put("inputs", inputs());
        return fields;
    }

    private List<String> mapped(List<String> texts) {
        return texts.stream().map(mappings::apply).toList();
    }

    /** One digest over the names and contents of all files of the workspace. */
    private Map<String, Object> inputs() throws IOException {
        BuildInputs inputs = BuildInputs.of(request, setup, setup.system());
        StringBuilder all = new StringBuilder();
        int count = 0;
        for (Path each : InputTrees.files(inputs.roots(), inputs.leftOut())) {
            all.append(mappings.apply(each.toString()).replace('\\', '/'))
                    .append(' ')
                    .append(Digest.sha256(each).hex())
                    .append('\n');
            count++;
        }
        return fields("files", count, "sha256", Digest.sha256(all.toString()).hex());
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
