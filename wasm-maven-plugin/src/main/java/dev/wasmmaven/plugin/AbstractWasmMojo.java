package dev.wasmmaven.plugin;

import dev.wasmmaven.support.diagnostic.Diagnosed;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What every goal does: skip if told to, run, and turn a diagnosed problem into one message. */
abstract class AbstractWasmMojo extends AbstractMojo {

    private final MavenSession session;
    private final MavenProject project;

    /** Skips this plugin's goals. */
    @Parameter(property = "wasm.skip", defaultValue = "false")
    private boolean skip;

    AbstractWasmMojo(MavenSession session, MavenProject project) {
        this.session = session;
        this.project = project;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: wasm.skip is set");
            return;
        }
        try {
            perform();
        } catch (RuntimeException e) {
            if (!(e instanceof Diagnosed problem)) {
                throw e;
            }
            AbstractMojoExecutionException translated = MojoErrors.of(problem);
            if (translated instanceof MojoFailureException failure) {
                throw failure;
            }
            throw new MojoExecutionException(translated.getMessage(), e);
        }
    }

    /** Does the goal's work; exceptions that are {@link Diagnosed} are shown to the user as they are. */
    abstract void perform() throws MojoExecutionException, MojoFailureException;

    final MavenSession session() {
        return session;
    }

    final MavenProject project() {
        return project;
    }

    /** The project's directory, or without a POM the one that Maven was started in. */
    final Path basedir() {
        return project.getBasedir() == null
                ? Path.of(session.getExecutionRootDirectory())
                : project.getBasedir().toPath();
    }
}
