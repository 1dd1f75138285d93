package dev.wasmmaven.runtime.host;

/** What can go wrong in a host operation; the names are those of POSIX without the {@code E}, as WASI writes them. */
public enum HostErr {
    /** Permission denied by the host. */
    ACCES,
    /** The address is in use. */
    ADDRINUSE,
    /** No address of this host. */
    ADDRNOTAVAIL,
    /** Would block, and the descriptor is non-blocking. */
    AGAIN,
    /** Not an open descriptor, or not open for this operation. */
    BADF,
    /** In use. */
    BUSY,
    /** The connection was given up. */
    CONNABORTED,
    /** Nobody listens at the other end. */
    CONNREFUSED,
    /** The other end broke the connection. */
    CONNRESET,
    /** Disk quota exceeded. */
    DQUOT,
    /** Exists already. */
    EXIST,
    /** File too large. */
    FBIG,
    /** The other end's host or network cannot be reached. */
    HOSTUNREACH,
    /** Bytes that are not UTF-8, or a name the host cannot express. */
    ILSEQ,
    /** Interrupted. */
    INTR,
    /** Invalid argument. */
    INVAL,
    /** Input or output error. */
    IO,
    /** Is a directory. */
    ISDIR,
    /** Too many symbolic links, or one where none is wanted. */
    LOOP,
    /** Too many descriptors open in this process. */
    MFILE,
    /** Too many hard links. */
    MLINK,
    /** A datagram is too large. */
    MSGSIZE,
    /** A name or path is too long. */
    NAMETOOLONG,
    /** Too many files open in the system. */
    NFILE,
    /** No such file or directory. */
    NOENT,
    /** Out of memory. */
    NOMEM,
    /** No space left on the device. */
    NOSPC,
    /** Not a directory. */
    NOTDIR,
    /** Not connected. */
    NOTCONN,
    /** Directory not empty. */
    NOTEMPTY,
    /** Not a socket. */
    NOTSOCK,
    /** Not supported. */
    NOTSUP,
    /** No such device or address. */
    NXIO,
    /** A value does not fit its type. */
    OVERFLOW,
    /** Not permitted, above all leaving the directory that was given. */
    PERM,
    /** Nobody reads the other end. */
    PIPE,
    /** The host's file system is read-only. */
    ROFS,
    /** Cannot seek. */
    SPIPE,
    /** The other end did not answer in time. */
    TIMEDOUT,
    /** The file is being executed. */
    TXTBSY,
    /** Across file systems. */
    XDEV
}
