package dev.wasmmaven.runtime.host.net;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Map;

/**
 * The errors of network operations. Java tells most of them only by the text that {@code strerror} has for them, which
 * it takes in the C locale.
 */
final class NetworkErrors {

    private static final Map<String, HostErr> BY_TEXT = Map.ofEntries(
            Map.entry("Address already in use", HostErr.ADDRINUSE),
            Map.entry("Address already bound", HostErr.ADDRINUSE),
            Map.entry("Cannot assign requested address", HostErr.ADDRNOTAVAIL),
            Map.entry("Can't assign requested address", HostErr.ADDRNOTAVAIL),
            Map.entry("Permission denied", HostErr.ACCES),
            Map.entry("Operation not permitted", HostErr.PERM),
            Map.entry("Connection refused", HostErr.CONNREFUSED),
            Map.entry("Connection reset", HostErr.CONNRESET),
            Map.entry("Connection timed out", HostErr.TIMEDOUT),
            Map.entry("Operation timed out", HostErr.TIMEDOUT),
            Map.entry("Software caused connection abort", HostErr.CONNABORTED),
            Map.entry("Network is unreachable", HostErr.HOSTUNREACH),
            Map.entry("Network is down", HostErr.HOSTUNREACH),
            Map.entry("No route to host", HostErr.HOSTUNREACH),
            Map.entry("Host is unreachable", HostErr.HOSTUNREACH),
            Map.entry("Message too long", HostErr.MSGSIZE),
            Map.entry("Message too large", HostErr.MSGSIZE),
            Map.entry("Broken pipe", HostErr.PIPE),
            Map.entry("Too many open files", HostErr.MFILE),
            Map.entry("Invalid argument", HostErr.INVAL),
            Map.entry("Protocol family not supported", HostErr.NOTSUP),
            Map.entry("Address family not supported", HostErr.NOTSUP));

    private NetworkErrors() {}

    /** An operation of Java's channels. */
    @FunctionalInterface
    interface Operation<T> {
        T perform() throws IOException;
    }

    /** Does it, or says what is wrong as the guest is told. */
    static <T> T told(Operation<T> operation) throws HostException {
        try {
            return operation.perform();
        } catch (IOException e) {
            throw of(e);
        } catch (UnsupportedAddressTypeException | UnresolvedAddressException e) {
            throw new HostException(HostErr.INVAL, e);
        } catch (UnsupportedOperationException e) {
            throw new HostException(HostErr.NOTSUP, e);
        }
    }

    static HostException of(IOException e) {
        if (e instanceof NoRouteToHostException) {
            return new HostException(HostErr.HOSTUNREACH, e);
        }
        if (e instanceof PortUnreachableException) {
            return new HostException(HostErr.CONNREFUSED, e);
        }
        if (e instanceof ClosedChannelException) {
            return new HostException(HostErr.BADF, e);
        }
        String text = String.valueOf(e.getMessage());
        for (Map.Entry<String, HostErr> each : BY_TEXT.entrySet()) {
            if (text.startsWith(each.getKey())) {
                return new HostException(each.getValue(), e);
            }
        }
        return new HostException(HostErr.IO, e);
    }
}
