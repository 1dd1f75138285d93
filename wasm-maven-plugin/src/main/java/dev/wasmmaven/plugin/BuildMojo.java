package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.artifact.ArtifactPlan;
import dev.wasmmaven.plugin.artifact.ProjectArtifacts;
import dev.wasmmaven.plugin.lifecycle.Packaging;
import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import dev.wasmmaven.toolkit.build.BuildRequest;
import dev.wasmmaven.toolkit.build.BuildResult;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a crate to WebAssembly and makes the {@code .wasm} files artifacts of the project. Starts no cargo if nothing
 * has changed since the last time.
 */
@Mojo(name = "build", configurator = WasmConfigurator.NAME, defaultPhase = LifecyclePhase.COMPILE, threadSafe = true)
public final class BuildMojo extends AbstractCrateMojo {

    private final CrateGoals goals;
    private final ProjectArtifacts artifacts;

    /**
     * Cargo profile. By default {@code release}, since what Maven installs and deploys is for others to use; {@code dev}
     * compiles faster and gives larger, slower files.
     */
    @Parameter(property = "wasm.profile", defaultValue = "release")
    private String profile = "release";

    /** Names of the bins to build. By default, and if no examples and no cdylib are selected either, all bins and cdylibs. */
    @Parameter(property = "wasm.bins")
    private @Nullable List<String> bins;

    /** Names of the examples to build. They are not attached to the project. */
    @Parameter(property = "wasm.examples")
    private @Nullable List<String> examples;

    /** Selects the library, which must have crate type {@code cdylib} or {@code staticlib}. */
    @Parameter(property = "wasm.cdylib", defaultValue = "false")
    private boolean cdylib;

    /** Whether the built files become artifacts of the project, to be installed and deployed. */
    @Parameter(property = "wasm.attach", defaultValue = "true")
    private boolean attach;

    /**
     * Classifier of the attached files. By default none for a single file for {@code wasm32-wasip1}; the name of each
     * file if there are several; the target, such as {@code wasip2}, if it is another one or there are several targets.
     */
    @Parameter(property = "wasm.classifier")
    private @Nullable String classifier;

    /**
     * With packaging {@code wasm}: name of the bin or cdylib that is the project's main artifact. By default the only one,
     * or the one named like the artifactId.
     */
    @Parameter(property = "wasm.mainArtifact")
    private @Nullable String mainArtifact;

    @Inject
    BuildMojo(
            MavenSession session,
            MavenProject project,
            MojoExecution execution,
            MavenAccess access,
            CrateGoals goals,
            ProjectArtifacts artifacts) {
        super(session, project, execution, access);
        this.goals = goals;
        this.artifacts = artifacts;
    }

    @Override
    void perform(Path crateDirectory) {
        BuildRequest.Selection selection = new BuildRequest.Selection(orEmpty(bins), orEmpty(examples), cdylib);
        List<BuildRequest> requests = requests(crateDirectory, profile, selection);
        for (BuildRequest each : requests) {
            BuildResult result = goals.build(each, getLog());
            if (attach) {
                ArtifactPlan.Rules rules = new ArtifactPlan.Rules(
                        Packaging.isWasm(project())
                                && each.target().equals(requests.get(0).target()),
                        project().getArtifactId(),
                        each.target(),
                        requests.size() > 1,
                        classifier,
                        mainArtifact);
                artifacts.apply(ArtifactPlan.of(result.artifacts(), rules), project());
            }
        }
    }
}
