package dev.wasmmaven.sdk.source;

import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.sdk.inspect.Inspection;
import dev.wasmmaven.support.digest.Digest;
import java.nio.file.Path;
import java.util.Optional;

/** What a place offers. */
public sealed interface SdkOffer {

    /**
     * Nothing.
     *
     * @param reason a sentence without a full stop
     */
    record Nothing(String reason) implements SdkOffer {}

    /**
     * A directory, still to be inspected.
     *
     * @param root the SDK's directory
     * @param known its version, if the place knows it
     * @param sysroot a sysroot to use instead of the SDK's own
     * @param digest the digest of the archive that it comes from, if it comes from one
     */
    record Directory(Path root, Optional<WasiSdkVersion> known, Optional<Path> sysroot, Optional<Digest> digest)
            implements SdkOffer {

        /** A directory that nothing else is known of. */
        static Directory of(Path root) {
            return new Directory(root, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * Something that has been inspected already.
     *
     * @param inspection the outcome
     */
    record Inspected(Inspection inspection) implements SdkOffer {}

    /**
     * An archive, still to be obtained.
     *
     * @param what the archive in words, with its address
     * @param how downloads, verifies and unpacks it
     */
    record Obtainable(String what, Obtain how) implements SdkOffer {}

    /** Obtains an archive. */
    @FunctionalInterface
    interface Obtain {
        /**
         * Downloads, verifies and unpacks.
         *
         * @throws dev.wasmmaven.sdk.SdkException that did not succeed
         */
        Directory obtain(SdkListener listener);
    }
}
