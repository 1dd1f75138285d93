package dev.wasmmaven.plugin.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.plugin.artifact.ArtifactPlan.Attached;
import dev.wasmmaven.plugin.diagnosis.GoalException;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProjectArtifactsTest {

    private static final Path APP = Path.of("app.wasm").toAbsolutePath();
    private static final Path TOOL = Path.of("tool.wasm").toAbsolutePath();

    private final MavenProject project = new MavenProject();
    private final ProjectArtifacts artifacts = new ProjectArtifacts(new Helper());

    @BeforeEach
    void coordinates() {
        project.setArtifact(artifact("wasm", null));
    }

    private static Artifact artifact(String type, @Nullable String classifier) {
        return new DefaultArtifact("g", "a", "1", null, type, classifier, new DefaultArtifactHandler(type));
    }

    private static ArtifactPlan attached(@Nullable String classifier, Path file) {
        return new ArtifactPlan(Optional.empty(), List.of(new Attached("wasm", Optional.ofNullable(classifier), file)));
    }

    @Test
    @DisplayName("main and attached files, and the same again without effect")
    void twice() {
        ArtifactPlan plan =
                new ArtifactPlan(Optional.of(APP), List.of(new Attached("wasm", Optional.of("tool"), TOOL)));
        artifacts.apply(plan, project);
        artifacts.apply(plan, project);
        assertThat(project.getArtifact().getFile()).isEqualTo(APP.toFile());
        assertThat(project.getAttachedArtifacts()).singleElement().satisfies(each -> {
            assertThat(each.getClassifier()).isEqualTo("tool");
            assertThat(each.getFile()).isEqualTo(TOOL.toFile());
        });
    }

    @Test
    @DisplayName("another main file is refused with the parameter to use")
    void mainTaken() {
        artifacts.apply(new ArtifactPlan(Optional.of(APP), List.of()), project);
        assertThatThrownBy(() -> artifacts.apply(new ArtifactPlan(Optional.of(TOOL), List.of()), project))
                .isInstanceOf(GoalException.class)
                .hasMessageContaining(APP.toString())
                .hasMessageContaining(TOOL.toString())
                .extracting(e -> ((GoalException) e).nextStep())
                .asString()
                .contains("<classifier>");
    }

    @Test
    @DisplayName("another file for an attached artifact's coordinates is refused")
    void attachedTaken() {
        artifacts.apply(attached(null, APP), project);
        artifacts.apply(attached("x", TOOL), project);
        assertThatThrownBy(() -> artifacts.apply(attached(null, TOOL), project))
                .isInstanceOf(GoalException.class)
                .hasMessageContaining("without classifier");
        assertThatThrownBy(() -> artifacts.apply(attached("x", APP), project))
                .isInstanceOf(GoalException.class)
                .hasMessageContaining("with classifier x");
    }

    /** Attaches as Maven's own helper does, without a container. */
    @SuppressWarnings("deprecation")
    private static final class Helper implements MavenProjectHelper {

        @Override
        public void attachArtifact(MavenProject project, File file, String classifier) {
            attachArtifact(project, "jar", classifier, file);
        }

        @Override
        public void attachArtifact(MavenProject project, String type, File file) {
            attachArtifact(project, type, null, file);
        }

        @Override
        public void attachArtifact(
                MavenProject project, @Nullable String type, @Nullable String classifier, File file) {
            Artifact artifact = artifact(String.valueOf(type), classifier);
            artifact.setFile(file);
            project.addAttachedArtifact(artifact);
        }

        @Override
        public void addResource(MavenProject project, String directory, List<String> includes, List<String> excludes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addTestResource(
                MavenProject project, String directory, List<String> includes, List<String> excludes) {
            throw new UnsupportedOperationException();
        }
    }
}
