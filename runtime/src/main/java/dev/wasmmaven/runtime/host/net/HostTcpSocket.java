package dev.wasmmaven.runtime.host.net;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StopSignal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A connected TCP socket. No operation blocks: a guest that may wait asks {@link #readable} or {@link #writable} and
 * waits on its signal. Received bytes pass through a buffer, so that they can be looked at before they are taken.
 */
public final class HostTcpSocket {

    private static final int CHUNK = 64 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(CHUNK).limit(0);
    private boolean ended;
    private boolean full;
    private boolean askedToRead;
    private boolean askedToWrite;
    private @Nullable IOException failure;

    HostTcpSocket(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        this.channel = channel;
    }

    /** For the socket's options. */
    public NetworkChannel channel() {
        return channel;
    }

    /** This end's address. */
    public InetSocketAddress localAddress() throws HostException {
        return (InetSocketAddress) NetworkErrors.told(channel::getLocalAddress);
    }

    /** The other end's address. */
    public InetSocketAddress remoteAddress() throws HostException {
        return (InetSocketAddress) NetworkErrors.told(channel::getRemoteAddress);
    }

    /** Whether {@link #read} would give bytes, the end or an error; if not, the signal is woken when this changes. */
    public synchronized boolean readable(StopSignal signal) {
        receive();
        if (settled()) {
            return true;
        }
        if (!askedToRead) {
            askedToRead = true;
            Readiness.await(channel, SelectionKey.OP_READ, () -> {
                answeredToRead();
                signal.wake();
            });
        }
        return false;
    }

    private synchronized void answeredToRead() {
        askedToRead = false;
    }

    private boolean settled() {
        return received.hasRemaining() || ended || failure != null;
    }

    private void receive() {
        if (settled()) {
            return;
        }
        received.clear();
        try {
            ended = channel.read(received) < 0;
        } catch (IOException e) {
            failure = e;
        }
        received.flip();
    }

    /** Bytes that are there to be read. */
    public synchronized int buffered() {
        receive();
        return received.remaining();
    }

    /**
     * Reads what is there.
     *
     * @param peek leaves the bytes to be read again
     * @return how many bytes; -1 at the end
     * @throws HostException with AGAIN if nothing is there yet, with IO and its kin if the connection failed
     */
    public synchronized int read(byte[] destination, int offset, int length, boolean peek) throws HostException {
        receive();
        if (received.hasRemaining() || length == 0) {
            int count = Math.min(length, received.remaining());
            received.get(received.position(), destination, offset, count);
            if (!peek) {
                received.position(received.position() + count);
            }
            return count;
        }
        IOException failed = failure;
        if (failed != null) {
            failure = null;
            ended = true;
            throw NetworkErrors.of(failed);
        }
        if (ended) {
            return -1;
        }
        throw new HostException(HostErr.AGAIN);
    }

    /** Whether {@link #write} would take bytes or fail; if not, the signal is woken when this changes. */
    public synchronized boolean writable(StopSignal signal) {
        if (!full) {
            return true;
        }
        if (!askedToWrite) {
            askedToWrite = true;
            Readiness.await(channel, SelectionKey.OP_WRITE, () -> {
                answeredToWrite();
                signal.wake();
            });
        }
        return false;
    }

    private synchronized void answeredToWrite() {
        askedToWrite = false;
        full = false;
    }

    /** Writes what the host takes now; returns how many bytes, 0 if it takes none. */
    public synchronized int write(byte[] source, int offset, int length) throws HostException {
        try {
            int count = channel.write(ByteBuffer.wrap(source, offset, length));
            full = count < length;
            return count;
        } catch (ClosedChannelException | NotYetConnectedException e) {
            // After a shutdown of this direction.
            throw new HostException(HostErr.PIPE, e);
        } catch (IOException e) {
            throw NetworkErrors.of(e);
        }
    }

    /** Ends one direction or both; {@code shutdown(2)}. */
    public synchronized void shutdown(boolean receive, boolean send) throws HostException {
        try {
            if (receive) {
                channel.shutdownInput();
                received.limit(received.position());
                ended = true;
            }
            if (send) {
                channel.shutdownOutput();
            }
        } catch (ClosedChannelException | NotYetConnectedException e) {
            throw new HostException(HostErr.NOTCONN, e);
        } catch (IOException e) {
            throw NetworkErrors.of(e);
        }
    }

    /**
     * Ends the connection when bytes that the host does not take yet are written, or cannot be.
     *
     * @param done run when it has ended, here or on the thread that serves the sockets
     */
    public synchronized void closeAfter(ByteBuffer rest, Runnable done) {
        try {
            channel.write(rest);
        } catch (IOException | NotYetConnectedException e) {
            rest.position(rest.limit());
        }
        if (rest.hasRemaining()) {
            Readiness.await(channel, SelectionKey.OP_WRITE, () -> closeAfter(rest, done));
        } else {
            close();
            done.run();
        }
    }

    /** Ends the connection. */
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // There is nothing left to try.
        }
        Readiness.closed(channel);
    }
}
