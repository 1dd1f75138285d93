package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkRequest;
import java.nio.file.Path;
import java.util.List;

/** The directory that the user has configured. If it does not serve, that is an error: the user meant this one. */
public final class DirectorySource implements SdkSource {

    private final Path root;

    /** The directory of an SDK. */
    public DirectorySource(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "configured directory";
    }

    @Override
    public boolean isDecisive() {
        return true;
    }

    @Override
    public List<SdkOffer> look(SdkRequest request) {
        return List.of(SdkOffer.Directory.of(root));
    }
}
