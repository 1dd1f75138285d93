package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkRequest;
import java.util.List;

/** The SDKs that a machine's toolchain registry lists. */
public final class ToolchainSource implements SdkSource {

    private final ToolchainDirectories registry;

    /** The source for a registry. */
    public ToolchainSource(ToolchainDirectories registry) {
        this.registry = registry;
    }

    @Override
    public String name() {
        return "toolchains";
    }

    @Override
    public List<SdkOffer> look(SdkRequest request) {
        List<SdkOffer> offers = registry.directories().stream()
                .<SdkOffer>map(SdkOffer.Directory::of)
                .toList();
        return offers.isEmpty() ? List.of(new SdkOffer.Nothing("no entry of type wasi-sdk")) : offers;
    }
}
