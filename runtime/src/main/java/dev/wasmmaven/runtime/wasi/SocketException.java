package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.host.HostErr;
import java.util.Optional;

/** An {@code error-code} of {@code wasi:sockets}. No stack trace: a connection that is awaited gives many. */
public final class SocketException extends Exception {

    private final String label;

    /** @param label of the error code, such as {@code invalid-state} */
    public SocketException(String label) {
        super(label, null, false, false);
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** What WASI 0.2's error codes have for an error of the network, if they have one; those of 0.3 differ in a few. */
    public static Optional<String> label(HostErr error) {
        return Optional.ofNullable(
                switch (error) {
                    case ACCES, PERM -> "access-denied";
                    case ADDRINUSE -> "address-in-use";
                    case ADDRNOTAVAIL -> "address-not-bindable";
                    case AGAIN -> "would-block";
                    case CONNABORTED -> "connection-aborted";
                    case CONNREFUSED -> "connection-refused";
                    case CONNRESET, PIPE -> "connection-reset";
                    case HOSTUNREACH -> "remote-unreachable";
                    case INVAL -> "invalid-argument";
                    case MFILE, NFILE -> "new-socket-limit";
                    case MSGSIZE -> "datagram-too-large";
                    case NOMEM -> "out-of-memory";
                    case NOTCONN -> "invalid-state";
                    case NOTSUP -> "not-supported";
                    case TIMEDOUT -> "timeout";
                    default -> null;
                });
    }
}
