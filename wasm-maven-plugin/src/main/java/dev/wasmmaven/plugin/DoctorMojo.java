package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import dev.wasmmaven.support.cache.AtomicFiles;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.BuildRequest.Selection;
import dev.wasmmaven.toolkit.build.DoctorReport;
import dev.wasmmaven.toolkit.build.DoctorReport.Finding;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Says what is there, what is missing and what to do: toolchain, target, crate, network. Installs nothing. Fails if a
 * build would fail.
 */
@Mojo(name = "doctor", configurator = WasmConfigurator.NAME, requiresProject = false, threadSafe = true)
public final class DoctorMojo extends AbstractCrateMojo {

    private final CrateGoals goals;

    /** Writes the findings to this file too, as JSON. */
    @Parameter(property = "wasm.doctor.outputFile")
    private @Nullable File outputFile;

    @Inject
    DoctorMojo(
            MavenSession session, MavenProject project, MojoExecution execution, MavenAccess access, CrateGoals goals) {
        super(session, project, execution, access);
        this.goals = goals;
    }

    @Override
    void perform(Path crateDirectory) {
        judge(examine(crateDirectory));
    }

    /** The machine can be examined without a crate; one that nobody configured is not missed. */
    @Override
    void performWithoutCrate() {
        judge(examine(basedir()).stream()
                .filter(each ->
                        each.id().filter(DiagnosticId.CRATE_NOT_FOUND::equals).isEmpty())
                .toList());
    }

    private List<Finding> examine(Path crateDirectory) {
        // What does not depend on the target is found for each, and shown once.
        DoctorReport report = new DoctorReport(requests(crateDirectory, "dev", Selection.DEFAULT).stream()
                .flatMap(each -> goals.examine(each, getLog()).findings().stream())
                .distinct()
                .toList());
        if (outputFile != null) {
            write(report.toJson(), outputFile.toPath());
        }
        return report.findings();
    }

    private void judge(List<Finding> findings) {
        findings.forEach(this::show);
        List<Finding> problems = findings.stream()
                .filter(each -> each.status() == DoctorReport.Status.PROBLEM)
                .toList();
        if (problems.isEmpty()) {
            getLog().info("Everything that a build needs is there.");
            return;
        }
        Finding first = problems.get(0);
        throw new GoalException(
                first.id().orElse(DiagnosticId.INTERNAL_ERROR),
                first.detail() + (problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more, see above)"),
                first.nextStep().orElse("see the findings above"));
    }

    private void show(Finding finding) {
        String text = finding.subject() + ": "
                + finding.id().map(id -> id.code() + ": ").orElse("")
                + finding.detail()
                + finding.nextStep()
                        .map(step -> System.lineSeparator() + "  Next step: " + step)
                        .orElse("");
        switch (finding.status()) {
            case OK -> getLog().info("[ok]      " + text);
            case NOTE -> getLog().info("[note]    " + text);
            case PROBLEM -> getLog().error("[problem] " + text);
        }
    }

    private static void write(String json, Path file) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            AtomicFiles.write(file, json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new GoalException(
                    DiagnosticId.IO_FAILED,
                    "the findings cannot be written to " + file + ": " + e,
                    "correct -Dwasm.doctor.outputFile, or see that the directory can be written to");
        }
    }
}
