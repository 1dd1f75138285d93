package dev.wasmmaven.plugin.lifecycle;

import javax.inject.Named;
import javax.inject.Provider;
import javax.inject.Singleton;
import org.apache.maven.artifact.handler.ArtifactHandler;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;

/** The artifact type {@code wasm}: extension {@code .wasm}, no Java, never on a class path. */
@Named(WasmLifecycleMappingProvider.PACKAGING)
@Singleton
public final class WasmArtifactHandlerProvider implements Provider<ArtifactHandler> {

    @Override
    public ArtifactHandler get() {
        DefaultArtifactHandler handler = new DefaultArtifactHandler(WasmLifecycleMappingProvider.PACKAGING);
        handler.setExtension(WasmLifecycleMappingProvider.PACKAGING);
        handler.setLanguage("none");
        handler.setAddedToClasspath(false);
        handler.setIncludesDependencies(false);
        return handler;
    }
}
