package dev.wasmmaven.runtime.host.fs;

import dev.wasmmaven.runtime.host.HostException;

/** Something open: a file or a directory. */
public sealed interface HostNode permits HostFile, HostDirectory {

    /** Its attributes now. */
    FileStat stat() throws HostException;

    /** Sets its times of last access and last change. */
    void setTimes(SetTime accessed, SetTime modified) throws HostException;

    /** Gives it back to the host; closing again does nothing. */
    void close();
}
