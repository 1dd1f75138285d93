package dev.wasmmaven.toolkit.fingerprint;

import dev.wasmmaven.support.digest.Digest;

/**
 * A file's content, with what lets the content be taken as unchanged without reading it.
 *
 * @param digest of the content
 * @param size in bytes
 * @param modified time of the last modification, in nanoseconds since 1970
 * @param changed time of the last change of content or attributes ({@code ctime}), in nanoseconds since 1970; -1 where the file system
 *     has none
 */
public record FileStamp(Digest digest, long size, long modified, long changed) {

    private static final long COARSEST_CLOCK = 2_000_000_000L;

    /**
     * Whether the same size and times prove the same content. Not so for a file that was written at about the time of the stamp: it may
     * have been written again within one tick of the file system's clock. Nor without a ctime, because a modification time can be set at
     * will.
     *
     * @param takenAt when the stamp was taken, in nanoseconds since 1970
     */
    boolean proves(long otherSize, long otherModified, long otherChanged, long takenAt) {
        return changed >= 0
                && size == otherSize
                && modified == otherModified
                && changed == otherChanged
                && Math.max(modified, changed) < takenAt - COARSEST_CLOCK;
    }
}
