package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.BuildRequest;
import dev.wasmmaven.toolkit.build.ReproducibilityCheck;
import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Builds a crate twice from copies of its sources, in two folders and with two names of cargo's home and of the cache, and fails if
 * the files differ, naming the sections.
 */
@Mojo(
        name = "verify-reproducible",
        configurator = WasmConfigurator.NAME,
        defaultPhase = LifecyclePhase.VERIFY,
        threadSafe = true)
public final class VerifyReproducibleMojo extends AbstractCrateMojo {

    private final CrateGoals goals;

    /** Cargo profile to build with. */
    @Parameter(property = "wasm.profile", defaultValue = "release")
    private String profile = "release";

    /** Folder for both copies and what is built from them; removed if the files are the same. */
    @Parameter(property = "wasm.reproducible.directory", defaultValue = "${project.build.directory}/wasm-reproducible")
    private File workDirectory = new File("target/wasm-reproducible");

    @Inject
    VerifyReproducibleMojo(
            MavenSession session, MavenProject project, MojoExecution execution, MavenAccess maven, CrateGoals goals) {
        super(session, project, execution, maven);
        this.goals = goals;
    }

    @Override
    void perform(Path crateDirectory) {
        requests(crateDirectory, profile, BuildRequest.Selection.DEFAULT).forEach(this::verify);
    }

    private void verify(BuildRequest request) {
        ReproducibilityCheck.Outcome outcome = goals.verifyReproducible(request, workDirectory.toPath(), getLog());
        if (!outcome.reproducible()) {
            throw new GoalException(
                    DiagnosticId.NOT_REPRODUCIBLE,
                    "two builds of the same sources differ:" + System.lineSeparator() + list(outcome),
                    nextStep(outcome));
        }
        getLog().info("Reproducible: "
                + (outcome.files() == 1 ? "the file is" : "all " + outcome.files() + " files are")
                + " the same in both builds");
    }

    private String nextStep(ReproducibilityCheck.Outcome outcome) {
        String kept = "both builds are kept in " + workDirectory;
        if (outcome.outside().isEmpty()) {
            return "see what wrote it; " + kept;
        }
        return "cargo names symbols after the place of dependencies by path outside of the workspace ("
                + DiagnosticId.PLACE_DEPENDENT.code() + "), here "
                + outcome.outside().stream().map(Path::toString).collect(Collectors.joining(", "))
                + ": put a Cargo.toml with [workspace] members = [...] into a folder above them all; " + kept;
    }

    private static String list(ReproducibilityCheck.Outcome outcome) {
        return outcome.differences().entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(line -> "  " + each.getKey() + ": " + line))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
