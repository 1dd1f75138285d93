package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.HostCall;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.net.HostTcpEndpoint;
import dev.wasmmaven.runtime.host.net.HostTcpListener;
import dev.wasmmaven.runtime.host.net.HostTcpSocket;
import dev.wasmmaven.runtime.host.net.TcpOptions;
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

    private final Network network;
    private final ProtocolFamily family;
    private final TcpOptions options;
    private final Runnable closer = this::closeHost;
    private State state;
    private SocketException closedBy = new SocketException("other");
    private @Nullable HostTcpEndpoint endpoint;
    private @Nullable HostTcpListener listener;
    private @Nullable HostTcpSocket connection;
    private boolean sendTaken;
    private boolean receiveTaken;
    private int backlog = DEFAULT_BACKLOG;
    private int holds = 1;

    /** A new socket, without an address. */
    TcpSocket(Network network, ProtocolFamily family) throws HostException {
        this.network = network;
        this.family = family;
        this.options = new TcpOptions();
        this.state = State.UNBOUND;
        network.requireRoom();
        this.endpoint = HostTcpEndpoint.open(family);
        network.opened(closer);
    }

    private TcpSocket(Network network, ProtocolFamily family, TcpOptions options, HostTcpSocket accepted) {
        this.network = network;
        this.family = family;
        this.options = options;
        this.state = State.CONNECTED;
        this.connection = accepted;
        network.opened(closer);
    }

    void bind(InetSocketAddress address) throws SocketException, HostException {
        if (state != State.UNBOUND) {
            throw new SocketException("invalid-state");
        }
        SocketAddresses.requireLocal(family, address);
        network.requireAddresses();
        endpoint().bind(address);
        state = State.BOUND;
    }

    /** Begins to connect; {@link #connected} tells when that has ended, {@link #finishConnect} how. */
    void startConnect(InetSocketAddress remote) throws SocketException {
        if (state != State.UNBOUND && state != State.BOUND) {
            throw new SocketException("invalid-state");
        }
        SocketAddresses.requirePeer(family, remote);
        try {
            network.requireAddresses();
            endpoint().connect(remote);
        } catch (SocketException e) {
            throw closed(e);
        } catch (HostException e) {
            throw closed(SocketErrors.of(e));
        }
        state = State.CONNECTING;
    }

    boolean connected() {
        return endpoint == null || endpoint.connected(network.signal());
    }

    /** Connects, or fails for good. */
    void finishConnect() throws SocketException {
        try {
            connection = endpoint().finishConnect();
        } catch (HostException e) {
            throw closed(SocketErrors.of(e));
        }
        endpoint = null;
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
        network.requireAddresses();
        if (!hasAddress) {
            bound.bind(SocketAddresses.anyOf(family));
        }
        listener = bound.listen(backlog, options);
        endpoint = null;
        state = State.LISTENING;
    }

    /** Whether {@link #accept} has something to tell; if not, the signal is woken when this changes. */
    boolean acceptable() {
        return listener == null || (network.hasRoom() && listener.ready(network.signal()));
    }

    /** A connection that somebody made to this socket, if one is waiting. */
    Optional<TcpSocket> accept() throws HostException {
        HostTcpListener listening = listener;
        if (listening == null) {
            return Optional.empty();
        }
        TcpOptions inherited = options.inherited();
        return Network.accept(listening, family, inherited)
                .map(accepted -> new TcpSocket(network, family, inherited, accepted));
    }

    /** Where the bytes of a stream go, which may be asked for once. */
    TcpSink send(HostCall host, Outcome outcome) throws SocketException {
        HostTcpSocket connected = connection();
        if (sendTaken) {
            throw new SocketException("invalid-state");
        }
        sendTaken = true;
        return new TcpSink(this, connected, network.signal(), host.store().operations(), outcome);
    }

    /** Where the bytes of a stream come from, which may be asked for once. */
    TcpSource receive(HostCall host, Outcome outcome) throws SocketException {
        HostTcpSocket connected = connection();
        if (receiveTaken) {
            throw new SocketException("invalid-state");
        }
        receiveTaken = true;
        return new TcpSource(this, connected, network.signal(), host.store().operations(), outcome);
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
        if (listener != null) {
            return listener.address();
        }
        if (connection != null) {
            return connection.localAddress();
        }
        if (state != State.BOUND) {
            throw notInState();
        }
        return endpoint().localAddress().orElseThrow(() -> new SocketException("invalid-state"));
    }

    InetSocketAddress remoteAddress() throws SocketException, HostException {
        return connection().remoteAddress();
    }

    boolean isListening() {
        return state == State.LISTENING;
    }

    ProtocolFamily family() {
        return family;
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
        return options;
    }

    @Override
    public NetworkChannel channel() throws SocketException {
        if (listener != null) {
            return listener.channel();
        }
        if (connection != null) {
            return connection.channel();
        }
        if (state == State.CONNECTING || state == State.CLOSED) {
            throw notInState();
        }
        return endpoint().channel();
    }

    private SocketException notInState() {
        return state == State.CLOSED ? closedBy : new SocketException("invalid-state");
    }

    private HostTcpEndpoint endpoint() throws SocketException {
        HostTcpEndpoint present = endpoint;
        if (present == null) {
            throw notInState();
        }
        return present;
    }

    private HostTcpSocket connection() throws SocketException {
        HostTcpSocket present = connection;
        if (present == null) {
            throw notInState();
        }
        return present;
    }

    /** One more holds it. */
    void hold() {
        holds++;
    }

    /** One that held it lets go. */
    void release() {
        holds--;
        if (holds == 0) {
            closeHost();
            network.closed(closer);
        }
    }

    private void closeHost() {
        state = State.CLOSED;
        if (endpoint != null) {
            endpoint.close();
        }
        if (listener != null) {
            listener.close();
        }
        if (connection != null) {
            connection.close();
        }
    }
}
