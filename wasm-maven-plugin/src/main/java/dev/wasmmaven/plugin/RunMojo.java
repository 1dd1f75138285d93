package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.config.ConfigurationMaps;
import dev.wasmmaven.plugin.config.DurationText;
import dev.wasmmaven.plugin.config.PreopenText;
import dev.wasmmaven.plugin.config.ShellWords;
import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.plugin.run.BuildConsole;
import dev.wasmmaven.plugin.run.ProgramOutcome;
import dev.wasmmaven.plugin.run.Programs;
import dev.wasmmaven.plugin.sdk.WasmConfigurator;
import dev.wasmmaven.runtime.NetworkRules;
import dev.wasmmaven.runtime.RunOptions;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.toolkit.build.BuildRequest.Selection;
import dev.wasmmaven.toolkit.build.WasmArtifact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Builds a crate and runs its program on the WASI runtime in this JVM. The program gets Maven's own standard streams and
 * of the rest of the host only what the parameters name. An exit code other than 0 fails the build.
 */
@Mojo(name = "run", configurator = WasmConfigurator.NAME, requiresProject = false, threadSafe = true)
public final class RunMojo extends AbstractCrateMojo {

    private final CrateGoals goals;

    /** Cargo profile of the program. */
    @Parameter(property = "wasm.profile", defaultValue = "release")
    private String profile = "release";

    /** Name of the bin to run; needed if the crate has several. */
    @Parameter(property = "wasm.bin")
    private @Nullable String bin;

    /** Name of the example to run instead of a bin. */
    @Parameter(property = "wasm.example")
    private @Nullable String example;

    /** Arguments of the program, one each; those of {@code args} follow them. */
    @Parameter
    private @Nullable List<String> arguments;

    /** Arguments of the program in one line, quoted as in a shell: {@code -Dwasm.args="--name 'two words'"}. */
    @Parameter(property = "wasm.args")
    private @Nullable String args;

    /**
     * Directories for the program, each {@code HOST[::GUEST[::ro]]}, with {@code ::ro} for those that it may only
     * read; relative ones start at the project. None by default.
     */
    @Parameter(property = "wasm.dirs")
    private @Nullable List<String> dirs;

    /**
     * Whether the program may use this machine's network: TCP, UDP and names, on {@code wasm32-wasip2} and later, whose
     * standard library has them.
     */
    @Parameter(property = "wasm.network", defaultValue = "false")
    private boolean network;

    /** Variables of the program's environment. */
    @Parameter
    private @Nullable Map<String, @Nullable String> runEnvironment;

    /** Further variables, {@code NAME=value}, separated by commas on the command line. */
    @Parameter(property = "wasm.env")
    private @Nullable List<String> env;

    /**
     * The longest that the program may run, for example {@code 30s}, {@code 5m}; a number alone means seconds. No limit by
     * default.
     */
    @Parameter(property = "wasm.run.timeout")
    private @Nullable String runTimeout;

    @Inject
    RunMojo(MavenSession session, MavenProject project, MojoExecution execution, MavenAccess access, CrateGoals goals) {
        super(session, project, execution, access);
        this.goals = goals;
    }

    @Override
    void perform(Path crateDirectory) {
        RunOptions.Builder options = options();
        WasmArtifact program = Programs.only(
                goals.build(requests(crateDirectory, profile, selection()).get(0), getLog())
                        .artifacts());
        options.args(guestArguments(program));
        getLog().debug("Running " + program.file());
        RunResult result;
        try (WasiRuntime runtime = WasiRuntime.create()) {
            result = runtime.load(program.file()).run(options.build());
        }
        ProgramOutcome.problem(program.name(), result).ifPresent(failure -> {
            throw failure;
        });
    }

    private Selection selection() {
        if (bin != null && example != null) {
            throw GoalException.configuration(
                    "both the bin " + bin + " and the example " + example + " are to be run",
                    "give only one of -Dwasm.bin and -Dwasm.example");
        }
        if (bin != null) {
            return new Selection(List.of(bin), List.of(), false);
        }
        return example == null ? Selection.DEFAULT : new Selection(List.of(), List.of(example), false);
    }

    private List<String> guestArguments(WasmArtifact program) {
        List<String> words = new ArrayList<>();
        words.add(String.valueOf(program.file().getFileName()));
        words.addAll(orEmpty(arguments));
        words.addAll(ShellWords.split(Optional.ofNullable(args).orElse("")));
        return words;
    }

    private RunOptions.Builder options() {
        RunOptions.Builder options = RunOptions.builder()
                .stdin(BuildConsole.stdin())
                .stdout(BuildConsole.stdout())
                .stderr(BuildConsole.stderr())
                .network(network ? NetworkRules.ALL : NetworkRules.NONE)
                .env(ConfigurationMaps.withoutNulls(runEnvironment))
                .env(ConfigurationMaps.variables(orEmpty(env), "wasm.env"));
        for (String dir : orEmpty(dirs)) {
            options.preopen(PreopenText.parse(dir, basedir()));
        }
        DurationText.parse(runTimeout, "runTimeout", "wasm.run.timeout").ifPresent(options::timeout);
        return options;
    }
}
