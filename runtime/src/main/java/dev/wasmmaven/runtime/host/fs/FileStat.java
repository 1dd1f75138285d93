package dev.wasmmaven.runtime.host.fs;

/**
 * Attributes of a file.
 *
 * @param device number of the device; with {@code inode} it identifies the file
 * @param inode serial number in the device
 * @param type what it is
 * @param links number of hard links
 * @param size in bytes
 * @param accessed last access, nanoseconds since 1970, limited to what a {@code long} holds
 * @param modified last change of the contents, likewise
 * @param changed last change of the attributes, likewise
 */
public record FileStat(
        long device, long inode, FileType type, long links, long size, long accessed, long modified, long changed) {

    /** Of a file with that size now, one of whose names was removed. */
    FileStat gone(long newSize) {
        return new FileStat(device, inode, type, Math.max(0, links - 1), newSize, accessed, modified, changed);
    }

    boolean sameFile(FileStat other) {
        return device == other.device && inode == other.inode;
    }
}
