package dev.wasmmaven.plugin.artifact;

import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.toolkit.build.WasmArtifact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which built file becomes which artifact of the project. The rules depend on the configuration and on what the crate
 * declares, never on the order of goals or on files found:
 *
 * <ol>
 *   <li>Bins, cdylibs and staticlibs become artifacts; examples do not. A staticlib's type is {@code a}; it is never the main artifact.
 *   <li>With {@code <packaging>wasm</packaging>} one file is the project's own artifact: the one named by
 *       {@code mainArtifact}, else the only one, else the one named like the artifactId ({@code -} and {@code _} are the
 *       same). An execution with a {@code classifier} claims no main artifact.
 *   <li>A file's bill of materials is attached with type {@code json} and the classifier {@code cyclonedx} after the file's own.
 *   <li>Every other file is attached with type {@code wasm}. Its classifier has up to three parts, joined by
 *       {@code -}: the configured classifier; the file's own name if the execution builds several; the target, such as
 *       {@code wasip2}, if the execution builds for several, or if no classifier is configured and it is not {@code wasm32-wasip1}.
 * </ol>
 *
 * @param main the project's own artifact; only with packaging {@code wasm}
 * @param attached the others, in the order in which they were built
 */
public record ArtifactPlan(Optional<Path> main, List<Attached> attached) {

    private static final String WASM = "wasm";

    /** As the CycloneDX plugin has it for Java's. */
    private static final String BILL = "cyclonedx";

    private static final String DEFAULT_TARGET = "wasm32-wasip1";

    public ArtifactPlan {
        attached = List.copyOf(attached);
    }

    /**
     * A further artifact.
     *
     * @param classifier empty for none
     */
    public record Attached(String type, Optional<String> classifier, Path file) {}

    /**
     * What the configuration says.
     *
     * @param ownPackaging whether the project has packaging {@code wasm}, and its artifact is for this target
     * @param artifactId the project's
     * @param target rustc target triple
     * @param severalTargets whether the execution builds for others as well
     * @param classifier parameter {@code classifier}
     * @param mainArtifact parameter {@code mainArtifact}: name of a bin or cdylib
     */
    public record Rules(
            boolean ownPackaging,
            String artifactId,
            String target,
            boolean severalTargets,
            @Nullable String classifier,
            @Nullable String mainArtifact) {}

    /** Applies the rules; a {@link GoalException} if a project of packaging wasm has no one main file. */
    public static ArtifactPlan of(List<WasmArtifact> built, Rules rules) {
        List<WasmArtifact> files = built.stream()
                .filter(each -> each.kind() != WasmArtifact.Kind.EXAMPLE)
                .toList();
        List<WasmArtifact> modules = files.stream()
                .filter(each -> each.kind() != WasmArtifact.Kind.STATICLIB)
                .toList();
        Optional<WasmArtifact> main = rules.ownPackaging() && blank(rules.classifier()) && !modules.isEmpty()
                ? Optional.of(mainOf(modules, rules))
                : Optional.empty();
        List<Attached> attached = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (WasmArtifact each : files) {
            // A bin and the cdylib of one package may share a name.
            String name = names.add(each.name())
                    ? each.name()
                    : each.name() + "-" + each.kind().name().toLowerCase(Locale.ROOT);
            Optional<String> classifier = Optional.empty();
            if (main.filter(each::equals).isEmpty()) {
                classifier = classifierOf(name, files.size() > 1, rules);
                attached.add(new Attached(typeOf(each), classifier, each.file()));
            }
            String ofBill = classifier.map(own -> own + "-" + BILL).orElse(BILL);
            each.documents().sbom().ifPresent(bill -> attached.add(new Attached("json", Optional.of(ofBill), bill)));
        }
        return new ArtifactPlan(main.map(WasmArtifact::file), attached);
    }

    private static String typeOf(WasmArtifact artifact) {
        return artifact.kind() == WasmArtifact.Kind.STATICLIB ? "a" : WASM;
    }

    private static WasmArtifact mainOf(List<WasmArtifact> files, Rules rules) {
        String wanted = rules.mainArtifact();
        if (wanted == null || wanted.isBlank()) {
            if (files.size() == 1) {
                return files.get(0);
            }
            return named(files, rules.artifactId())
                    .orElseThrow(() -> GoalException.configuration(
                            "a project of packaging wasm has one main artifact, but this one builds " + list(files)
                                    + " and none is named like the artifactId " + rules.artifactId(),
                            "say which one: <mainArtifact>" + files.get(0).name() + "</mainArtifact>; the others are"
                                    + " attached with their names as classifiers"));
        }
        return named(files, wanted)
                .orElseThrow(
                        () -> GoalException.configuration(
                                "<mainArtifact> names " + wanted + ", but the build makes " + list(files),
                                "correct <mainArtifact> (property wasm.mainArtifact), or the selection by <bins> and <cdylib>"));
    }

    private static Optional<WasmArtifact> named(List<WasmArtifact> files, String name) {
        return files.stream()
                .filter(each -> normalised(each.name()).equals(normalised(name)))
                .findFirst();
    }

    private static Optional<String> classifierOf(String name, boolean several, Rules rules) {
        List<String> parts = new ArrayList<>();
        String configured = rules.classifier();
        if (configured != null && !configured.isBlank()) {
            parts.add(configured);
        }
        if (several) {
            parts.add(name);
        }
        if (rules.severalTargets() || (blank(configured) && !rules.target().equals(DEFAULT_TARGET))) {
            parts.add(rules.target().replaceFirst("^wasm32-", ""));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("-", parts));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static String normalised(String name) {
        return name.replace('-', '_');
    }

    private static String list(List<WasmArtifact> files) {
        return files.stream().map(WasmArtifact::name).collect(Collectors.joining(", "));
    }
}
