package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.BuildRequest;
import dev.wasmmaven.toolkit.build.BuildResult;
import dev.wasmmaven.toolkit.build.CheckResult;
import dev.wasmmaven.toolkit.build.CrateBuilder;
import dev.wasmmaven.toolkit.build.Doctor;
import dev.wasmmaven.toolkit.build.Prefetcher;
import dev.wasmmaven.toolkit.build.ReproducibilityCheck;
import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.build.TestTargets;
import dev.wasmmaven.toolkit.doctor.DoctorReport;
import dev.wasmmaven.toolkit.testrun.TestProgramLoader;
import dev.wasmmaven.toolkit.testrun.TestRunRequest;
import dev.wasmmaven.toolkit.testrun.TestRunResult;
import dev.wasmmaven.toolkit.testrun.TestRunner;
import dev.wasmmaven.toolkit.toolchain.HostSystem;
import dev.wasmmaven.toolkit.worker.KeptJvmsFinding;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.plugin.logging.Log;

/** The toolkit's work on crates, shown in Maven's log. Safe for use by the threads of a parallel build. */
@Named
@Singleton
final class CrateGoals {

    private final CrateBuilder builder = new CrateBuilder();

    BuildResult build(BuildRequest request, Log log) {
        BuildResult result = builder.build(request, new MavenBuildListener(log));
        if (result.upToDate()) {
            log.info("Nothing to compile: " + names(result) + " up to date");
        } else {
            result.artifacts().forEach(each -> log.info("Built " + each.file()));
        }
        return result;
    }

    ReproducibilityCheck.Outcome verifyReproducible(BuildRequest request, Path scratch, Log log) {
        return new ReproducibilityCheck().check(request, scratch, new MavenBuildListener(log));
    }

    private static String names(BuildResult result) {
        return String.join(
                        ", ",
                        result.artifacts().stream().map(each -> each.name()).toList())
                + (result.artifacts().size() == 1 ? " is" : " are");
    }

    List<TestExecutable> buildTests(BuildRequest request, Log log) {
        return builder.buildTests(request, TestTargets.DEFAULT, new MavenBuildListener(log));
    }

    TestRunResult runTests(TestProgramLoader programs, TestRunRequest request, Log log) {
        try {
            return new TestRunner(programs).run(request, new MavenTestListener(log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GoalException(
                    DiagnosticId.INTERRUPTED,
                    "the build was interrupted while tests were running",
                    "start the build again");
        }
    }

    void prefetch(BuildRequest request, Log log) {
        new Prefetcher().prefetch(request, new MavenBuildListener(log));
    }

    DoctorReport examine(List<BuildRequest> requests, Log log) {
        return new Doctor()
                .examine(requests, new MavenBuildListener(log))
                .with(KeptJvmsFinding.in(HostSystem.current().cacheHome()));
    }

    void check(BuildRequest request, Log log) {
        report(builder.check(request, new MavenBuildListener(log)), log);
    }

    void clippy(BuildRequest request, boolean failOnWarning, Log log) {
        CheckResult result = builder.clippy(request, new MavenBuildListener(log));
        report(result, log);
        if (failOnWarning && result.warnings() > 0) {
            throw new GoalException(
                    DiagnosticId.LINT_WARNINGS,
                    count(result.warnings()) + ", and <failOnWarning> is set",
                    "mend what is listed above, or allow it in the code with #[allow(clippy::…)]");
        }
    }

    private static void report(CheckResult result, Log log) {
        log.info(result.warnings() == 0 ? "No errors, no warnings" : "No errors, " + count(result.warnings()));
    }

    private static String count(int warnings) {
        return warnings + (warnings == 1 ? " warning" : " warnings");
    }
}
