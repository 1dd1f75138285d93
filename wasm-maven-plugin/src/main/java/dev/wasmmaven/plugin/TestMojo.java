package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.config.ConfigurationMaps;
import dev.wasmmaven.plugin.config.DurationText;
import dev.wasmmaven.plugin.config.NamePatterns;
import dev.wasmmaven.plugin.config.PreopenText;
import dev.wasmmaven.plugin.config.TestNames;
import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import dev.wasmmaven.plugin.testing.TestJvm;
import dev.wasmmaven.plugin.testing.TestVerdict;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.BuildRequest;
import dev.wasmmaven.toolkit.build.BuildRequest.Selection;
import dev.wasmmaven.toolkit.build.TestExecutable;
import dev.wasmmaven.toolkit.report.SurefireReport;
import dev.wasmmaven.toolkit.testrun.TestFilter;
import dev.wasmmaven.toolkit.testrun.TestProgramLoader;
import dev.wasmmaven.toolkit.testrun.TestRunRequest;
import dev.wasmmaven.toolkit.testrun.TestRunResult;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tests of a crate: unit tests, integration tests and those of examples, each in an instance of its own on our
 * WASI runtime, in a JVM beside Maven's, and writes reports in Surefire's format. Documentation tests are not run.
 */
@Mojo(name = "test", configurator = WasmConfigurator.NAME, defaultPhase = LifecyclePhase.TEST, threadSafe = true)
public final class TestMojo extends AbstractCrateMojo {

    /** What a target given as the path of a JSON file has and a file's name has not. */
    private static final Pattern TARGET_NAME = Pattern.compile("[^\\w.-]");

    private final CrateGoals goals;

    /** Cargo profile of the tests. By default cargo's own profile for tests, which inherits from {@code dev}. */
    @Parameter(property = "wasm.testProfile", defaultValue = "test")
    private String testProfile = "test";

    /**
     * Runs only the tests whose path, such as {@code tests::adds}, contains one of these texts, as
     * {@code cargo test -- TEXT} does.
     */
    @Parameter(property = "wasm.test")
    private @Nullable List<String> test;

    /** Leaves out the tests whose path contains one of these texts, as {@code --skip}. */
    @Parameter(property = "wasm.test.skip")
    private @Nullable List<String> skipMatching;

    /** Compares whole paths in {@code test} and {@code skipMatching}, as {@code --exact}. */
    @Parameter(property = "wasm.test.exact", defaultValue = "false")
    private boolean exact;

    /** Runs tests marked {@code #[ignore]} too, as {@code --include-ignored}. */
    @Parameter(property = "wasm.test.includeIgnored", defaultValue = "false")
    private boolean includeIgnored;

    /** How many tests run at once. By default one per processor. */
    @Parameter(property = "wasm.test.threads")
    private @Nullable Integer threads;

    /**
     * Whether tests run in a JVM of their own: 1, or 0 for Maven's. There they are faster, and a test that exhausts the
     * Java heap, or that the JVM dies of, takes only the tests that run at the same time.
     */
    @Parameter(property = "wasm.test.forkCount", defaultValue = "1")
    private int forkCount = 1;

    /** The tests' JVM: a {@code java} executable, or the home of a JDK, 17 or newer. By default the one that runs Maven. */
    @Parameter(property = "wasm.test.jvm")
    private @Nullable File jvm;

    /** Arguments for the tests' JVM, for example {@code -Xmx4g}; quoted as for a shell. Without effect if there is none. */
    @Parameter(property = "wasm.test.argLine")
    private @Nullable String argLine;

    /**
     * How long the tests' JVM waits for another build after this one, for example {@code 10m}; a number alone means seconds, 0 that it
     * ends with the build. The next build's tests then run without the time that a JVM takes to start and to compile their code; until it
     * ends, the JVM takes memory. {@code wasm:stop} ends all that wait. Without effect on Windows.
     */
    @Parameter(property = "wasm.test.keepAlive", defaultValue = "0")
    private @Nullable String keepAlive;

    /**
     * The longest that one test may take, for example {@code 30s}, {@code 5m}; a number alone means seconds, 0 no limit. A
     * test that takes longer is stopped and reported as an error; the others go on.
     */
    @Parameter(property = "wasm.test.timeout", defaultValue = "10m")
    private @Nullable String testTimeout;

    /**
     * Test executables to run, as Ant-style patterns over {@code package/kind/name}, where kind is {@code lib},
     * {@code bin}, {@code test}, {@code example} or {@code bench}. A pattern without a slash is looked for at any depth:
     * {@code cli*} takes every executable with such a name. All by default.
     */
    @Parameter(property = "wasm.test.includes")
    private @Nullable List<String> includes;

    /** Test executables to leave out, in the form of {@code includes}. */
    @Parameter(property = "wasm.test.excludes")
    private @Nullable List<String> excludes;

    /**
     * Further directories for the tests, each {@code HOST[::GUEST[::ro]]}, with {@code ::ro} for those that they may
     * only read. The package's directory, the workspace and cargo's temporary directory are there anyway.
     */
    @Parameter(property = "wasm.test.dirs")
    private @Nullable List<String> preopens;

    /**
     * Whether the tests may use this machine's network: TCP, UDP and names, on {@code wasm32-wasip2} and later, whose
     * standard library has them.
     */
    @Parameter(property = "wasm.test.network", defaultValue = "false")
    private boolean network;

    /** Variables of the tests' environment, besides those that cargo sets for tests. */
    @Parameter
    private @Nullable Map<String, @Nullable String> testEnvironment;

    /** Builds no tests and runs none. */
    @Parameter(property = "skipTests", defaultValue = "false")
    private boolean skipTests;

    /** Builds no tests and runs none, as for Maven's other test plugins. */
    @Parameter(property = "maven.test.skip", defaultValue = "false")
    private boolean mavenTestSkip;

    /** Reports failing tests without failing the build. */
    @Parameter(property = "maven.test.failure.ignore", defaultValue = "false")
    private boolean testFailureIgnore;

    /** Fails if the crate has no tests. */
    @Parameter(property = "failIfNoTests", defaultValue = "false")
    private boolean failIfNoTests;

    /** Fails if {@code test} and {@code includes} select none of the tests. */
    @Parameter(property = "wasm.test.failIfNoSpecifiedTests", defaultValue = "true")
    private boolean failIfNoSpecifiedTests;

    /** Where the reports go: one {@code TEST-….xml} for each test executable. */
    @Parameter(property = "wasm.test.reportsDirectory", defaultValue = "${project.build.directory}/surefire-reports")
    private @Nullable File reportsDirectory;

    @Inject
    TestMojo(
            MavenSession session, MavenProject project, MojoExecution execution, MavenAccess access, CrateGoals goals) {
        super(session, project, execution, access);
        this.goals = goals;
    }

    @Override
    void perform(Path crateDirectory) throws MojoExecutionException {
        if (skipTests || mavenTestSkip) {
            getLog().info("Tests are skipped.");
            return;
        }
        TestFilter filter = new TestFilter(
                orEmpty(test),
                orEmpty(skipMatching),
                exact,
                includeIgnored ? TestFilter.Ignored.INCLUDE : TestFilter.Ignored.SKIP);
        NamePatterns patterns = new NamePatterns(orEmpty(includes), orEmpty(excludes));
        List<BuildRequest> requests = requests(crateDirectory, testProfile, Selection.DEFAULT);
        TestJvm testJvm = TestJvm.of(
                forkCount,
                Optional.ofNullable(jvm).map(File::toPath),
                Optional.ofNullable(argLine),
                DurationText.parse(keepAlive, "keepAlive", "wasm.test.keepAlive"));
        List<GoalException> failures = new ArrayList<>();
        // Opened before cargo is called, so that it is ready when the tests are.
        try (TestProgramLoader programs = testJvm.open(threads(), getLog())) {
            for (BuildRequest each : requests) {
                List<TestExecutable> executables = goals.buildTests(each, getLog()).stream()
                        .filter(executable -> patterns.matches(TestNames.of(executable)))
                        .toList();
                // Of several targets each has reports of its own: their suites have the same names.
                Path reports = requests.size() > 1 ? reportsDirectory().resolve(each.target()) : reportsDirectory();
                TestRunResult result = goals.runTests(programs, runRequest(each, executables, filter), getLog());
                new SurefireReport(reports, execution().getExecutionId()).write(result);
                new TestVerdict(selection(), failIfNoTests, failIfNoSpecifiedTests)
                        .of(result, reports)
                        .ifPresent(failures::add);
            }
        }
        failures.stream().findFirst().ifPresent(this::fail);
    }

    private int threads() {
        if (threads == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (threads < 1) {
            throw GoalException.configuration(
                    "<threads> is " + threads, "give a number of at least 1, for example -Dwasm.test.threads=4");
        }
        return threads;
    }

    private Optional<String> selection() {
        List<String> parts = new ArrayList<>();
        if (!orEmpty(test).isEmpty()) {
            parts.add((exact ? "-Dwasm.test.exact " : "") + "-Dwasm.test=" + String.join(",", orEmpty(test)));
        }
        if (!orEmpty(includes).isEmpty()) {
            parts.add("<includes> " + String.join(", ", orEmpty(includes)));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" with ", parts));
    }

    private void fail(GoalException outcome) {
        if (!testFailureIgnore || outcome.diagnosticId() == DiagnosticId.NO_TESTS) {
            throw outcome;
        }
        getLog().error(outcome.render());
    }

    private TestRunRequest runRequest(BuildRequest built, List<TestExecutable> executables, TestFilter filter) {
        TestRunRequest.Builder request = TestRunRequest.builder(executables)
                .filter(filter)
                .threads(threads())
                .network(network)
                .env(ConfigurationMaps.withoutNulls(testEnvironment));
        built.stateDirectory()
                .map(folder -> folder.resolve(
                        "test-durations-" + TARGET_NAME.matcher(built.target()).replaceAll("_")))
                .ifPresent(request::durations);
        for (String dir : orEmpty(preopens)) {
            request.preopen(PreopenText.parse(dir, basedir()));
        }
        DurationText.parse(testTimeout, "testTimeout", "wasm.test.timeout")
                .ifPresentOrElse(request::timeout, request::noTimeout);
        return request.build();
    }

    private Path reportsDirectory() {
        return reportsDirectory == null ? basedir().resolve("target/surefire-reports") : reportsDirectory.toPath();
    }
}
