package dev.wasmmaven.runtime.wasi02;

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
import org.jspecify.annotations.Nullable;

/** A {@code tcp-socket} and the states that {@code wasi:sockets/tcp} lets it go through. */
final class TcpSocket extends Parent implements TcpOptionFunctions.Socket {

    private static final int DEFAULT_BACKLOG = 4096;

    private enum State {
        UNBOUND,
        BIND_STARTED,
        BOUND,
        LISTEN_STARTED,
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
    private @Nullable HostTcpEndpoint endpoint;
    private @Nullable HostTcpListener listener;
    private @Nullable HostTcpSocket connection;
    private @Nullable TcpOutput output;
    private int backlog = DEFAULT_BACKLOG;

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

    /** An operation of two steps is to be finished. */
    private void requireStarted(State wanted) throws SocketException {
        if (state != wanted) {
            throw new SocketException("not-in-progress");
        }
    }

    /** An operation of two steps is to be started. */
    private void requireOneOf(State wanted, State orElse) throws SocketException {
        if (state == State.BIND_STARTED || state == State.LISTEN_STARTED || state == State.CONNECTING) {
            throw new SocketException("concurrency-conflict");
        }
        if (state != wanted && state != orElse) {
            throw new SocketException("invalid-state");
        }
    }

    void startBind(InetSocketAddress address) throws SocketException, HostException {
        network.requireAddresses();
        SocketAddresses.requireLocal(family, address);
        requireOneOf(State.UNBOUND, State.UNBOUND);
        endpoint().bind(address);
        state = State.BIND_STARTED;
    }

    void finishBind() throws SocketException {
        requireStarted(State.BIND_STARTED);
        state = State.BOUND;
    }

    void startConnect(InetSocketAddress remote) throws SocketException, HostException {
        network.requireAddresses();
        requireOneOf(State.UNBOUND, State.BOUND);
        SocketAddresses.requirePeer(family, remote);
        endpoint().connect(remote);
        state = State.CONNECTING;
    }

    /** Connects, or fails for good. */
    void finishConnect() throws SocketException, HostException {
        requireStarted(State.CONNECTING);
        HostTcpEndpoint connecting = endpoint();
        if (!connecting.connected(network.signal())) {
            throw new SocketException("would-block");
        }
        state = State.CLOSED;
        connection = connecting.finishConnect();
        endpoint = null;
        state = State.CONNECTED;
    }

    void startListen() throws SocketException {
        requireOneOf(State.BOUND, State.BOUND);
        state = State.LISTEN_STARTED;
    }

    void finishListen() throws SocketException, HostException {
        requireStarted(State.LISTEN_STARTED);
        state = State.CLOSED;
        listener = endpoint().listen(backlog, options);
        endpoint = null;
        state = State.LISTENING;
    }

    /** A connection that somebody made to this socket. */
    TcpSocket accept() throws SocketException, HostException {
        HostTcpListener listening = listener;
        if (listening == null) {
            throw new SocketException("invalid-state");
        }
        network.requireRoom();
        TcpOptions inherited = options.inherited();
        HostTcpSocket accepted =
                Network.accept(listening, family, inherited).orElseThrow(() -> new SocketException("would-block"));
        return new TcpSocket(network, family, inherited, accepted);
    }

    /** The connection's input; to be asked for once. */
    TcpInput input() throws SocketException {
        return new TcpInput(this, connection(), network.signal());
    }

    /** The connection's output; to be asked for once. */
    TcpOutput output() throws SocketException {
        TcpOutput created = new TcpOutput(this, connection(), network.signal());
        output = created;
        return created;
    }

    void shutdown(boolean receive, boolean send) throws SocketException, HostException {
        connection().shutdown(receive, false);
        TcpOutput sending = output;
        if (send && sending != null) {
            sending.shutdown();
        }
    }

    InetSocketAddress localAddress() throws SocketException, HostException {
        if (listener != null) {
            return listener.address();
        }
        if (connection != null) {
            return connection.localAddress();
        }
        if (endpoint == null || state == State.UNBOUND || state == State.CLOSED) {
            throw new SocketException("invalid-state");
        }
        return endpoint.localAddress().orElseThrow(() -> new SocketException("invalid-state"));
    }

    InetSocketAddress remoteAddress() throws SocketException, HostException {
        return connection().remoteAddress();
    }

    boolean isListening() {
        return state == State.LISTEN_STARTED || state == State.LISTENING;
    }

    ProtocolFamily family() {
        return family;
    }

    /** How many connections may wait to be accepted; Java takes it only before the socket listens. */
    @Override
    public void backlog(long value) throws SocketException {
        switch (state) {
            case UNBOUND, BIND_STARTED, BOUND, LISTEN_STARTED -> backlog = (int) Math.min(value, Integer.MAX_VALUE);
            case LISTENING -> throw new SocketException("not-supported");
            default -> throw new SocketException("invalid-state");
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
        if (endpoint == null || state == State.CONNECTING || state == State.CLOSED) {
            throw new SocketException("invalid-state");
        }
        return endpoint.channel();
    }

    private HostTcpEndpoint endpoint() throws SocketException {
        HostTcpEndpoint present = endpoint;
        if (present == null) {
            throw new SocketException("invalid-state");
        }
        return present;
    }

    private HostTcpSocket connection() throws SocketException {
        HostTcpSocket present = connection;
        if (present == null) {
            throw new SocketException("invalid-state");
        }
        return present;
    }

    /** When the operation that is under way can go on; at once if none is. */
    @Override
    public boolean ready() {
        if (listener != null) {
            return listener.ready(network.signal());
        }
        return endpoint == null || state != State.CONNECTING || endpoint.connected(network.signal());
    }

    @Override
    void close() {
        HostTcpSocket ending = connection;
        if (ending != null && output != null && output.rest().hasRemaining()) {
            network.closeAfter(ending, output.rest());
        } else {
            closeHost();
        }
        network.closed(closer);
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
