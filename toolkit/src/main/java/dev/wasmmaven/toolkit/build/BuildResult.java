package dev.wasmmaven.toolkit.build;

import java.util.List;

/**
 * What a build gave.
 *
 * @param artifacts the built files, in the order of package and name
 * @param upToDate whether nothing had changed, so that cargo was not started
 * @param warnings how many warnings the compiler gave
 */
public record BuildResult(List<WasmArtifact> artifacts, boolean upToDate, int warnings) {

    public BuildResult {
        artifacts = List.copyOf(artifacts);
    }
}
