package dev.wasmmaven.toolkit.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A built {@code .wasm}, or a static library for a linker elsewhere, as cargo reported it.
 *
 * @param packageName package that it belongs to
 * @param packageVersion that package's version
 * @param name cargo target's name
 * @param kind which kind of cargo target
 * @param shape command or reactor, told by the module's exports
 * @param file the file, where cargo put it
 * @param documents what tells of its origin
 */
public record WasmArtifact(
        String packageName,
        String packageVersion,
        String name,
        Kind kind,
        Shape shape,
        Path file,
        Documents documents) {

    /**
     * Files beside the {@code .wasm} that tell of its origin.
     *
     * @param manifest what it was built from, by what, and how (JSON)
     * @param sbom the crates that are in it (CycloneDX, JSON)
     */
    public record Documents(Optional<Path> manifest, Optional<Path> sbom) {

        /** None was written. */
        public static final Documents NONE = new Documents(Optional.empty(), Optional.empty());
    }

    /** This artifact with documents. */
    WasmArtifact with(Documents written) {
        return new WasmArtifact(packageName, packageVersion, name, kind, shape, file, written);
    }

    /** The {@code .wasm} and its documents. */
    List<Path> files() {
        return Stream.of(Stream.of(file), documents.manifest().stream(), documents.sbom().stream())
                .flatMap(each -> each)
                .toList();
    }

    /** The kinds of cargo target that give a file of their own. */
    public enum Kind {
        BIN,
        EXAMPLE,
        CDYLIB,
        STATICLIB
    }

    /** How a module is used (WASI application ABI). */
    public enum Shape {
        /** Exports {@code _start}: run once from the beginning to the end. */
        COMMAND,
        /** Exports functions, perhaps {@code _initialize}: called as often as wanted. */
        REACTOR,
        /** An archive of object files ({@code lib….a}), for a linker elsewhere: no module yet. */
        STATIC_LIBRARY
    }
}
