package dev.wasmmaven.plugin.lifecycle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Named;
import javax.inject.Provider;
import javax.inject.Singleton;
import org.apache.maven.lifecycle.mapping.Lifecycle;
import org.apache.maven.lifecycle.mapping.LifecycleMapping;
import org.apache.maven.lifecycle.mapping.LifecyclePhase;

/** The default life cycle of {@code <packaging>wasm</packaging>}: build, test, install and deploy. */
@Named(WasmLifecycleMappingProvider.PACKAGING)
@Singleton
public final class WasmLifecycleMappingProvider implements Provider<LifecycleMapping> {

    static final String PACKAGING = "wasm";

    // Without a version Maven takes that of the project's own <plugin> entry, which must exist for the extension.
    private static final String PLUGIN = "dev.wasmmaven:wasm-maven-plugin:";
    // The versions that Maven 3.9 binds at the latest; a project's own pluginManagement overrides them.
    private static final String INSTALL = "org.apache.maven.plugins:maven-install-plugin:3.1.4:install";
    private static final String DEPLOY = "org.apache.maven.plugins:maven-deploy-plugin:3.1.4:deploy";

    @Override
    public LifecycleMapping get() {
        Map<String, LifecyclePhase> phases = new LinkedHashMap<>();
        phases.put("compile", new LifecyclePhase(PLUGIN + "build"));
        phases.put("test", new LifecyclePhase(PLUGIN + "test"));
        phases.put("install", new LifecyclePhase(INSTALL));
        phases.put("deploy", new LifecyclePhase(DEPLOY));
        Lifecycle lifecycle = new Lifecycle();
        lifecycle.setId("default");
        lifecycle.setLifecyclePhases(phases);
        return new WasmLifecycleMapping(lifecycle);
    }

    private record WasmLifecycleMapping(Lifecycle lifecycle) implements LifecycleMapping {

        @Override
        public Map<String, Lifecycle> getLifecycles() {
            return Map.of(lifecycle.getId(), lifecycle);
        }

        @Override
        @Deprecated
        @SuppressWarnings("InlineMeSuggester") // deprecated by Maven; nobody here calls it
        public List<String> getOptionalMojos(String id) {
            return new ArrayList<>();
        }

        @Override
        @Deprecated
        public Map<String, String> getPhases(String id) {
            Map<String, String> phases = new LinkedHashMap<>();
            if (lifecycle.getId().equals(id)) {
                lifecycle.getLifecyclePhases().forEach((name, phase) -> phases.put(name, phase.toString()));
            }
            return phases;
        }
    }
}
