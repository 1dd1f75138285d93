package dev.wasmmaven.plugin.artifact;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import java.io.File;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/** Makes built files artifacts of a Maven project; doing so again with the same files changes nothing. */
@Named
@Singleton
public final class ProjectArtifacts {

    private final MavenProjectHelper helper;

    @Inject
    ProjectArtifacts(MavenProjectHelper helper) {
        this.helper = helper;
    }

    /** Carries out a plan; a {@link GoalException} if other files have taken its coordinates already. */
    public void apply(ArtifactPlan plan, MavenProject project) {
        plan.main().ifPresent(file -> setMain(project, file));
        for (ArtifactPlan.Attached each : plan.attached()) {
            attach(project, each);
        }
    }

    private static void setMain(MavenProject project, Path file) {
        File present = project.getArtifact().getFile();
        if (present != null && !present.toPath().equals(file)) {
            throw taken("the project's main artifact", present, file);
        }
        project.getArtifact().setFile(file.toFile());
    }

    private void attach(MavenProject project, ArtifactPlan.Attached wanted) {
        Optional<Artifact> present = project.getAttachedArtifacts().stream()
                .filter(each -> wanted.type().equals(each.getType()))
                .filter(each -> Objects.equals(
                        wanted.classifier().orElse(""), Objects.requireNonNullElse(each.getClassifier(), "")))
                .findFirst();
        if (present.isEmpty()) {
            helper.attachArtifact(
                    project,
                    wanted.type(),
                    wanted.classifier().orElse(null),
                    wanted.file().toFile());
        } else if (!present.get().getFile().toPath().equals(wanted.file())) {
            throw taken(
                    "the artifact of type " + wanted.type() + " "
                            + wanted.classifier()
                                    .map(text -> "with classifier " + text)
                                    .orElse("without classifier"),
                    present.get().getFile(),
                    wanted.file());
        }
    }

    private static GoalException taken(String what, File present, Path file) {
        return GoalException.configuration(
                what + " is already " + present + " and cannot be " + file + " as well",
                "give one of the two executions a <classifier> of its own (property wasm.classifier)");
    }
}
