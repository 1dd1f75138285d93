package dev.wasmmaven.toolkit.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.toolkit.cargo.CargoMetadata;
import dev.wasmmaven.toolkit.cargo.CargoPackage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PackageSelectionTest {

    private static final Path ROOT = Path.of("/w");

    private final CargoMetadata metadata = new CargoMetadata(
            List.of(member("app", "1.2.3"), member("lib-a", "0.1.0"), member("lib-b", "0.1.0")),
            List.of("app-id"),
            ROOT,
            ROOT.resolve("target"),
            ROOT.resolve("target"));

    private static CargoPackage member(String name, String version) {
        return new CargoPackage(
                name + "-id", name, version, ROOT.resolve(name).resolve("Cargo.toml"), List.of(), List.of(), Map.of());
    }

    private Set<String> select(Path crate, List<String> packages, String... arguments) {
        BuildRequest request = BuildRequest.builder(crate)
                .packages(packages)
                .cargoArguments(List.of(arguments))
                .build();
        return PackageSelection.ids(request, crate, metadata);
    }

    @Test
    @DisplayName("the root selects the default members, a member's directory that member")
    void defaults() {
        assertThat(select(ROOT, List.of())).containsExactly("app-id");
        assertThat(select(ROOT.resolve("lib-a"), List.of())).containsExactly("lib-a-id");
    }

    @Test
    @DisplayName("packages are named with or without version, or by a glob")
    void names() {
        assertThat(select(ROOT, List.of("lib-b"))).containsExactly("lib-b-id");
        assertThat(select(ROOT, List.of("app@1.2"))).containsExactly("app-id");
        assertThat(select(ROOT, List.of("app@1.20"))).isEmpty();
        assertThat(select(ROOT, List.of("lib-*"))).containsExactlyInAnyOrder("lib-a-id", "lib-b-id");
    }

    @Test
    @DisplayName("what only cargo can tell lets every member in")
    void leftToCargo() {
        assertThat(select(ROOT, List.of("file:///w/app#1.2.3"))).hasSize(3);
        assertThat(select(ROOT, List.of(), "--workspace", "--exclude", "app")).hasSize(3);
        assertThat(select(ROOT, List.of(), "-plib-a")).hasSize(3);
        assertThat(select(ROOT, List.of(), "--profile-x")).hasSize(1);
    }
}
