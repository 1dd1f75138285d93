package dev.wasmmaven.runtime.host.net;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StopSignal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A TCP socket before it is known whether it will connect or listen, which Java has different channels for. It holds its
 * address by a channel that could connect; when it is to listen, that one gives way to one that does. No operation blocks.
 */
public final class HostTcpEndpoint {

    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private final ProtocolFamily family;
    private final SocketChannel channel;
    private boolean asked;
    private boolean settled;
    private @Nullable IOException failure;

    private HostTcpEndpoint(ProtocolFamily family, SocketChannel channel) {
        this.family = family;
        this.channel = channel;
    }

    /**
     * A socket without an address.
     *
     * @param family {@link StandardProtocolFamily#INET} or {@code INET6}
     */
    public static HostTcpEndpoint open(ProtocolFamily family) throws HostException {
        return NetworkErrors.told(() -> {
            SocketChannel channel = SocketChannel.open(family);
            channel.configureBlocking(false);
            return new HostTcpEndpoint(family, channel);
        });
    }

    /** For the socket's options. */
    public NetworkChannel channel() {
        return channel;
    }

    /** Gives it an address of this host; port 0 for any that is free. {@code bind(2)}, with {@code SO_REUSEADDR}. */
    public void bind(InetSocketAddress address) throws HostException {
        NetworkErrors.told(() -> {
            if (!WINDOWS) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            return channel.bind(address);
        });
    }

    /**
     * Listens where this socket is bound, which is used up by that.
     *
     * @param backlog connections that may wait to be accepted; at least 1
     */
    public HostTcpListener listen(int backlog, TcpOptions options) throws HostException {
        try {
            InetSocketAddress address = (InetSocketAddress) channel.getLocalAddress();
            if (WINDOWS) {
                channel.close();
            }
            ServerSocketChannel listening = ServerSocketChannel.open(family);
            try {
                options.apply(listening);
                if (!WINDOWS) {
                    // Two sockets that do not listen yet may share an address, so that nobody gets in between.
                    listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                }
                listening.bind(address, backlog);
                return HostTcpListener.of(listening);
            } catch (IOException | HostException e) {
                listening.close();
                throw e;
            } finally {
                channel.close();
            }
        } catch (IOException e) {
            throw NetworkErrors.of(e);
        }
    }

    /** Begins to connect; {@link #connected} tells when that has ended, {@link #finishConnect} how. */
    public void connect(InetSocketAddress remote) throws HostException {
        try {
            settled = channel.connect(remote);
        } catch (IOException e) {
            settled = true;
            failure = e;
        } catch (UnsupportedAddressTypeException | UnresolvedAddressException e) {
            throw new HostException(HostErr.INVAL, e);
        }
    }

    /** Whether connecting has ended, well or not; if not, the signal is woken when it may have. */
    public synchronized boolean connected(StopSignal signal) {
        if (!settled && !asked) {
            try {
                settled = channel.finishConnect();
            } catch (IOException e) {
                settled = true;
                failure = e;
            }
            if (!settled) {
                asked = true;
                Readiness.await(channel, SelectionKey.OP_CONNECT, () -> {
                    answered();
                    signal.wake();
                });
            }
        }
        return settled;
    }

    private synchronized void answered() {
        asked = false;
    }

    /** The connection, once {@link #connected} says that connecting has ended; this socket is used up by that. */
    public synchronized HostTcpSocket finishConnect() throws HostException {
        IOException failed = failure;
        try {
            if (failed != null) {
                close();
                throw NetworkErrors.of(failed);
            }
            return new HostTcpSocket(channel);
        } catch (IOException e) {
            throw NetworkErrors.of(e);
        }
    }

    /** Its address, once it has one. */
    public Optional<InetSocketAddress> localAddress() throws HostException {
        return Optional.ofNullable((InetSocketAddress) NetworkErrors.told(channel::getLocalAddress));
    }

    /** Gives it back to the host. */
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // There is nothing left to try.
        }
        Readiness.closed(channel);
    }
}
