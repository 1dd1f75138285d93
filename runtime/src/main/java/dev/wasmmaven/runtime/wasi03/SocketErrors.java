package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.wasi.SocketException;
import dev.wasmmaven.runtime.wasi.Values;
import java.util.Optional;

/** The {@code error-code} of {@code wasi:sockets} 0.3. */
final class SocketErrors {

    private static final String OTHER = "other";

    private SocketErrors() {}

    /** An error of the host in these error codes. */
    static SocketException of(HostException e) {
        return new SocketException(label(e.error()));
    }

    private static String label(HostErr error) {
        return switch (error) {
            case PIPE -> "connection-broken";
            case MFILE, NFILE, AGAIN -> OTHER;
            default -> SocketException.label(error).orElse(OTHER);
        };
    }

    static Val code(HostException e) {
        return code(of(e));
    }

    static Val code(SocketException e) {
        boolean other = OTHER.equals(e.label());
        return new Val.VariantOf(e.label(), other ? Optional.of(Values.NONE) : Optional.empty());
    }
}
