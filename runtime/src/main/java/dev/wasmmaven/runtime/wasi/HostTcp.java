package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.net.HostTcpEndpoint;
import dev.wasmmaven.runtime.host.net.HostTcpListener;
import dev.wasmmaven.runtime.host.net.HostTcpSocket;
import dev.wasmmaven.runtime.host.net.TcpOptions;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.nio.channels.NetworkChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code tcp-socket}, of WASI 0.2 or 0.3, has of the host: an endpoint at first, which becomes a listener or a connection.
 * Which of these a guest may ask for, and when, is its generation's matter. Counted in its network until {@link #release}, and
 * closed with that.
 */
public final class HostTcp {

    private final Network network;
    private final ProtocolFamily family;
    private final TcpOptions options;
    private final Runnable closer = this::close;
    private @Nullable HostTcpEndpoint endpoint;
    private @Nullable HostTcpListener listener;
    private @Nullable HostTcpSocket connection;

    private HostTcp(Network network, ProtocolFamily family, TcpOptions options) {
        this.network = network;
        this.family = family;
        this.options = options;
        network.opened(closer);
    }

    /**
     * A new socket, without an address.
     *
     * @throws HostException as many sockets are open as may be, or the host opens no more
     */
    public static HostTcp open(Network network, ProtocolFamily family) throws HostException {
        network.requireRoom();
        HostTcpEndpoint opened = HostTcpEndpoint.open(family);
        HostTcp socket = new HostTcp(network, family, new TcpOptions());
        socket.endpoint = opened;
        return socket;
    }

    public Network network() {
        return network;
    }

    public ProtocolFamily family() {
        return family;
    }

    public TcpOptions options() {
        return options;
    }

    /** Before it listens or is connected. */
    public @Nullable HostTcpEndpoint endpoint() {
        return endpoint;
    }

    public @Nullable HostTcpSocket connection() {
        return connection;
    }

    /** Whether an attempt to connect has ended, or none is under way; if not, the network's signal is woken when it has. */
    public boolean connected() {
        return endpoint == null || endpoint.connected(network.signal());
    }

    /**
     * The endpoint becomes a connection.
     *
     * @throws HostException the attempt failed
     */
    public void finishConnect(HostTcpEndpoint connecting) throws HostException {
        connection = connecting.finishConnect();
        endpoint = null;
    }

    /**
     * The endpoint becomes a listener.
     *
     * @param backlog how many connections may wait
     * @throws HostException the host does not let it listen
     */
    public void listen(HostTcpEndpoint bound, int backlog) throws HostException {
        listener = bound.listen(backlog, options);
        endpoint = null;
    }

    public boolean listens() {
        return listener != null;
    }

    /** Whether a connection waits to be accepted, or it does not listen; if not, the network's signal is woken when one does. */
    public boolean acceptable() {
        return listener == null || listener.ready(network.signal());
    }

    /**
     * A connection that somebody made to this socket; empty if none waits, or it does not listen.
     *
     * @throws HostException the host does not give it
     */
    public Optional<HostTcp> accept() throws HostException {
        HostTcpListener listening = listener;
        if (listening == null) {
            return Optional.empty();
        }
        TcpOptions inherited = options.inherited();
        return Network.accept(listening, family, inherited).map(accepted -> {
            HostTcp socket = new HostTcp(network, family, inherited);
            socket.connection = accepted;
            return socket;
        });
    }

    /** Empty without an address. */
    public Optional<InetSocketAddress> localAddress() throws HostException {
        if (listener != null) {
            return Optional.of(listener.address());
        }
        if (connection != null) {
            return Optional.of(connection.localAddress());
        }
        return endpoint == null ? Optional.empty() : endpoint.localAddress();
    }

    /** What the host's options are set on; empty once it is closed. */
    public Optional<NetworkChannel> channel() {
        if (listener != null) {
            return Optional.of(listener.channel());
        }
        if (connection != null) {
            return Optional.of(connection.channel());
        }
        return endpoint == null ? Optional.empty() : Optional.of(endpoint.channel());
    }

    /** Closes whatever it has. */
    public void close() {
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

    /** Counts no longer; whoever calls it has closed it, or sees to it that it will be. */
    public void release() {
        network.closed(closer);
    }
}
