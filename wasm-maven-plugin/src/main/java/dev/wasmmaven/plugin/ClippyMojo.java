package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** Lints a crate with Clippy, as {@code cargo clippy}. */
@Mojo(name = "clippy", configurator = WasmConfigurator.NAME, defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class ClippyMojo extends AbstractCheckMojo {

    /** Fails the build if Clippy or the compiler has a warning. */
    @Parameter(property = "wasm.clippy.failOnWarning", defaultValue = "false")
    private boolean failOnWarning;

    @Inject
    ClippyMojo(
            MavenSession session, MavenProject project, MojoExecution execution, MavenAccess access, CrateGoals goals) {
        super(session, project, execution, access, goals);
    }

    @Override
    void perform(Path crateDirectory) {
        checkRequests(crateDirectory).forEach(each -> goals().clippy(each, failOnWarning, getLog()));
    }
}
