package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import dev.wasmmaven.plugin.testing.KeptJvmLog;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.worker.KeptWorkers;
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
        KeptWorkers.Stopped stopped = KeptWorkers.stop(HostSystem.current().cacheHome(), new KeptJvmLog(getLog()));
        getLog().info(stopped.ended() + " kept JVMs ended"
                + (stopped.busy() == 0 ? "" : ", " + stopped.busy() + " more will when their builds have"));
    }
}
