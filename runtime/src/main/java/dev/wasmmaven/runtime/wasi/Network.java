package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.NetworkAccess;
import dev.wasmmaven.runtime.host.StopSignal;
import dev.wasmmaven.runtime.host.StoppedException;
import dev.wasmmaven.runtime.host.net.HostTcpListener;
import dev.wasmmaven.runtime.host.net.HostTcpSocket;
import dev.wasmmaven.runtime.host.net.TcpOptions;
import java.net.ProtocolFamily;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The network of one run: what the guest may do, and the sockets of both versions of WASI that it has open. */
public final class Network {

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

    /** What the guest may do. */
    public NetworkAccess access() {
        return access;
    }

    /** Where the guest waits for sockets. */
    public StopSignal signal() {
        return signal;
    }

    /** {@code access-denied} unless the guest may use the network's addresses; they are not told apart. */
    public void requireAddresses() throws SocketException {
        if (!access.addresses()) {
            throw new SocketException("access-denied");
        }
    }

    /** Whether one more socket may be open. */
    public boolean hasRoom() {
        return open.size() < limit;
    }

    /** MFILE if there is no room for one more, before it is made. */
    public void requireRoom() throws HostException {
        if (!hasRoom()) {
            throw new HostException(HostErr.MFILE);
        }
    }

    /** A socket is open; what closes it if the guest does not. */
    public void opened(Runnable close) {
        open.add(close);
    }

    /** The same object as given to {@link #opened}: the guest has closed it. */
    public void closed(Runnable close) {
        open.remove(close);
    }

    /**
     * A connection that somebody made, with its socket's options, if one of the family is waiting: the host may listen for
     * both families where WASI's sockets are of one.
     */
    public static Optional<HostTcpSocket> accept(HostTcpListener listener, ProtocolFamily family, TcpOptions options)
            throws HostException {
        Optional<HostTcpSocket> accepted = listener.accept();
        while (accepted.isPresent()
                && !SocketAddresses.isOf(family, accepted.get().remoteAddress().getAddress())) {
            accepted.get().close();
            accepted = listener.accept();
        }
        if (accepted.isPresent()) {
            try {
                options.apply(accepted.get().channel());
            } catch (HostException e) {
                accepted.get().close();
                throw e;
            }
        }
        return accepted;
    }

    /** Ends a connection when the bytes that were not yet taken are on their way; the guest does not wait for it. */
    public void closeAfter(HostTcpSocket connection, ByteBuffer rest) {
        lingering.incrementAndGet();
        connection.closeAfter(rest, () -> {
            lingering.decrementAndGet();
            signal.wake();
        });
    }

    /** Waits for connections that end, unless the run is being stopped; the guest has ended. */
    public void linger() {
        try {
            signal.await(() -> lingering.get() == 0, System.nanoTime() + LINGER_NANOS);
        } catch (StoppedException e) {
            // What is not on its way is lost, as with a process that is killed.
        }
    }

    /** Closes the sockets that the guest still holds. */
    public void closeAll() {
        List.copyOf(open).forEach(Runnable::run);
        open.clear();
    }
}
