package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import java.util.Optional;

/** An {@code error-code} of {@code wasi:sockets/network}. No stack trace: a connection that is awaited gives many. */
final class SocketException extends Exception {

    private final String label;

    private SocketException(String label, HostException cause) {
        super(label, cause, false, false);
        this.label = label;
    }

    /** @param label of the enumeration, such as {@code invalid-state} */
    SocketException(String label) {
        super(label, null, false, false);
        this.label = label;
    }

    static SocketException of(HostException e) {
        return new SocketException(label(e.error()).orElse("unknown"), e);
    }

    Val code() {
        return new Val.EnumOf(label);
    }

    /** What the network's error codes have for an error, if they have one. */
    static Optional<String> label(HostErr error) {
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
