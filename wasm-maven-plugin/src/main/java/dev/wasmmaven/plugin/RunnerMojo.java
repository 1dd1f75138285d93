package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import dev.wasmmaven.support.cache.CacheHome;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.runner.RunnerConfiguration;
import dev.wasmmaven.toolkit.runner.RunnerInstallation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes plain {@code cargo run} and {@code cargo test} use our runtime: installs its command line in the user's cache and
 * names it as the target's runner in the crate's {@code .cargo/config.toml}. Everything else in that file stays as it is; a
 * runner that was there becomes a comment. Running the goal again changes nothing, unless the plugin's version has changed.
 */
@Mojo(name = "runner", configurator = WasmConfigurator.NAME, requiresProject = false, threadSafe = true)
public final class RunnerMojo extends AbstractCrateMojo {

    private static final String ARTIFACT = "wasi-runtime-cli";
    private static final String CLASSIFIER = "shaded";

    /** Variables that tests read, and that cargo or the user sets for them. */
    private static final List<String> VARIABLES =
            List.of("CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "CARGO_PKG_VERSION", "RUST_BACKTRACE", "RUST_TEST_THREADS");

    private final RepositorySystem repositories;

    /** Takes the runner out of the configuration again, and puts back the one that was there before. */
    @Parameter(property = "wasm.runner.remove", defaultValue = "false")
    private boolean remove;

    /**
     * Options of the command {@code wasi-runtime run}, one each. By default the program gets the directory that cargo starts
     * it in, the crate's under its full name, and some variables that tests read.
     */
    @Parameter(property = "wasm.runner.options")
    private @Nullable List<String> runnerOptions;

    /** A launcher to name instead of one that this goal installs. */
    @Parameter(property = "wasm.runner.launcher")
    private @Nullable File launcher;

    /** Where the command line is installed. By default in the user's cache, where it outlives {@code mvn clean}. */
    @Parameter(property = "wasm.runner.directory")
    private @Nullable File runnerDirectory;

    @Inject
    RunnerMojo(
            MavenSession session,
            MavenProject project,
            MojoExecution execution,
            MavenAccess access,
            RepositorySystem repositories) {
        super(session, project, execution, access);
        this.repositories = repositories;
    }

    @Override
    void perform(Path crateDirectory) {
        targets().forEach(target -> configure(target, crateDirectory));
    }

    private void configure(String target, Path crateDirectory) {
        RunnerConfiguration configuration = RunnerConfiguration.of(crateDirectory);
        try {
            boolean changed =
                    remove ? configuration.remove(target) : configuration.set(target, command(crateDirectory));
            getLog().info(
                            changed
                                    ? (remove ? "Removed from " : "Set the runner of " + target + " in ")
                                            + configuration.file()
                                    : "Nothing to change in " + configuration.file());
        } catch (IllegalArgumentException e) {
            throw new GoalException(
                    DiagnosticId.CONFIGURATION_INVALID,
                    String.valueOf(e.getMessage()),
                    "correct that file, or write target." + target + ".runner into it by hand");
        } catch (IOException e) {
            throw new GoalException(
                    DiagnosticId.IO_FAILED,
                    "the runner cannot be set in " + configuration.file() + ": " + e,
                    "make the file and the cache folder writable");
        }
    }

    private List<String> command(Path crateDirectory) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(launcher().toAbsolutePath().toString());
        command.add("run");
        if (runnerOptions != null && !runnerOptions.isEmpty()) {
            command.addAll(runnerOptions);
            return command;
        }
        command.addAll(
                List.of("--dir", ".", "--dir", crateDirectory.toRealPath().toString()));
        VARIABLES.forEach(each -> command.addAll(List.of("--env", each)));
        return command;
    }

    private Path launcher() throws IOException {
        if (launcher != null) {
            return launcher.toPath();
        }
        Plugin plugin = execution().getMojoDescriptor().getPluginDescriptor().getPlugin();
        String osName = System.getProperty("os.name", "");
        Path folder = runnerDirectory == null
                ? CacheHome.of(System.getenv(), Path.of(System.getProperty("user.home", ".")), osName)
                        .resolve("runner")
                        .resolve(plugin.getVersion())
                : runnerDirectory.toPath();
        return RunnerInstallation.install(jar(plugin), folder, osName);
    }

    private Path jar(Plugin plugin) {
        ArtifactRequest request = new ArtifactRequest(
                new DefaultArtifact(plugin.getGroupId(), ARTIFACT, CLASSIFIER, "jar", plugin.getVersion()),
                project().getRemotePluginRepositories(),
                null);
        try {
            return repositories
                    .resolveArtifact(session().getRepositorySession(), request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new GoalException(
                    DiagnosticId.IO_FAILED,
                    "the command line cannot be got from Maven's repositories: " + e.getMessage(),
                    "go online once, or name an installed launcher with -Dwasm.runner.launcher");
        }
    }
}
