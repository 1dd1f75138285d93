package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostErr;

/** The numbers of {@code errno} in WASI 0.1. */
final class Errno {

    static final int SUCCESS = 0;

    /** The descriptor was stripped of the right that the function needs. */
    static final int NOTCAPABLE = 76;

    private Errno() {}

    static int of(HostErr error) {
        return switch (error) {
            case ACCES -> 2;
            case ADDRINUSE -> 3;
            case ADDRNOTAVAIL -> 4;
            case AGAIN -> 6;
            case BADF -> 8;
            case BUSY -> 10;
            case CONNABORTED -> 13;
            case CONNREFUSED -> 14;
            case CONNRESET -> 15;
            case DQUOT -> 19;
            case EXIST -> 20;
            case FBIG -> 22;
            case HOSTUNREACH -> 23;
            case ILSEQ -> 25;
            case INTR -> 27;
            case INVAL -> 28;
            case IO -> 29;
            case ISDIR -> 31;
            case LOOP -> 32;
            case MFILE -> 33;
            case MLINK -> 34;
            case MSGSIZE -> 35;
            case NAMETOOLONG -> 37;
            case NFILE -> 41;
            case NOENT -> 44;
            case NOMEM -> 48;
            case NOSPC -> 51;
            case NOTCONN -> 53;
            case NOTDIR -> 54;
            case NOTEMPTY -> 55;
            case NOTSOCK -> 57;
            case NOTSUP -> 58;
            case NXIO -> 60;
            case OVERFLOW -> 61;
            case PERM -> 63;
            case PIPE -> 64;
            case ROFS -> 69;
            case SPIPE -> 70;
            case TIMEDOUT -> 73;
            case TXTBSY -> 74;
            case XDEV -> 75;
        };
    }
}
