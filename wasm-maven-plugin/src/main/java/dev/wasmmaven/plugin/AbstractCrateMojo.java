package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.config.ConfigurationMaps;
import dev.wasmmaven.plugin.config.CrateLocation;
import dev.wasmmaven.plugin.config.DurationText;
import dev.wasmmaven.plugin.config.OutputTimestamp;
import dev.wasmmaven.plugin.config.ProxySettings;
import dev.wasmmaven.plugin.config.StdText;
import dev.wasmmaven.plugin.config.TargetList;
import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.plugin.sdk.MemorySize;
import dev.wasmmaven.toolkit.build.BuildRequest;
import dev.wasmmaven.toolkit.build.Interop;
import dev.wasmmaven.toolkit.build.InteropMode;
import dev.wasmmaven.toolkit.std.BuildStd;
import dev.wasmmaven.toolkit.std.PanicStrategy;
import dev.wasmmaven.toolkit.std.StdSettings;
import dev.wasmmaven.toolkit.toolchain.ToolchainRequest.InstallToolchain;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Parameters of every goal that has cargo do something with a crate, and the request they make. */
abstract class AbstractCrateMojo extends AbstractSdkMojo {

    private final MojoExecution execution;

    /**
     * Directory of the crate, or of the cargo workspace, relative to the project. By default the project's own directory
     * if it has a {@code Cargo.toml}, else {@code src/main/rust}.
     */
    @Parameter(property = "wasm.crate")
    private @Nullable File crate;

    /**
     * Target triple to compile for, as rustc names it, or several, separated by commas. By default {@code wasm32-wasip1}. Of several each
     * is built, checked and tested in turn; {@code wasm:run} runs the first.
     */
    @Parameter(property = "wasm.target")
    private @Nullable String target;

    /** Further targets, one each. */
    @Parameter
    private @Nullable List<String> targets;

    /**
     * Rust toolchain as rustup names it, for example {@code 1.95.0} or {@code nightly}. By default the one that rustup
     * chooses for the crate ({@code rust-toolchain.toml}, an override, the default toolchain), or the cargo on the PATH.
     */
    @Parameter(property = "wasm.toolchain")
    private @Nullable String toolchain;

    /**
     * Which missing toolchains rustup may install: {@code pinned} those whose name always means the same one, such as {@code
     * 1.95.0} or {@code nightly-2026-05-20}; {@code any}; {@code never}. Nothing is installed offline ({@code mvn -o}) or with {@code
     * installMissing} off.
     */
    @Parameter(property = "wasm.installToolchain", defaultValue = "pinned")
    private String installToolchain = "pinned";

    /**
     * Whether the standard library is compiled with the crate, as by cargo's {@code -Zbuild-std}: {@code auto} where rustup has no
     * compiled one for target and toolchain; {@code always}; {@code never}.
     */
    @Parameter(property = "wasm.buildStd", defaultValue = "auto")
    private String buildStd = "auto";

    /**
     * Has a stable or beta toolchain take unstable options ({@code RUSTC_BOOTSTRAP=1}), such as {@code -Zbuild-std}. Rust promises
     * nothing for this: dependencies may behave as on a nightly.
     */
    @Parameter(property = "wasm.rustcBootstrap", defaultValue = "false")
    private boolean rustcBootstrap;

    /**
     * What panics do: {@code unwind}, so that {@code catch_unwind} catches them and what is dropped on the way is dropped, for which the
     * standard library is compiled with the crate; {@code abort}. By default what the flags for rustc say ({@code -Cpanic=…}), and
     * without any they end the program. cargo's profiles decide nothing here: {@code panic = "unwind"} is no flag to rustc.
     */
    @Parameter(property = "wasm.panic")
    private @Nullable String panic;

    /**
     * The crate libc to use in place of the one that Cargo.lock names: a version such as {@code 0.2.177}, a folder with its sources,
     * or {@code git+URL#COMMIT}. It reaches the project's crates, and the standard library where that is compiled; {@code Cargo.lock}
     * stays as it is. By default ({@code auto}) only a standard library that does not compile with its own libc gets another; {@code
     * none} forbids that.
     */
    @Parameter(property = "wasm.libc")
    private @Nullable String libc;

    /** Features of the crate to switch on, in cargo's syntax ({@code feature} or {@code package/feature}). */
    @Parameter(property = "wasm.features")
    private @Nullable List<String> features;

    /** Switches all features on, as cargo's {@code --all-features}. */
    @Parameter(property = "wasm.allFeatures", defaultValue = "false")
    private boolean allFeatures;

    /** Switches the default features off, as cargo's {@code --no-default-features}. */
    @Parameter(property = "wasm.noDefaultFeatures", defaultValue = "false")
    private boolean noDefaultFeatures;

    /** Packages of the cargo workspace. By default those that cargo itself selects in the crate's directory. */
    @Parameter(property = "wasm.packages")
    private @Nullable List<String> packages;

    /** The cargo to use. By default {@code CARGO}, then the PATH, then rustup's usual place, {@code ~/.cargo/bin}. */
    @Parameter(property = "wasm.cargo")
    private @Nullable File cargo;

    /** Insists on an up-to-date {@code Cargo.lock}, as cargo's {@code --locked}. */
    @Parameter(property = "wasm.locked", defaultValue = "false")
    private boolean locked;

    /**
     * Variables for cargo, rustup and what they start, such as build scripts. They win over the inherited environment and
     * over the proxies of Maven's settings.
     */
    @Parameter
    private @Nullable Map<String, @Nullable String> environment;

    /** Further arguments for cargo, one each, for example {@code --config} and {@code net.retry=5}. */
    @Parameter(property = "wasm.cargoArguments")
    private @Nullable List<String> cargoArguments;

    /**
     * Cargo's target directory. By default where cargo itself would put it: {@code CARGO_TARGET_DIR}, cargo's
     * configuration, or {@code target} in the root of the crate's workspace.
     */
    @Parameter(property = "wasm.targetDirectory")
    private @Nullable File targetDirectory;

    /**
     * Installs the standard library for the target with {@code rustup target add} if it is missing. Nothing is installed
     * offline ({@code mvn -o}).
     */
    @Parameter(property = "wasm.installMissing", defaultValue = "true")
    private boolean installMissing;

    /** How many jobs cargo runs at once. By default as many as cargo thinks right: one per processor. */
    @Parameter(property = "wasm.jobs")
    private @Nullable Integer jobs;

    /**
     * The longest that one call of cargo may take, for example {@code 90s}, {@code 10m}, {@code 1h}; a number alone means
     * seconds. No limit by default.
     */
    @Parameter(property = "wasm.timeout")
    private @Nullable String timeout;

    /**
     * Files or directories outside of the crate that the result depends on, such as those that a build script reads. A
     * change of one of them starts cargo again.
     */
    @Parameter
    private @Nullable List<File> extraInputs;

    /**
     * Keeps this machine's paths out of what is built: the workspace becomes {@code /workspace}, cargo's home {@code /cargo}, the
     * standard library's sources {@code /rustc/COMMIT}, in panic messages and debug information too.
     */
    @Parameter(property = "wasm.reproducible", defaultValue = "true")
    private boolean reproducible;

    /**
     * Time that build scripts see in {@code SOURCE_DATE_EPOCH}, in ISO 8601 or as seconds since 1970. A variable of that name
     * wins.
     */
    @Parameter(defaultValue = "${project.build.outputTimestamp}")
    private @Nullable String outputTimestamp;

    /** A program to start the compiler through, such as {@code sccache}: cargo's {@code RUSTC_WRAPPER}. */
    @Parameter(property = "wasm.rustcWrapper")
    private @Nullable String rustcWrapper;

    /**
     * How C in the crates is handled. {@code auto}: if a dependency may compile C, build scripts are told of the wasi-sdk, or of the
     * system's clang; {@code crt-static}: they are in any case; {@code -crt-static}: its clang links as well, instead of rustc; {@code
     * none}: nothing is done.
     */
    @Parameter(property = "wasm.interop", defaultValue = "auto")
    private String interop = "auto";

    /**
     * The most that the linear memory may grow to, for example {@code 64m}: a multiple of 64 KiB, 4 GiB at most. By default the
     * target's own maximum: 1 GiB for {@code wasm32-wasip1-threads}, none for others.
     */
    @Parameter(property = "wasm.maxMemory")
    private @Nullable String maxMemory;

    AbstractCrateMojo(MavenSession session, MavenProject project, MojoExecution execution, MavenAccess access) {
        super(session, project, access);
        this.execution = execution;
    }

    @Override
    final void perform() throws MojoExecutionException, MojoFailureException {
        Optional<Path> found = CrateLocation.find(crate == null ? null : crate.toPath(), basedir());
        if (found.isPresent()) {
            perform(found.get());
        } else {
            performWithoutCrate();
        }
    }

    /** What to do where there is no crate and none is configured. */
    void performWithoutCrate() throws MojoExecutionException, MojoFailureException {
        if (!hasNothingToDo()) {
            throw CrateLocation.missing(basedir());
        }
        getLog().info("Skipped: this project has no crate");
    }

    /** Does the goal's work on the crate in a directory. */
    abstract void perform(Path crateDirectory) throws MojoExecutionException, MojoFailureException;

    /**
     * A parent or aggregator has no crate, and a goal called on the command line reaches every project of the reactor,
     * those without Rust too.
     */
    private boolean hasNothingToDo() {
        return "pom".equals(project().getPackaging())
                || (execution.getSource() == MojoExecution.Source.CLI
                        && session().getProjects().size() > 1);
    }

    final MojoExecution execution() {
        return execution;
    }

    /** The targets, in their order; at least one. */
    final List<String> targets() {
        return TargetList.of(target, targets, getLog()::warn);
    }

    /** A request for each target, in their order; at least one. */
    final List<BuildRequest> requests(Path crateDirectory, String profile, BuildRequest.Selection selection) {
        return targets().stream()
                .map(each -> request(each, crateDirectory, profile, selection))
                .toList();
    }

    private BuildRequest request(
            String ofTarget, Path crateDirectory, String profile, BuildRequest.Selection selection) {
        return BuildRequest.builder(crateDirectory)
                .target(ofTarget)
                .installToolchain(StdText.constant(InstallToolchain.class, installToolchain, "installToolchain"))
                .std(new StdSettings(
                        StdText.constant(BuildStd.class, buildStd, "buildStd"),
                        rustcBootstrap,
                        StdText.libc(libc, basedir()),
                        Optional.ofNullable(panic)
                                .filter(text -> !text.isBlank())
                                .map(text -> StdText.constant(PanicStrategy.class, text, "panic"))))
                .toolchain(Optional.ofNullable(toolchain).filter(text -> !text.isBlank()))
                .profile(profile)
                .features(orEmpty(features))
                .allFeatures(allFeatures)
                .noDefaultFeatures(noDefaultFeatures)
                .packages(orEmpty(packages))
                .select(selection)
                .locked(locked)
                .offline(session().isOffline())
                .installMissing(installMissing)
                .targetDirectory(Optional.ofNullable(targetDirectory).map(File::toPath))
                .cargo(Optional.ofNullable(cargo).map(File::toPath))
                .env(variables())
                .proxy(ProxySettings.forChildren(access().proxies().of(session())))
                .cargoArguments(orEmpty(cargoArguments))
                .interop(interop())
                .sdk(finder())
                .jobs(Optional.ofNullable(jobs))
                .timeout(DurationText.parse(timeout, "timeout", "wasm.timeout"))
                .stateDirectory(stateDirectory())
                .extraInputs(extraInputPaths())
                .provenance(
                        new BuildRequest.Provenance(reproducible, OutputTimestamp.parse(outputTimestamp), true, tool()))
                .build();
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        if (rustcWrapper != null && !rustcWrapper.isBlank()) {
            variables.put("RUSTC_WRAPPER", rustcWrapper.strip());
        }
        variables.putAll(ConfigurationMaps.withoutNulls(environment));
        return variables;
    }

    private String tool() {
        Plugin plugin = execution.getMojoDescriptor().getPluginDescriptor().getPlugin();
        return plugin.getArtifactId() + " " + plugin.getVersion();
    }

    private Interop interop() {
        InteropMode mode = InteropMode.find(interop.strip())
                .orElseThrow(() -> GoalException.configuration(
                        "<interop> is '" + interop + "'", "write one of " + InteropMode.names()));
        OptionalLong most = MemorySize.parse(maxMemory, "maxMemory");
        try {
            return new Interop(mode, most);
        } catch (IllegalArgumentException e) {
            throw MemorySize.invalid("maxMemory", String.valueOf(maxMemory), String.valueOf(e.getMessage()));
        }
    }

    /** Under the build directory, so that {@code mvn clean} forgets; without a POM nothing is remembered. */
    private Optional<Path> stateDirectory() {
        return project().getBasedir() == null
                ? Optional.empty()
                : Optional.of(Path.of(project().getBuild().getDirectory(), "wasm-maven-plugin"));
    }

    private Set<Path> extraInputPaths() {
        return extraInputs == null
                ? Set.of()
                : extraInputs.stream().map(File::toPath).collect(Collectors.toUnmodifiableSet());
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
