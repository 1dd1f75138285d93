package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.toolkit.cargo.CargoMetadata;
import dev.wasmmaven.toolkit.cargo.CargoPackage;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which packages a cargo call selects (The Cargo Book, "cargo build", "Package Selection"); needed to tell a cdylib that was asked for
 * from one that is only a dependency.
 */
final class PackageSelection {

    private static final List<String> SELECTING = List.of("-p", "--package", "--workspace", "--all", "--exclude");

    private PackageSelection() {}

    /** The ids of the selected packages; all members where only cargo can tell. */
    static Set<String> ids(BuildRequest request, Path crate, CargoMetadata metadata) {
        if (request.cargoArguments().stream().anyMatch(PackageSelection::selects)) {
            return all(metadata);
        }
        if (!request.packages().isEmpty()) {
            return metadata.packages().stream()
                    .filter(each -> request.packages().stream().anyMatch(spec -> matches(spec, each)))
                    .map(CargoPackage::id)
                    .collect(Collectors.toSet());
        }
        if (crate.equals(metadata.workspaceRoot())) {
            return Set.copyOf(metadata.defaultMembers());
        }
        return metadata.in(crate).map(each -> Set.of(each.id())).orElseGet(() -> all(metadata));
    }

    private static boolean selects(String argument) {
        return SELECTING.stream().anyMatch(each -> argument.equals(each) || argument.startsWith(each + "="))
                || (argument.startsWith("-p") && !argument.startsWith("--"));
    }

    private static Set<String> all(CargoMetadata metadata) {
        return metadata.packages().stream().map(CargoPackage::id).collect(Collectors.toSet());
    }

    /** A package id specification: a name, {@code name@version}, a glob, or a URL, which is left to cargo. */
    private static boolean matches(String spec, CargoPackage candidate) {
        if (spec.contains("://")) {
            return true;
        }
        String[] parts = spec.split("[@:]", 2);
        boolean version = parts.length < 2
                || candidate.version().equals(parts[1])
                || candidate.version().startsWith(parts[1] + ".");
        boolean glob = parts[0].chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
        return version
                && (glob
                        ? FileSystems.getDefault()
                                .getPathMatcher("glob:" + parts[0])
                                .matches(Path.of(candidate.name()))
                        : candidate.name().equals(parts[0]));
    }
}
