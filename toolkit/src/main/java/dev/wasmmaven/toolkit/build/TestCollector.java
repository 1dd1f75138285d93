package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.toolkit.cargo.CargoEvent;
import dev.wasmmaven.toolkit.cargo.CargoMetadata;
import dev.wasmmaven.toolkit.cargo.CargoPackage;
import dev.wasmmaven.toolkit.cargo.CargoTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the artifacts of {@code cargo test --no-run} into test executables. */
final class TestCollector {

    private final CargoMetadata metadata;
    private final String target;
    private final BuildListener listener;

    TestCollector(CargoMetadata metadata, String target, BuildListener listener) {
        this.metadata = metadata;
        this.target = target;
        this.listener = listener;
    }

    /** The executables, by package, kind and name. */
    List<TestExecutable> collect(BuildEvents events) {
        List<TestExecutable> found = new ArrayList<>();
        for (CargoEvent.Artifact each : events.artifacts()) {
            Optional<CargoPackage> owner = metadata.byId(each.packageId());
            Optional<TestExecutable.Kind> kind = kind(each.target());
            if (!each.test()
                    || owner.isEmpty()
                    || kind.isEmpty()
                    || each.executable().isEmpty()) {
                continue;
            }
            Optional<Path> file = ArtifactCollector.wasm(each);
            if (file.isEmpty()) {
                listener.info("The tests of " + owner.get().name() + " ("
                        + each.target().name()
                        + ") are built for this machine, not for WebAssembly, and are left to `cargo test`");
                continue;
            }
            found.add(executable(owner.get(), each.target(), kind.get(), file.get(), events));
        }
        found.sort(Comparator.comparing(TestExecutable::packageName)
                .thenComparing(TestExecutable::kind)
                .thenComparing(TestExecutable::targetName));
        return found;
    }

    private TestExecutable executable(
            CargoPackage owner, CargoTarget built, TestExecutable.Kind kind, Path file, BuildEvents events) {
        return new TestExecutable(
                owner.name(),
                owner.directory(),
                metadata.workspaceRoot(),
                tmpdir(),
                built.name(),
                kind,
                WasmFile.read(file).libtest(),
                file,
                environment(owner, kind, events));
    }

    /** {@code CARGO_TARGET_TMPDIR}: {@code tmp} in the target's own folder; a target by a JSON file is called by its stem. */
    private Path tmpdir() {
        String folder = target.endsWith(".json")
                ? Path.of(target.substring(0, target.length() - ".json".length()))
                        .getFileName()
                        .toString()
                : target;
        return metadata.buildDirectory().resolve(folder).resolve("tmp");
    }

    private static Map<String, String> environment(CargoPackage owner, TestExecutable.Kind kind, BuildEvents events) {
        Map<String, String> env = new HashMap<>(owner.environment());
        env.put("CARGO_MANIFEST_DIR", owner.directory().toString());
        for (CargoEvent.BuildScript script : events.buildScripts()) {
            if (script.packageId().equals(owner.id())) {
                env.putAll(script.environment());
                env.put("OUT_DIR", script.outDirectory().toString());
            }
        }
        if (kind == TestExecutable.Kind.TEST || kind == TestExecutable.Kind.BENCH) {
            for (CargoEvent.Artifact each : events.artifacts()) {
                if (each.packageId().equals(owner.id()) && each.target().isKind("bin") && !each.test()) {
                    each.executable()
                            .ifPresent(bin ->
                                    env.put("CARGO_BIN_EXE_" + each.target().name(), bin.toString()));
                }
            }
        }
        return env;
    }

    private static Optional<TestExecutable.Kind> kind(CargoTarget built) {
        if (built.isKind("test")) {
            return Optional.of(TestExecutable.Kind.TEST);
        }
        if (built.isKind("bin")) {
            return Optional.of(TestExecutable.Kind.BIN);
        }
        if (built.isKind("example")) {
            return Optional.of(TestExecutable.Kind.EXAMPLE);
        }
        if (built.isKind("bench")) {
            return Optional.of(TestExecutable.Kind.BENCH);
        }
        return built.isKind("custom-build") ? Optional.empty() : Optional.of(TestExecutable.Kind.LIB);
    }
}
