package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.NetworkAccess;
import dev.wasmmaven.runtime.host.StopSignal;
import dev.wasmmaven.runtime.host.StoppedException;
import dev.wasmmaven.runtime.host.net.HostTcpSocket;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The network of one run ({@code network}): what the guest may do, and the sockets that it has open. */
final class Network {

    /** How long the end of a run waits for what was written to be on its way. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final NetworkAccess access;
    private final StopSignal signal;
    private final int limit;
    private final Set<Runnable> open = new LinkedHashSet<>();
    private final AtomicInteger lingering = new AtomicInteger();

    /**
     * @param signal woken when a socket is ready
     * @param limit of sockets open at once
     */
    Network(NetworkAccess access, StopSignal signal, int limit) {
        this.access = access;
        this.signal = signal;
        this.limit = limit;
    }

    NetworkAccess access() {
        return access;
    }

    StopSignal signal() {
        return signal;
    }

    /** {@code access-denied} unless the guest may use the network's addresses; they are not told apart. */
    void requireAddresses() throws SocketException {
        if (!access.addresses()) {
            throw new SocketException("access-denied");
        }
    }

    /** {@code new-socket-limit} if there is no room for one more, before it is made. */
    void requireRoom() throws HostException {
        if (open.size() >= limit) {
            throw new HostException(HostErr.MFILE);
        }
    }

    /** A socket is open; what closes it if the guest does not. */
    void opened(Runnable close) {
        open.add(close);
    }

    /** The same object as given to {@link #opened}: the guest has closed it. */
    void closed(Runnable close) {
        open.remove(close);
    }

    /** Ends a connection when the bytes that were not yet taken are on their way; the guest does not wait for it. */
    void closeAfter(HostTcpSocket connection, ByteBuffer rest) {
        lingering.incrementAndGet();
        connection.closeAfter(rest, () -> {
            lingering.decrementAndGet();
            signal.wake();
        });
    }

    /** Waits for connections that end, unless the run is being stopped; the guest has ended. */
    void linger() {
        try {
            signal.await(() -> lingering.get() == 0, System.nanoTime() + LINGER_NANOS);
        } catch (StoppedException e) {
            // What is not on its way is lost, as with a process that is killed.
        }
    }

    void closeAll() {
        List.copyOf(open).forEach(Runnable::run);
        open.clear();
    }
}
