package dev.wasmmaven.plugin.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.maven.artifact.handler.ArtifactHandler;
import org.apache.maven.lifecycle.mapping.Lifecycle;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WasmPackagingTest {

    @Test
    @DisplayName("builds at compile, tests at test, installs and deploys")
    void lifecycle() {
        Map<String, Lifecycle> lifecycles =
                new WasmLifecycleMappingProvider().get().getLifecycles();
        assertThat(lifecycles).containsOnlyKeys("default");
        assertThat(lifecycles.get("default").getLifecyclePhases())
                .containsOnlyKeys("compile", "test", "install", "deploy")
                .hasEntrySatisfying(
                        "compile", phase -> assertThat(phase).hasToString("dev.wasmmaven:wasm-maven-plugin:build"))
                .hasEntrySatisfying(
                        "test", phase -> assertThat(phase).hasToString("dev.wasmmaven:wasm-maven-plugin:test"));
    }

    @Test
    @DisplayName("a .wasm is no Java and is on no class path")
    void handler() {
        ArtifactHandler handler = new WasmArtifactHandlerProvider().get();
        assertThat(handler.getExtension()).isEqualTo("wasm");
        assertThat(handler.getPackaging()).isEqualTo("wasm");
        assertThat(handler.getLanguage()).isEqualTo("none");
        assertThat(handler.isAddedToClasspath()).isFalse();
    }

    @Test
    @DisplayName("a project is told by its packaging, not by having the plugin")
    void packaging() {
        MavenProject project = new MavenProject();
        Plugin plugin = new Plugin();
        plugin.setArtifactId("wasm-maven-plugin");
        project.getBuild().addPlugin(plugin);
        assertThat(Packaging.isWasm(project)).isFalse();
        project.setPackaging("wasm");
        assertThat(Packaging.isWasm(project)).isTrue();
    }
}
