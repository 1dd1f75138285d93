package dev.wasmmaven.sdk;

import dev.wasmmaven.support.digest.Digest;
import java.util.List;
import java.util.Optional;

/**
 * The SDK to use, and how it was chosen.
 *
 * @param layout its programs and sysroots
 * @param source the kind of place that it was found in, such as {@code cache}
 * @param digest the digest of the archive that it was unpacked from; empty for a directory that others made
 * @param passedOver the places that were looked at before, with the reasons why they lost
 */
public record ResolvedSdk(SdkLayout layout, String source, Optional<Digest> digest, List<Verdict> passedOver) {

    public ResolvedSdk {
        passedOver = List.copyOf(passedOver);
    }

    /** The choice in one line: what, from where. */
    public String summary() {
        return layout.version().map(version -> "wasi-sdk " + version).orElse("composed wasi-sdk")
                + " (clang " + layout.tools().clangVersion() + ") from " + source
                + layout.root().map(root -> " in " + root).orElse("");
    }
}
