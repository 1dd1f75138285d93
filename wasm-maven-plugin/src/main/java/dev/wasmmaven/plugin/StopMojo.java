package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.worker.KeptJvms;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProject;

/**
 * Ends the JVMs that {@code wasm:test} has kept for this user's next builds ({@code -Dwasm.test.keepAlive}). One that has a build
 * at the moment ends after it.
 */
@Mojo(name = "stop", configurator = WasmConfigurator.NAME, requiresProject = false, threadSafe = true)
public final class StopMojo extends AbstractWasmMojo {

    @Inject
    StopMojo(MavenSession session, MavenProject project) {
        super(session, project);
    }

    @Override
    void perform() {
        KeptJvms.Stopped stopped = new KeptJvms(HostSystem.current().cacheHome()).stop();
        getLog().info(stopped.ended() + " kept JVMs ended"
                + (stopped.busy() == 0 ? "" : ", " + stopped.busy() + " more will when their builds have"));
    }
}
