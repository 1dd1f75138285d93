package dev.wasmmaven.toolkit.build;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to build and how; immutable.
 *
 * @param crate directory that holds {@code Cargo.toml}
 * @param target rustc target triple, such as {@code wasm32-wasip1}
 * @param toolchain rustup toolchain, such as {@code 1.95.0}; empty: what rustup or PATH gives for the crate
 * @param profile cargo profile, such as {@code dev} or {@code release}
 * @param features cargo features of the crate, in cargo's own syntax
 * @param allFeatures {@code --all-features}
 * @param noDefaultFeatures {@code --no-default-features}
 * @param packages packages of the workspace; empty: what cargo selects by default
 * @param select which bins, examples and cdylibs
 * @param locked {@code --locked}
 * @param offline no network: {@code --offline} for cargo, no rustup downloads
 * @param installMissing whether a missing rustup target may be installed
 * @param targetDirectory cargo's target directory; empty: where cargo would put it
 * @param env added to the environment of cargo and rustup
 * @param cargoArguments further arguments for cargo, before any {@code --}
 * @param jobs {@code --jobs}; empty: cargo's default
 * @param timeout for cargo as a whole; empty: none
 * @param extraInputs further files that the result depends on, for the up-to-date check
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
        Optional<Path> targetDirectory,
        Map<String, String> env,
        List<String> cargoArguments,
        Optional<Integer> jobs,
        Optional<Duration> timeout,
        Set<Path> extraInputs) {

    public BuildRequest {
        features = List.copyOf(features);
        packages = List.copyOf(packages);
        env = Map.copyOf(env);
        cargoArguments = List.copyOf(cargoArguments);
        extraInputs = Set.copyOf(extraInputs);
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
    }
}
