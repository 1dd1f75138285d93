package dev.wasmmaven.plugin.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.plugin.artifact.ArtifactPlan.Attached;
import dev.wasmmaven.plugin.artifact.ArtifactPlan.Rules;
import dev.wasmmaven.plugin.diagnosis.GoalException;
import dev.wasmmaven.toolkit.build.WasmArtifact;
import dev.wasmmaven.toolkit.build.WasmArtifact.Kind;
import dev.wasmmaven.toolkit.build.WasmArtifact.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArtifactPlanTest {

    private static final WasmArtifact APP = artifact("my-app", Kind.BIN);
    private static final WasmArtifact TOOL = artifact("tool", Kind.BIN);
    private static final WasmArtifact LIB = artifact("plug", Kind.CDYLIB);

    private static WasmArtifact artifact(String name, Kind kind) {
        Shape shape = kind == Kind.CDYLIB ? Shape.REACTOR : Shape.COMMAND;
        return new WasmArtifact(
                "pkg", "1.0.0", name, kind, shape, Path.of(kind + "-" + name + ".wasm"), WasmArtifact.Documents.NONE);
    }

    private static Rules jar(String target, @Nullable String classifier) {
        return new Rules(false, "my-app", target, false, classifier, null);
    }

    private static Rules wasm(@Nullable String classifier, @Nullable String mainArtifact) {
        return new Rules(true, "my_app", "wasm32-wasip1", false, classifier, mainArtifact);
    }

    private static Attached attached(@Nullable String classifier, WasmArtifact artifact) {
        return new Attached("wasm", Optional.ofNullable(classifier), artifact.file());
    }

    @Test
    @DisplayName("a single file is attached without a classifier")
    void single() {
        ArtifactPlan plan = ArtifactPlan.of(List.of(TOOL), jar("wasm32-wasip1", null));
        assertThat(plan.main()).isEmpty();
        assertThat(plan.attached()).containsExactly(attached(null, TOOL));
    }

    @Test
    @DisplayName("several files have their names as classifiers")
    void several() {
        assertThat(ArtifactPlan.of(List.of(APP, TOOL, LIB), jar("wasm32-wasip1", null))
                        .attached())
                .containsExactly(attached("my-app", APP), attached("tool", TOOL), attached("plug", LIB));
    }

    @Test
    @DisplayName("a bin and a cdylib of one name are told apart")
    void sameName() {
        WasmArtifact lib = artifact("tool", Kind.CDYLIB);
        assertThat(ArtifactPlan.of(List.of(TOOL, lib), jar("wasm32-wasip1", null))
                        .attached())
                .containsExactly(attached("tool", TOOL), attached("tool-cdylib", lib));
    }

    @Test
    @DisplayName("a static library is attached as what it is, and is no candidate for the main artifact")
    void staticLibrary() {
        WasmArtifact lib = artifact("plug", Kind.STATICLIB);
        assertThat(ArtifactPlan.of(List.of(LIB, lib), jar("wasm32-wasip1", null))
                        .attached())
                .containsExactly(attached("plug", LIB), new Attached("a", Optional.of("plug-staticlib"), lib.file()));
        assertThat(ArtifactPlan.of(List.of(LIB, lib), wasm(null, null)).main()).hasValue(LIB.file());
    }

    @Test
    @DisplayName("another target than wasm32-wasip1 is part of the classifier, unless one is configured")
    void otherTarget() {
        assertThat(ArtifactPlan.of(List.of(TOOL), jar("wasm32-wasip2", null)).attached())
                .containsExactly(attached("wasip2", TOOL));
        assertThat(ArtifactPlan.of(List.of(APP, TOOL), jar("wasm32-wasip1-threads", null))
                        .attached())
                .containsExactly(attached("my-app-wasip1-threads", APP), attached("tool-wasip1-threads", TOOL));
        assertThat(ArtifactPlan.of(List.of(TOOL), jar("wasm32-wasip2", "mine")).attached())
                .containsExactly(attached("mine", TOOL));
        assertThat(ArtifactPlan.of(List.of(APP, TOOL), jar("wasm32-wasip2", "mine"))
                        .attached())
                .containsExactly(attached("mine-my-app", APP), attached("mine-tool", TOOL));
    }

    @Test
    @DisplayName("of several targets each is part of the classifier, whatever is configured")
    void severalTargets() {
        assertThat(ArtifactPlan.of(List.of(TOOL), new Rules(false, "my-app", "wasm32-wasip1", true, null, null))
                        .attached())
                .containsExactly(attached("wasip1", TOOL));
        assertThat(ArtifactPlan.of(List.of(TOOL), new Rules(false, "my-app", "wasm32-wasip2", true, "mine", null))
                        .attached())
                .containsExactly(attached("mine-wasip2", TOOL));
    }

    @Test
    @DisplayName("examples are not attached and do not make a file one of several")
    void examples() {
        WasmArtifact example = artifact("demo", Kind.EXAMPLE);
        assertThat(ArtifactPlan.of(List.of(TOOL, example), jar("wasm32-wasip1", null))
                        .attached())
                .containsExactly(attached(null, TOOL));
        assertThat(ArtifactPlan.of(List.of(example), wasm(null, null)))
                .isEqualTo(new ArtifactPlan(Optional.empty(), List.of()));
    }

    @Test
    @DisplayName("packaging wasm: the only file is the main artifact, whatever its name")
    void mainOnly() {
        ArtifactPlan plan = ArtifactPlan.of(List.of(TOOL), wasm(null, null));
        assertThat(plan.main()).contains(TOOL.file());
        assertThat(plan.attached()).isEmpty();
    }

    @Test
    @DisplayName("packaging wasm: of several the one named like the artifactId, with - and _ alike")
    void mainByArtifactId() {
        ArtifactPlan plan = ArtifactPlan.of(List.of(APP, TOOL), wasm(null, null));
        assertThat(plan.main()).contains(APP.file());
        assertThat(plan.attached()).containsExactly(attached("tool", TOOL));
    }

    @Test
    @DisplayName("packaging wasm: mainArtifact decides")
    void mainConfigured() {
        ArtifactPlan plan = ArtifactPlan.of(List.of(APP, TOOL), wasm(null, "tool"));
        assertThat(plan.main()).contains(TOOL.file());
        assertThat(plan.attached()).containsExactly(attached("my-app", APP));
    }

    @Test
    @DisplayName("packaging wasm: with a classifier no main artifact is claimed")
    void noMainWithClassifier() {
        ArtifactPlan plan = ArtifactPlan.of(List.of(APP), wasm("debug", null));
        assertThat(plan.main()).isEmpty();
        assertThat(plan.attached()).containsExactly(attached("debug", APP));
    }

    @Test
    @DisplayName("packaging wasm: no decision possible is an error that names the candidates and the parameter")
    void ambiguous() {
        assertThatThrownBy(() -> ArtifactPlan.of(List.of(TOOL, LIB), wasm(null, null)))
                .isInstanceOf(GoalException.class)
                .hasMessageContaining("tool, plug")
                .extracting(e -> ((GoalException) e).nextStep())
                .asString()
                .contains("<mainArtifact>tool</mainArtifact>");
        assertThatThrownBy(() -> ArtifactPlan.of(List.of(APP), wasm(null, "other")))
                .isInstanceOf(GoalException.class)
                .hasMessageContaining("other");
    }

    @Test
    @DisplayName("each bill of materials is attached beside its file")
    void bills() {
        WasmArtifact app = documented(APP);
        WasmArtifact tool = documented(TOOL);
        ArtifactPlan plan = ArtifactPlan.of(List.of(app, tool), wasm(null, null));
        assertThat(plan.main()).contains(app.file());
        assertThat(plan.attached())
                .containsExactly(
                        new Attached("json", Optional.of("cyclonedx"), bill(app)),
                        attached("tool", tool),
                        new Attached("json", Optional.of("tool-cyclonedx"), bill(tool)));
    }

    private static WasmArtifact documented(WasmArtifact artifact) {
        return new WasmArtifact(
                artifact.packageName(),
                artifact.packageVersion(),
                artifact.name(),
                artifact.kind(),
                artifact.shape(),
                artifact.file(),
                new WasmArtifact.Documents(Optional.empty(), Optional.of(bill(artifact))));
    }

    private static Path bill(WasmArtifact artifact) {
        return Path.of(artifact.name() + ".cdx.json");
    }
}
