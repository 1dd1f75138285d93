package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.inspect.SystemToolchain;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the system's packages give: clang, lld and WASI headers, or those that {@code WASI_SYSROOT} names. It has no wasi-sdk version, so it does not
 * serve a request for exactly one.
 */
public final class ComposedSource implements SdkSource {

    /** Where packages put WASI's headers: Debian and Ubuntu; Arch Linux; Homebrew on both processors. */
    public static final List<Path> USUAL_SYSROOTS = List.of(
            Path.of("/usr"),
            Path.of("/usr/share/wasi-sysroot"),
            Path.of("/opt/homebrew/opt/wasi-libc/share/wasi-sysroot"),
            Path.of("/usr/local/opt/wasi-libc/share/wasi-sysroot"));

    private final SystemToolchain system;
    private final Map<String, String> environment;
    private final List<Path> sysroots;

    /**
     * @param system finds compilers
     * @param environment for {@code WASI_SYSROOT}
     * @param sysroots where headers are looked for if {@code WASI_SYSROOT} is not set, in order
     */
    public ComposedSource(SystemToolchain system, Map<String, String> environment, List<Path> sysroots) {
        this.system = system;
        this.environment = Map.copyOf(environment);
        this.sysroots = List.copyOf(sysroots);
    }

    @Override
    public String name() {
        return "system packages";
    }

    @Override
    public List<SdkOffer> look(SdkRequest request) {
        if (request.versions().exact().isPresent()) {
            return List.of(new SdkOffer.Nothing(
                    "the system's packages have no wasi-sdk version, and " + request.versions() + " is needed"));
        }
        List<Path> places = new ArrayList<>();
        try {
            Optional<Path> named = EnvironmentSource.path(environment, EnvironmentSource.SYSROOT);
            named.ifPresentOrElse(places::add, () -> places.addAll(sysroots));
        } catch (InvalidPathException e) {
            return List.of(new SdkOffer.Nothing(EnvironmentSource.SYSROOT + " '" + e.getInput() + "' is no path"));
        }
        return List.of(new SdkOffer.Inspected(system.compose(places, request)));
    }
}
