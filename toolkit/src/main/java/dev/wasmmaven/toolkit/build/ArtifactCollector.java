package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.cargo.CargoEvent;
import dev.wasmmaven.toolkit.cargo.CargoMetadata;
import dev.wasmmaven.toolkit.cargo.CargoPackage;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Picks from cargo's artifacts those that were asked for. */
final class ArtifactCollector {

    private final BuildRequest.Selection select;
    private final Set<String> packages;
    private final CargoMetadata metadata;

    ArtifactCollector(BuildRequest.Selection select, Set<String> packages, CargoMetadata metadata) {
        this.select = select;
        this.packages = packages;
        this.metadata = metadata;
    }

    /**
     * The built files, by package and name.
     *
     * @throws ToolkitException the build gave no {@code .wasm}, or one that is none
     */
    List<WasmArtifact> collect(List<CargoEvent.Artifact> artifacts) {
        List<WasmArtifact> found = new ArrayList<>();
        for (CargoEvent.Artifact each : artifacts) {
            Optional<CargoPackage> owner = metadata.byId(each.packageId());
            if (owner.isPresent() && packages.contains(each.packageId()) && !each.test()) {
                wasm(each).flatMap(file -> artifact(owner.get(), each, file)).ifPresent(found::add);
                staticLibrary(owner.get(), each).ifPresent(found::add);
            }
        }
        if (found.isEmpty()) {
            throw new ToolkitException(
                    DiagnosticId.NO_ARTIFACT,
                    "cargo built no .wasm: no selected package has a bin or a library with crate-type cdylib or"
                            + " staticlib",
                    "add src/main.rs, or crate-type = [\"cdylib\"] to [lib] in Cargo.toml, or correct <packages>");
        }
        found.sort(Comparator.comparing(WasmArtifact::packageName)
                .thenComparing(WasmArtifact::name)
                .thenComparing(WasmArtifact::kind));
        return found;
    }

    private Optional<WasmArtifact> artifact(CargoPackage owner, CargoEvent.Artifact built, Path file) {
        return kind(built)
                .filter(kind -> select.isDefault() || wanted(kind))
                .map(kind -> new WasmArtifact(
                        owner.name(),
                        owner.version(),
                        built.target().name(),
                        kind,
                        shape(kind, file),
                        file,
                        WasmArtifact.Documents.NONE));
    }

    /** The {@code lib….a} of a library with crate-type staticlib, which may give a cdylib as well. */
    private Optional<WasmArtifact> staticLibrary(CargoPackage owner, CargoEvent.Artifact built) {
        return built.files().stream()
                .filter(file -> built.target().crateTypes().contains("staticlib")
                        && file.toString().endsWith(".a")
                        && (select.isDefault() || wanted(WasmArtifact.Kind.STATICLIB)))
                .map(file -> new WasmArtifact(
                        owner.name(),
                        owner.version(),
                        built.target().name(),
                        WasmArtifact.Kind.STATICLIB,
                        WasmArtifact.Shape.STATIC_LIBRARY,
                        file,
                        WasmArtifact.Documents.NONE))
                .findFirst();
    }

    /** A dependency's library is built too; a bin or an example is not built unless it is selected. */
    private boolean wanted(WasmArtifact.Kind kind) {
        return switch (kind) {
            case BIN -> !select.bins().isEmpty();
            case EXAMPLE -> !select.examples().isEmpty();
            case CDYLIB, STATICLIB -> select.cdylib();
        };
    }

    static Optional<Path> wasm(CargoEvent.Artifact built) {
        return built.executable()
                .or(() ->
                        built.files().stream().filter(ArtifactCollector::isWasm).findFirst())
                .filter(ArtifactCollector::isWasm);
    }

    private static boolean isWasm(Path file) {
        return file.toString().endsWith(".wasm");
    }

    private static Optional<WasmArtifact.Kind> kind(CargoEvent.Artifact built) {
        if (built.target().isKind("bin")) {
            return Optional.of(WasmArtifact.Kind.BIN);
        }
        if (built.target().isKind("example")) {
            return Optional.of(WasmArtifact.Kind.EXAMPLE);
        }
        return built.target().crateTypes().contains("cdylib")
                ? Optional.of(WasmArtifact.Kind.CDYLIB)
                : Optional.empty();
    }

    private static WasmArtifact.Shape shape(WasmArtifact.Kind kind, Path file) {
        WasmFile wasm = WasmFile.read(file);
        boolean command = wasm.component()
                ? kind != WasmArtifact.Kind.CDYLIB
                : wasm.exports().contains("_start");
        return command ? WasmArtifact.Shape.COMMAND : WasmArtifact.Shape.REACTOR;
    }
}
