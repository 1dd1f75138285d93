package dev.wasmmaven.sdk.archive;

/**
 * How much an archive may unpack to, so that a small file cannot fill the disk.
 *
 * @param mostBytes the content of all files together, in bytes
 * @param mostEntries files, folders and links together
 */
public record UnpackLimits(long mostBytes, long mostEntries) {

    /** 8 GiB and 200,000 entries; wasi-sdk releases have some 0.5 GiB and 5,000. */
    public static UnpackLimits defaults() {
        return new UnpackLimits(8L << 30, 200_000);
    }
}
