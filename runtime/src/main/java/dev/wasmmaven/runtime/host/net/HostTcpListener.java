package dev.wasmmaven.runtime.host.net;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StopSignal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** A listening TCP socket. Used by one guest. */
public final class HostTcpListener {

    private final ServerSocketChannel channel;

    /** A connection that {@link #ready} took to find out. */
    private Optional<SocketChannel> waiting = Optional.empty();

    private boolean asked;

    /** Whether it was ever waited for. */
    private boolean watched;

    private HostTcpListener(ServerSocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Listens at an address; port 0 for any that is free.
     *
     * @throws IOException the address is in use, not of this host, or not permitted
     */
    public static HostTcpListener bind(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            return of(channel.bind(address));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Takes over a channel that is bound already. */
    public static HostTcpListener of(ServerSocketChannel bound) throws IOException {
        bound.configureBlocking(false);
        return new HostTcpListener(bound);
    }

    /** Where it listens. */
    public InetSocketAddress address() throws HostException {
        return (InetSocketAddress) NetworkErrors.told(channel::getLocalAddress);
    }

    /** For the socket's options. */
    public NetworkChannel channel() {
        return channel;
    }

    /** Whether {@link #accept} would give a connection; if not, the signal is woken when this changes. */
    public synchronized boolean ready(StopSignal signal) {
        if (waiting.isEmpty() && !asked) {
            try {
                waiting = Optional.ofNullable(channel.accept());
            } catch (IOException e) {
                // The next accept meets it again and reports it.
                return true;
            }
        }
        if (waiting.isEmpty() && !asked) {
            asked = true;
            watched = true;
            Readiness.await(channel, SelectionKey.OP_ACCEPT, () -> {
                answered();
                signal.wake();
            });
        }
        return waiting.isPresent();
    }

    private synchronized void answered() {
        asked = false;
    }

    /** A connection, if one is waiting. */
    public synchronized Optional<HostTcpSocket> accept() throws HostException {
        try {
            SocketChannel accepted = waiting.isPresent() ? waiting.get() : channel.accept();
            waiting = Optional.empty();
            return accepted == null ? Optional.empty() : Optional.of(new HostTcpSocket(accepted));
        } catch (ClosedChannelException e) {
            throw new HostException(HostErr.BADF, e);
        } catch (IOException e) {
            throw NetworkErrors.of(e);
        }
    }

    /** Stops listening; its address is free when this returns. */
    public void close() {
        closeChannel();
        if (watched) {
            Readiness.awaitClosed(channel);
        }
    }

    private synchronized void closeChannel() {
        try {
            if (waiting.isPresent()) {
                waiting.get().close();
            }
            channel.close();
        } catch (IOException e) {
            // There is nothing left to try.
        }
    }
}
