package dev.wasmmaven.toolkit.build;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.build.BuildListener.CompilerMessage;
import dev.wasmmaven.toolkit.build.BuildListener.Level;
import dev.wasmmaven.toolkit.cargo.CargoEvent;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Collects the events of one cargo call and shows compiler messages to the listener as they come. */
final class BuildEvents implements Consumer<CargoEvent> {

    private final Path workspaceRoot;
    private final Map<Path, String> replacements;
    private final BuildListener listener;
    private final List<CargoEvent.Artifact> artifacts = new ArrayList<>();
    private final List<CargoEvent.BuildScript> buildScripts = new ArrayList<>();
    private final List<CompilerMessage> warnings = new ArrayList<>();
    private final Set<String> shown = new HashSet<>();

    BuildEvents(BuildSetup setup, BuildListener listener) {
        this.workspaceRoot = setup.metadata().workspaceRoot();
        this.replacements = setup.additions().replacements();
        this.listener = listener;
    }

    @Override
    public void accept(CargoEvent event) {
        if (event instanceof CargoEvent.CompilerMessage message) {
            show(message);
        } else if (event instanceof CargoEvent.Artifact artifact) {
            artifacts.add(artifact);
        } else if (event instanceof CargoEvent.BuildScript script) {
            buildScripts.add(script);
        }
    }

    private void show(CargoEvent.CompilerMessage raw) {
        // rustc's own summary of what has been shown one by one.
        boolean summary = raw.span().isEmpty()
                && (raw.message().startsWith("aborting due to") || raw.message().matches("\\d+ warnings? emitted"));
        // A library is compiled twice for its tests and says the same twice; cargo's own output leaves the second out
        // too.
        // Cargo silences the warnings of packages of a registry, but not where they stand in a folder of ours.
        boolean foreign = !raw.level().startsWith("error") && isReplacement(raw.manifest());
        if (summary || foreign || !shown.add(raw.rendered().isEmpty() ? raw.message() : raw.rendered())) {
            return;
        }
        CompilerMessage message = new CompilerMessage(
                level(raw.level()),
                raw.message(),
                raw.span().map(span -> file(raw, span) + ":" + span.line() + ":" + span.column()),
                raw.rendered());
        if (message.level() == Level.WARNING) {
            warnings.add(message);
        }
        listener.compilerMessage(message);
    }

    /** rustc runs in the workspace's root for its members, and in the package's folder for everything else. */
    private Path file(CargoEvent.CompilerMessage raw, CargoEvent.Span span) {
        Path inWorkspace = workspaceRoot.resolve(span.file()).normalize();
        Path folder = Optional.ofNullable(raw.manifest().getParent()).orElse(workspaceRoot);
        Path inPackage = folder.resolve(span.file()).normalize();
        return !Files.exists(inWorkspace) && Files.exists(inPackage) ? inPackage : inWorkspace;
    }

    private static Level level(String word) {
        if (word.startsWith("error")) {
            return Level.ERROR;
        }
        return word.equals("warning") ? Level.WARNING : Level.NOTE;
    }

    /**
     * Checks that every replacement was compiled; where one was not, cargo says so only in a warning.
     *
     * @param everywhere whether nothing else of the same name may have been compiled beside it
     * @throws ToolkitException one was not, or something else was
     */
    void requireReplacements(boolean everywhere) {
        for (String each : new TreeSet<>(replacements.values())) {
            boolean compiled = artifacts.stream()
                    .anyMatch(artifact -> replacements.entrySet().stream()
                            .anyMatch(folder -> folder.getValue().equals(each)
                                    && artifact.manifest().startsWith(folder.getKey())));
            if (!compiled) {
                throw unused(
                        each,
                        "no crate of this build depends on it",
                        "remove <libc> (property wasm.libc); to give it to the standard library, have that compiled:"
                                + " <buildStd>always</buildStd>");
            }
            Optional<CargoEvent.Artifact> other = artifacts.stream()
                    .filter(artifact -> artifact.target().name().equals("libc"))
                    .filter(artifact -> !isReplacement(artifact.manifest()))
                    .findFirst();
            if (everywhere && other.isPresent()) {
                throw unused(
                        each,
                        "a crate of this build asks for a version that it cannot replace, and got "
                                + other.get().packageId(),
                        "configure a <libc> of that version or a newer one (property wasm.libc)");
            }
        }
    }

    private boolean isReplacement(Path manifest) {
        return replacements.keySet().stream().anyMatch(manifest::startsWith);
    }

    private static ToolkitException unused(String replacement, String why, String nextStep) {
        return new ToolkitException(DiagnosticId.LIBC_UNUSED, replacement + " is not used: " + why, nextStep);
    }

    List<CargoEvent.Artifact> artifacts() {
        return List.copyOf(artifacts);
    }

    List<CargoEvent.BuildScript> buildScripts() {
        return List.copyOf(buildScripts);
    }

    List<CompilerMessage> warnings() {
        return List.copyOf(warnings);
    }
}
