package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.host.HostErr;

/** The labels of {@code error-code} in {@code wasi:filesystem/types}. */
public final class FileErrors {

    private FileErrors() {}

    /** The label of the code that says it best, in all versions. */
    public static String label(HostErr error) {
        return switch (error) {
            case ACCES -> "access";
            case AGAIN -> "would-block";
            case BADF -> "bad-descriptor";
            case BUSY -> "busy";
            // No descriptor is a socket: these do not happen.
            case ADDRINUSE,
                    ADDRNOTAVAIL,
                    CONNABORTED,
                    CONNREFUSED,
                    CONNRESET,
                    HOSTUNREACH,
                    MSGSIZE,
                    NOTCONN,
                    TIMEDOUT -> "io";
            case DQUOT -> "quota";
            case EXIST -> "exist";
            case FBIG -> "file-too-large";
            case ILSEQ -> "illegal-byte-sequence";
            case INTR -> "interrupted";
            case INVAL -> "invalid";
            case IO -> "io";
            case ISDIR -> "is-directory";
            case LOOP -> "loop";
            case MLINK -> "too-many-links";
            case NAMETOOLONG -> "name-too-long";
            case NOENT -> "no-entry";
            // There is no code for a limit of descriptors; this one says at least that something has run out.
            case NOMEM, MFILE, NFILE -> "insufficient-memory";
            case NOSPC -> "insufficient-space";
            case NOTDIR -> "not-directory";
            case NOTEMPTY -> "not-empty";
            case NOTSUP, NOTSOCK -> "unsupported";
            case NXIO -> "no-such-device";
            case OVERFLOW -> "overflow";
            case PERM -> "not-permitted";
            case PIPE -> "pipe";
            case ROFS -> "read-only";
            case SPIPE -> "invalid-seek";
            case TXTBSY -> "text-file-busy";
            case XDEV -> "cross-device";
        };
    }
}
