package dev.wasmmaven.runtime.host.fs;

/**
 * An entry of a directory.
 *
 * @param name its name, without {@code /}
 * @param type what it is, links not followed
 * @param inode its serial number
 */
public record DirectoryEntry(String name, FileType type, long inode) {}
