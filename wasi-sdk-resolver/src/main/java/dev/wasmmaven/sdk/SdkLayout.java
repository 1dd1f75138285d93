package dev.wasmmaven.sdk;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What was found on looking inside.
 *
 * @param root the SDK's directory; empty for one composed of the system's packages
 * @param version empty for a composed one
 * @param tools its programs
 * @param sysroots its sysroots, by target: at least those that were asked for
 */
public record SdkLayout(
        Optional<Path> root, Optional<WasiSdkVersion> version, SdkTools tools, Map<WasiTarget, Sysroot> sysroots) {

    public SdkLayout {
        sysroots = Map.copyOf(sysroots);
    }
}
