package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.HostCall;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.net.HostTcpEndpoint;
import dev.wasmmaven.runtime.host.net.HostTcpSocket;
import dev.wasmmaven.runtime.host.net.TcpOptions;
import dev.wasmmaven.runtime.wasi.HostTcp;
import dev.wasmmaven.runtime.wasi.Network;
import dev.wasmmaven.runtime.wasi.SocketAddresses;
import dev.wasmmaven.runtime.wasi.SocketException;
import dev.wasmmaven.runtime.wasi.TcpOptionFunctions;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.nio.channels.NetworkChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code tcp-socket} of {@code wasi:sockets/types} and the states that it goes through. The guest's handle and the streams made of
 * it hold it in common; it is closed when the last of them lets go.
 */
final class TcpSocket implements TcpOptionFunctions.Socket {

    /** That of Rust's standard library, as in Wasmtime. */
    private static final int DEFAULT_BACKLOG = 128;

    private enum State {
        UNBOUND,
        BOUND,
        LISTENING,
        CONNECTING,
        CONNECTED,
        CLOSED
    }

    private final HostTcp host;
    private State state;
    private SocketException closedBy = new SocketException("other");
    private boolean sendTaken;
    private boolean receiveTaken;
    private int backlog = DEFAULT_BACKLOG;
    private int holds = 1;

    /** A new socket, without an address. */
    TcpSocket(Network network, ProtocolFamily family) throws HostException {
        this(HostTcp.open(network, family), State.UNBOUND);
    }

    private TcpSocket(HostTcp host, State state) {
        this.host = host;
        this.state = state;
    }

    void bind(InetSocketAddress address) throws SocketException, HostException {
        if (state != State.UNBOUND) {
            throw new SocketException("invalid-state");
        }
        SocketAddresses.requireLocal(family(), address);
        host.network().requireAddresses();
        endpoint().bind(address);
        state = State.BOUND;
    }

    /** Begins to connect; {@link #connected} tells when that has ended, {@link #finishConnect} how. */
    void startConnect(InetSocketAddress remote) throws SocketException {
        if (state != State.UNBOUND && state != State.BOUND) {
            throw new SocketException("invalid-state");
        }
        SocketAddresses.requirePeer(family(), remote);
        try {
            host.network().requireAddresses();
            endpoint().connect(remote);
        } catch (SocketException e) {
            throw closed(e);
        } catch (HostException e) {
            throw closed(SocketErrors.of(e));
        }
        state = State.CONNECTING;
    }

    boolean connected() {
        return host.connected();
    }

    /** Connects, or fails for good. */
    void finishConnect() throws SocketException {
        try {
            host.finishConnect(endpoint());
        } catch (HostException e) {
            throw closed(SocketErrors.of(e));
        }
        state = State.CONNECTED;
    }

    /** No more can be done with this socket; every operation tells why. */
    private SocketException closed(SocketException why) {
        state = State.CLOSED;
        closedBy = why;
        return why;
    }

    /** Listens, at an address of the host's choice unless it is bound to one. */
    void listen() throws SocketException, HostException {
        if (state != State.UNBOUND && state != State.BOUND) {
            throw new SocketException("invalid-state");
        }
        HostTcpEndpoint bound = endpoint();
        boolean hasAddress = state == State.BOUND;
        closed(closedBy);
        host.network().requireAddresses();
        if (!hasAddress) {
            bound.bind(SocketAddresses.anyOf(family()));
        }
        host.listen(bound, backlog);
        state = State.LISTENING;
    }

    /** Whether {@link #accept} has something to tell; if not, the signal is woken when this changes. */
    boolean acceptable() {
        return !host.listens() || (host.network().hasRoom() && host.acceptable());
    }

    /** A connection that somebody made to this socket, if one is waiting. */
    Optional<TcpSocket> accept() throws HostException {
        return host.accept().map(accepted -> new TcpSocket(accepted, State.CONNECTED));
    }

    /** Where the bytes of a stream go, which may be asked for once. */
    TcpSink send(HostCall call, Outcome outcome) throws SocketException {
        HostTcpSocket connected = connection();
        if (sendTaken) {
            throw new SocketException("invalid-state");
        }
        sendTaken = true;
        return new TcpSink(
                this, connected, host.network().signal(), call.store().operations(), outcome);
    }

    /** Where the bytes of a stream come from, which may be asked for once. */
    TcpSource receive(HostCall call, Outcome outcome) throws SocketException {
        HostTcpSocket connected = connection();
        if (receiveTaken) {
            throw new SocketException("invalid-state");
        }
        receiveTaken = true;
        return new TcpSource(
                this, connected, host.network().signal(), call.store().operations(), outcome);
    }

    /** Ends one direction or both, unless the connection has ended before. */
    static void shutdown(HostTcpSocket connection, boolean receive, boolean send) {
        try {
            connection.shutdown(receive, send);
        } catch (HostException e) {
            // It has.
        }
    }

    InetSocketAddress localAddress() throws SocketException, HostException {
        if (state != State.BOUND && state != State.LISTENING && state != State.CONNECTED) {
            throw notInState();
        }
        return host.localAddress().orElseThrow(() -> new SocketException("invalid-state"));
    }

    InetSocketAddress remoteAddress() throws SocketException, HostException {
        return connection().remoteAddress();
    }

    boolean isListening() {
        return state == State.LISTENING;
    }

    ProtocolFamily family() {
        return host.family();
    }

    /** Java takes it only before the socket listens. */
    @Override
    public void backlog(long value) throws SocketException {
        switch (state) {
            case UNBOUND, BOUND -> backlog = (int) Math.min(value, Integer.MAX_VALUE);
            case LISTENING -> throw new SocketException("not-supported");
            default -> throw notInState();
        }
    }

    @Override
    public TcpOptions options() {
        return host.options();
    }

    @Override
    public NetworkChannel channel() throws SocketException {
        if (state == State.CONNECTING || state == State.CLOSED) {
            throw notInState();
        }
        return host.channel().orElseThrow(this::notInState);
    }

    private SocketException notInState() {
        return state == State.CLOSED ? closedBy : new SocketException("invalid-state");
    }

    private HostTcpEndpoint endpoint() throws SocketException {
        return present(host.endpoint());
    }

    private HostTcpSocket connection() throws SocketException {
        return present(host.connection());
    }

    private <T> T present(@Nullable T part) throws SocketException {
        if (part == null) {
            throw notInState();
        }
        return part;
    }

    /** One more holds it. */
    void hold() {
        holds++;
    }

    /** One that held it lets go. */
    void release() {
        holds--;
        if (holds == 0) {
            state = State.CLOSED;
            host.close();
            host.release();
        }
    }
}
