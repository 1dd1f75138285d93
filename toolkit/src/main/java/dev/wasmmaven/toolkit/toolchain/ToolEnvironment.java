package dev.wasmmaven.toolkit.toolchain;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The environment of cargo and rustup, as a difference to the user's own, which wins wherever it says something. */
public final class ToolEnvironment {

    /**
     * Makes messages readable for us: no colours (CI services like to force them), no backtrace of rustup after its message, no
     * progress bar.
     */
    static final Map<String, Optional<String>> QUIET = Map.of(
            "RUST_BACKTRACE", Optional.empty(),
            "RUSTUP_TERM_COLOR", Optional.of("never"),
            "CARGO_TERM_COLOR", Optional.of("never"),
            "CARGO_TERM_PROGRESS_WHEN", Optional.of("never"));

    private ToolEnvironment() {}

    /** Proxies in the variables that cargo, rustup and git read, for those that the user's environment does not set. */
    public static Map<String, Optional<String>> proxies(
            HostSystem system, Optional<String> http, Optional<String> https, Optional<String> noProxy) {
        Map<String, Optional<String>> difference = new HashMap<>();
        // curl reads http_proxy in lower case only; the others are read in both forms.
        http.filter(url -> isUnset(system, "http_proxy"))
                .ifPresent(url -> difference.put("http_proxy", Optional.of(url)));
        https.or(() -> http)
                .filter(url -> isUnset(system, "HTTPS_PROXY") && isUnset(system, "https_proxy"))
                .ifPresent(url -> {
                    difference.put("HTTPS_PROXY", Optional.of(url));
                    difference.put("https_proxy", Optional.of(url));
                    if (isUnset(system, "CARGO_HTTP_PROXY")) {
                        difference.put("CARGO_HTTP_PROXY", Optional.of(url));
                    }
                });
        noProxy.filter(hosts -> isUnset(system, "NO_PROXY") && isUnset(system, "no_proxy"))
                .ifPresent(hosts -> {
                    difference.put("NO_PROXY", Optional.of(hosts));
                    difference.put("no_proxy", Optional.of(hosts));
                });
        return difference;
    }

    /** A PATH on which a cargo's folder is, so that the tools beside it are found; nothing if it is there already. */
    public static Map<String, Optional<String>> path(HostSystem system, Path cargo) {
        Path folder = cargo.toAbsolutePath().getParent();
        if (folder == null || system.pathFolders().contains(folder)) {
            return Map.of();
        }
        String rest =
                system.variable("PATH").map(path -> File.pathSeparator + path).orElse("");
        return Map.of("PATH", Optional.of(folder + rest));
    }

    private static boolean isUnset(HostSystem system, String name) {
        return system.variable(name).isEmpty();
    }
}
