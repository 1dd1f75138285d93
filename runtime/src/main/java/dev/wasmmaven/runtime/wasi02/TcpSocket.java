package dev.wasmmaven.runtime.wasi02;

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

    private final HostTcp host;
    private State state;
    private @Nullable TcpOutput output;
    private int backlog = DEFAULT_BACKLOG;

    /** A new socket, without an address. */
    TcpSocket(Network network, ProtocolFamily family) throws HostException {
        this(HostTcp.open(network, family), State.UNBOUND);
    }

    private TcpSocket(HostTcp host, State state) {
        this.host = host;
        this.state = state;
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
        host.network().requireAddresses();
        SocketAddresses.requireLocal(family(), address);
        requireOneOf(State.UNBOUND, State.UNBOUND);
        endpoint().bind(address);
        state = State.BIND_STARTED;
    }

    void finishBind() throws SocketException {
        requireStarted(State.BIND_STARTED);
        state = State.BOUND;
    }

    void startConnect(InetSocketAddress remote) throws SocketException, HostException {
        host.network().requireAddresses();
        requireOneOf(State.UNBOUND, State.BOUND);
        SocketAddresses.requirePeer(family(), remote);
        endpoint().connect(remote);
        state = State.CONNECTING;
    }

    /** Connects, or fails for good. */
    void finishConnect() throws SocketException, HostException {
        requireStarted(State.CONNECTING);
        HostTcpEndpoint connecting = endpoint();
        if (!host.connected()) {
            throw new SocketException("would-block");
        }
        state = State.CLOSED;
        host.finishConnect(connecting);
        state = State.CONNECTED;
    }

    void startListen() throws SocketException {
        requireOneOf(State.BOUND, State.BOUND);
        state = State.LISTEN_STARTED;
    }

    void finishListen() throws SocketException, HostException {
        requireStarted(State.LISTEN_STARTED);
        state = State.CLOSED;
        host.listen(endpoint(), backlog);
        state = State.LISTENING;
    }

    /** A connection that somebody made to this socket. */
    TcpSocket accept() throws SocketException, HostException {
        if (!host.listens()) {
            throw new SocketException("invalid-state");
        }
        host.network().requireRoom();
        return host.accept()
                .map(accepted -> new TcpSocket(accepted, State.CONNECTED))
                .orElseThrow(() -> new SocketException("would-block"));
    }

    /** The connection's input; to be asked for once. */
    TcpInput input() throws SocketException {
        return new TcpInput(this, connection(), host.network().signal());
    }

    /** The connection's output; to be asked for once. */
    TcpOutput output() throws SocketException {
        TcpOutput created = new TcpOutput(this, connection(), host.network().signal());
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
        if (state == State.UNBOUND || state == State.CLOSED) {
            throw new SocketException("invalid-state");
        }
        return host.localAddress().orElseThrow(() -> new SocketException("invalid-state"));
    }

    InetSocketAddress remoteAddress() throws SocketException, HostException {
        return connection().remoteAddress();
    }

    boolean isListening() {
        return state == State.LISTEN_STARTED || state == State.LISTENING;
    }

    ProtocolFamily family() {
        return host.family();
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
        return host.options();
    }

    @Override
    public NetworkChannel channel() throws SocketException {
        if (state == State.CONNECTING || state == State.CLOSED) {
            throw new SocketException("invalid-state");
        }
        return host.channel().orElseThrow(() -> new SocketException("invalid-state"));
    }

    private HostTcpEndpoint endpoint() throws SocketException {
        return present(host.endpoint());
    }

    private HostTcpSocket connection() throws SocketException {
        return present(host.connection());
    }

    private static <T> T present(@Nullable T part) throws SocketException {
        if (part == null) {
            throw new SocketException("invalid-state");
        }
        return part;
    }

    /** When the operation that is under way can go on; at once if none is. */
    @Override
    public boolean ready() {
        return host.acceptable() && (state != State.CONNECTING || host.connected());
    }

    @Override
    void close() {
        state = State.CLOSED;
        HostTcpSocket ending = host.connection();
        if (ending != null && output != null && output.rest().hasRemaining()) {
            host.network().closeAfter(ending, output.rest());
        } else {
            host.close();
        }
        host.release();
    }
}
