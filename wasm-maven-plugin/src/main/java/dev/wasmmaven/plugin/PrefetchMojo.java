package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import dev.wasmmaven.toolkit.build.BuildRequest.Selection;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProject;

/**
 * Downloads what the other goals need, so that they work offline ({@code mvn -o}) afterwards: toolchain, target and standard library's
 * sources by rustup, crates by cargo, the wasi-sdk where C is compiled.
 */
@Mojo(name = "prefetch", configurator = WasmConfigurator.NAME, threadSafe = true)
public final class PrefetchMojo extends AbstractCrateMojo {

    private final CrateGoals goals;

    @Inject
    PrefetchMojo(
            MavenSession session, MavenProject project, MojoExecution execution, MavenAccess access, CrateGoals goals) {
        super(session, project, execution, access);
        this.goals = goals;
    }

    @Override
    void perform(Path crateDirectory) {
        requests(crateDirectory, "dev", Selection.DEFAULT).forEach(each -> goals.prefetch(each, getLog()));
        getLog().info("Everything is here: builds and tests for " + String.join(", ", targets()) + " work offline");
    }
}
