package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.toolkit.sdk.SdkFinder;
import dev.wasmmaven.toolkit.std.StdSettings;
import dev.wasmmaven.toolkit.toolchain.ToolchainRequest.InstallToolchain;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to build and how; immutable. Made with {@link #builder(Path)}.
 *
 * @param crate directory that holds {@code Cargo.toml}
 * @param target rustc target triple, such as {@code wasm32-wasip1}
 * @param toolchain rustup toolchain, such as {@code 1.95.0}; empty: what rustup or PATH gives for the crate
 * @param profile cargo profile, such as {@code dev} or {@code release}; {@code test} and {@code bench} are allowed too
 * @param features cargo features of the crate, in cargo's own syntax
 * @param allFeatures {@code --all-features}
 * @param noDefaultFeatures {@code --no-default-features}
 * @param packages packages of the workspace; empty: what cargo selects by default
 * @param select which bins, examples and cdylibs
 * @param locked {@code --locked}
 * @param offline no network: {@code --offline} for cargo, no rustup downloads
 * @param installMissing whether a missing rustup target may be installed
 * @param installToolchain which missing toolchains may be installed, if anything may
 * @param std whether the standard library is compiled, and with which libc
 * @param targetDirectory cargo's target directory; empty: where cargo would put it
 * @param cargo the cargo executable; empty: found by {@code CARGO}, PATH, {@code CARGO_HOME} and {@code ~/.cargo/bin}
 * @param env added to the environment of cargo and rustup
 * @param proxy proxies for cargo and rustup, where the environment names none
 * @param cargoArguments further arguments for cargo, before any {@code --}
 * @param jobs {@code --jobs}; empty: cargo's default
 * @param timeout for each cargo call as a whole; empty: none
 * @param stateDirectory where to remember what was built, for the up-to-date check; empty: always ask cargo
 * @param interop how C in the crates is handled, and how large the memory may grow
 * @param sdk finds the wasi-sdk
 * @param extraInputs further files that the result depends on, for the up-to-date check
 * @param provenance what the result says of its origin
 */
public record BuildRequest(
        Path crate,
        String target,
        Optional<String> toolchain,
        String profile,
        List<String> features,
        boolean allFeatures,
        boolean noDefaultFeatures,
        List<String> packages,
        Selection select,
        boolean locked,
        boolean offline,
        boolean installMissing,
        InstallToolchain installToolchain,
        StdSettings std,
        Optional<Path> targetDirectory,
        Optional<Path> cargo,
        Map<String, String> env,
        NetworkProxy proxy,
        List<String> cargoArguments,
        Optional<Integer> jobs,
        Optional<Duration> timeout,
        Optional<Path> stateDirectory,
        Interop interop,
        SdkFinder sdk,
        Set<Path> extraInputs,
        Provenance provenance) {

    public BuildRequest {
        crate = crate.toAbsolutePath().normalize();
        features = List.copyOf(features);
        packages = List.copyOf(packages);
        env = Map.copyOf(env);
        cargoArguments = List.copyOf(cargoArguments);
        extraInputs = Set.copyOf(extraInputs);
    }

    /**
     * What the result says of its origin.
     *
     * @param reproducible keeps this machine's paths out of it
     * @param sourceDateEpoch the time that the build says it was made, for build scripts that ask ({@code SOURCE_DATE_EPOCH});
     *     a variable of that name in the environment wins
     * @param documents whether a build manifest and a bill of materials are written beside each {@code .wasm}
     * @param tool name and version of who builds, for these documents
     */
    public record Provenance(boolean reproducible, Optional<Instant> sourceDateEpoch, boolean documents, String tool) {

        /** Paths as they are, no documents. */
        public static final Provenance NONE = new Provenance(false, Optional.empty(), false, "");
    }

    /** A request for the crate in a directory: target wasm32-wasip1, profile dev, missing targets installed. */
    public static Builder builder(Path crate) {
        return new Builder(crate);
    }

    /** A builder that starts from this request. */
    public Builder toBuilder() {
        return toBuilder(crate);
    }

    /** A builder that starts from this request, for the crate in another directory. */
    public Builder toBuilder(Path otherCrate) {
        return new Builder(this, otherCrate);
    }

    /**
     * Which targets of the selected packages to build; all empty and false: every bin and cdylib.
     *
     * @param bins names of bins
     * @param examples names of examples
     * @param cdylib whether to build the library
     */
    public record Selection(List<String> bins, List<String> examples, boolean cdylib) {

        public static final Selection DEFAULT = new Selection(List.of(), List.of(), false);

        public Selection {
            bins = List.copyOf(bins);
            examples = List.copyOf(examples);
        }

        /** Whether nothing is named, so that cargo's own default applies. */
        public boolean isDefault() {
            return bins.isEmpty() && examples.isEmpty() && !cdylib;
        }
    }

    /**
     * Proxies as cargo, rustup and curl understand them.
     *
     * @param http URL of the proxy for http
     * @param https URL of the proxy for https
     * @param noProxy hosts that are reached without, separated by commas
     */
    public record NetworkProxy(Optional<String> http, Optional<String> https, Optional<String> noProxy) {

        public static final NetworkProxy NONE = new NetworkProxy(Optional.empty(), Optional.empty(), Optional.empty());

        /** Leaves out what proxies' URLs may hold: user and password. */
        @Override
        public String toString() {
            return "NetworkProxy[http=" + http.isPresent() + ", https=" + https.isPresent() + ", noProxy=" + noProxy
                    + "]";
        }
    }

    /** Makes a {@link BuildRequest}; each setter has the meaning of the record's component. */
    public static final class Builder {

        private final Path crate;
        private String target = "wasm32-wasip1";
        private Optional<String> toolchain = Optional.empty();
        private String profile = "dev";
        private List<String> features = List.of();
        private boolean allFeatures;
        private boolean noDefaultFeatures;
        private List<String> packages = List.of();
        private Selection select = Selection.DEFAULT;
        private boolean locked;
        private boolean offline;
        private boolean installMissing = true;
        private InstallToolchain installToolchain = InstallToolchain.PINNED;
        private StdSettings std = StdSettings.DEFAULT;
        private Optional<Path> targetDirectory = Optional.empty();
        private Optional<Path> cargo = Optional.empty();
        private Map<String, String> env = Map.of();
        private NetworkProxy proxy = NetworkProxy.NONE;
        private List<String> cargoArguments = List.of();
        private Optional<Integer> jobs = Optional.empty();
        private Optional<Duration> timeout = Optional.empty();
        private Optional<Path> stateDirectory = Optional.empty();
        private Interop interop = Interop.DEFAULT;
        private SdkFinder sdk = SdkFinder.standard();
        private Set<Path> extraInputs = Set.of();
        private Provenance provenance = Provenance.NONE;

        private Builder(Path crate) {
            this.crate = crate;
        }

        private Builder(BuildRequest from, Path otherCrate) {
            crate = otherCrate;
            target = from.target;
            toolchain = from.toolchain;
            profile = from.profile;
            features = from.features;
            allFeatures = from.allFeatures;
            noDefaultFeatures = from.noDefaultFeatures;
            packages = from.packages;
            select = from.select;
            locked = from.locked;
            offline = from.offline;
            installMissing = from.installMissing;
            installToolchain = from.installToolchain;
            std = from.std;
            targetDirectory = from.targetDirectory;
            cargo = from.cargo;
            env = from.env;
            proxy = from.proxy;
            cargoArguments = from.cargoArguments;
            jobs = from.jobs;
            timeout = from.timeout;
            stateDirectory = from.stateDirectory;
            interop = from.interop;
            sdk = from.sdk;
            extraInputs = from.extraInputs;
            provenance = from.provenance;
        }

        public Builder target(String value) {
            target = value;
            return this;
        }

        public Builder toolchain(Optional<String> value) {
            toolchain = value;
            return this;
        }

        public Builder profile(String value) {
            profile = value;
            return this;
        }

        public Builder features(List<String> value) {
            features = value;
            return this;
        }

        public Builder allFeatures(boolean value) {
            allFeatures = value;
            return this;
        }

        public Builder noDefaultFeatures(boolean value) {
            noDefaultFeatures = value;
            return this;
        }

        public Builder packages(List<String> value) {
            packages = value;
            return this;
        }

        public Builder select(Selection value) {
            select = value;
            return this;
        }

        public Builder locked(boolean value) {
            locked = value;
            return this;
        }

        public Builder offline(boolean value) {
            offline = value;
            return this;
        }

        public Builder installMissing(boolean value) {
            installMissing = value;
            return this;
        }

        public Builder installToolchain(InstallToolchain value) {
            installToolchain = value;
            return this;
        }

        public Builder std(StdSettings value) {
            std = value;
            return this;
        }

        public Builder targetDirectory(Optional<Path> value) {
            targetDirectory = value;
            return this;
        }

        public Builder cargo(Optional<Path> value) {
            cargo = value;
            return this;
        }

        public Builder env(Map<String, String> value) {
            env = value;
            return this;
        }

        public Builder proxy(NetworkProxy value) {
            proxy = value;
            return this;
        }

        public Builder cargoArguments(List<String> value) {
            cargoArguments = value;
            return this;
        }

        public Builder jobs(Optional<Integer> value) {
            jobs = value;
            return this;
        }

        public Builder timeout(Optional<Duration> value) {
            timeout = value;
            return this;
        }

        public Builder stateDirectory(Optional<Path> value) {
            stateDirectory = value;
            return this;
        }

        public Builder interop(Interop value) {
            interop = value;
            return this;
        }

        public Builder sdk(SdkFinder value) {
            sdk = value;
            return this;
        }

        public Builder extraInputs(Set<Path> value) {
            extraInputs = value;
            return this;
        }

        public Builder provenance(Provenance value) {
            provenance = value;
            return this;
        }

        /** The request. */
        public BuildRequest build() {
            return new BuildRequest(
                    crate,
                    target,
                    toolchain,
                    profile,
                    features,
                    allFeatures,
                    noDefaultFeatures,
                    packages,
                    select,
                    locked,
                    offline,
                    installMissing,
                    installToolchain,
                    std,
                    targetDirectory,
                    cargo,
                    env,
                    proxy,
                    cargoArguments,
                    jobs,
                    timeout,
                    stateDirectory,
                    interop,
                    sdk,
                    extraInputs,
                    provenance);
        }
    }
}
