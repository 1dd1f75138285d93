package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProject;

/** Checks a crate for errors without building it, as {@code cargo check}. */
@Mojo(name = "check", configurator = WasmConfigurator.NAME, defaultPhase = LifecyclePhase.COMPILE, threadSafe = true)
public final class CheckMojo extends AbstractCheckMojo {

    @Inject
    CheckMojo(
            MavenSession session, MavenProject project, MojoExecution execution, MavenAccess access, CrateGoals goals) {
        super(session, project, execution, access, goals);
    }

    @Override
    void perform(Path crateDirectory) {
        checkRequests(crateDirectory).forEach(each -> goals().check(each, getLog()));
    }
}
