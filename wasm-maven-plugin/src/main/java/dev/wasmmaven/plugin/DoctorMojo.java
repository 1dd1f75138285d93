package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import dev.wasmmaven.support.cache.AtomicFiles;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.BuildRequest.Selection;
import dev.wasmmaven.toolkit.doctor.DoctorReport;
import dev.wasmmaven.toolkit.doctor.Finding;
import dev.wasmmaven.toolkit.doctor.ReportLine;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Says what is there, what is missing and what to do: toolchains, targets and what is known of them with this rustc, where a wasi-sdk
 * was looked for and which is chosen, crate, network. Installs nothing. Fails if a build would fail.
 */
@Mojo(name = "doctor", configurator = WasmConfigurator.NAME, requiresProject = false, threadSafe = true)
public final class DoctorMojo extends AbstractCrateMojo {

    private final CrateGoals goals;

    /** Writes the same to this file too, as JSON. */
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
        judge(examine(basedir()).without(DiagnosticId.CRATE_NOT_FOUND));
    }

    private DoctorReport examine(Path crateDirectory) {
        return goals.examine(requests(crateDirectory, "dev", Selection.DEFAULT), getLog());
    }

    private void judge(DoctorReport report) {
        report.lines().forEach(this::show);
        if (outputFile != null) {
            write(report.toJson(), outputFile.toPath());
        }
        if (report.healthy()) {
            getLog().info("Everything that a build needs is there.");
            return;
        }
        Finding first = report.problems().get(0);
        int more = report.problems().size() - 1;
        throw new GoalException(
                first.id().orElse(DiagnosticId.INTERNAL_ERROR),
                first.detail() + (more == 0 ? "" : " (and " + more + " more, see above)"),
                first.nextStep().orElse("see the findings above"));
    }

    private void show(ReportLine line) {
        switch (line.status()) {
            case OK, NOTE -> getLog().info(line.toString());
            case PROBLEM -> getLog().error(line.toString());
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
