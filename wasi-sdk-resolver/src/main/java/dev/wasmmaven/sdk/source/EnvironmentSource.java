package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables that wasi-sdk's users set by custom: {@code WASI_SDK_PATH} is the SDK, {@code WASI_SYSROOT}, if it is set as well, a
 * sysroot to use instead of the SDK's own.
 */
public final class EnvironmentSource implements SdkSource {

    /** Names the SDK's directory. */
    public static final String SDK_PATH = "WASI_SDK_PATH";

    /** Names a sysroot. */
    public static final String SYSROOT = "WASI_SYSROOT";

    private final Map<String, String> environment;

    /** The source for an environment. */
    public EnvironmentSource(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return SDK_PATH;
    }

    @Override
    public List<SdkOffer> look(SdkRequest request) {
        try {
            Optional<Path> root = path(environment, SDK_PATH);
            return List.of(
                    root.isEmpty()
                            ? new SdkOffer.Nothing("not set")
                            : new SdkOffer.Directory(
                                    root.get(), Optional.empty(), path(environment, SYSROOT), Optional.empty()));
        } catch (InvalidPathException e) {
            return List.of(new SdkOffer.Nothing("'" + e.getInput() + "' is no path"));
        }
    }

    static Optional<Path> path(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }
}
