package dev.wasmmaven.plugin;

import dev.wasmmaven.toolkit.build.BuildRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What {@code check} and {@code clippy} share: the profile, since neither makes a file. */
abstract class AbstractCheckMojo extends AbstractCrateMojo {

    private final CrateGoals goals;

    /** Cargo profile to check with. By default {@code dev}, whose intermediate results compile fastest. */
    @Parameter(property = "wasm.checkProfile", defaultValue = "dev")
    private String checkProfile = "dev";

    /** Looks at tests, examples and benches too, as cargo's {@code --all-targets}. */
    @Parameter(property = "wasm.allTargets", defaultValue = "false")
    private boolean allTargets;

    AbstractCheckMojo(
            MavenSession session, MavenProject project, MojoExecution execution, MavenAccess access, CrateGoals goals) {
        super(session, project, execution, access);
        this.goals = goals;
    }

    final CrateGoals goals() {
        return goals;
    }

    /** A request for each target. */
    final List<BuildRequest> checkRequests(Path crateDirectory) {
        return requests(crateDirectory, checkProfile, BuildRequest.Selection.DEFAULT).stream()
                .map(this::withTargets)
                .toList();
    }

    private BuildRequest withTargets(BuildRequest request) {
        if (!allTargets) {
            return request;
        }
        List<String> arguments = new ArrayList<>(request.cargoArguments());
        arguments.add("--all-targets");
        return request.toBuilder().cargoArguments(arguments).build();
    }
}
