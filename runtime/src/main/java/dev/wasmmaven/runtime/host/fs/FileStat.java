package dev.wasmmaven.runtime.host.fs;

import java.time.Instant;

/**
 * Attributes of a file.
 *
 * @param device number of the device; with {@code inode} it identifies the file
 * @param inode serial number in the device
 * @param type what it is
 * @param links number of hard links
 * @param size in bytes
 * @param accessed last access
 * @param modified last change of the contents
 * @param changed last change of the attributes
 */
public record FileStat(
        long device,
        long inode,
        FileType type,
        long links,
        long size,
        Instant accessed,
        Instant modified,
        Instant changed) {

    /** Of a file with that size now, one of whose names was removed. */
    FileStat gone(long newSize) {
        return new FileStat(device, inode, type, Math.max(0, links - 1), newSize, accessed, modified, changed);
    }

    boolean sameFile(FileStat other) {
        return device == other.device && inode == other.inode;
    }
}
