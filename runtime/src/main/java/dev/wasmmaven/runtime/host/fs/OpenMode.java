package dev.wasmmaven.runtime.host.fs;

/**
 * How to open, after {@code open(2)}.
 *
 * @param read the file can be read through the result
 * @param write the file can be written through the result
 * @param create make a regular file if there is none
 * @param exclusive with {@code create}: fail if there is something
 * @param truncate cut a regular file to nothing
 * @param directory fail if it is not a directory
 * @param follow follow a symbolic link in the last component
 */
public record OpenMode(
        boolean read,
        boolean write,
        boolean create,
        boolean exclusive,
        boolean truncate,
        boolean directory,
        boolean follow) {

    boolean changes() {
        return write || create || truncate;
    }
}
