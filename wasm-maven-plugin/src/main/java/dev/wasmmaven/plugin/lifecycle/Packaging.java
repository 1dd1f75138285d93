package dev.wasmmaven.plugin.lifecycle;

import org.apache.maven.project.MavenProject;

/** Tells a project of our own packaging. */
public final class Packaging {

    private Packaging() {}

    /** Whether a project has {@code <packaging>wasm</packaging>}, so that a {@code .wasm} is its main artifact. */
    public static boolean isWasm(MavenProject project) {
        return WasmLifecycleMappingProvider.PACKAGING.equals(project.getPackaging());
    }
}
