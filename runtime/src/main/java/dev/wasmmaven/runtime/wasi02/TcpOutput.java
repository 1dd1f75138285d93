package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StopSignal;
import dev.wasmmaven.runtime.host.net.HostTcpSocket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a TCP connection sends; a child of its socket. Bytes that the host does not take at once are kept until it does. */
final class TcpOutput extends ByteOutput {

    private static final int PERMIT = 64 * 1024;

    private final TcpSocket socket;
    private final HostTcpSocket connection;
    private final StopSignal signal;
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private @Nullable HostException failure;
    private boolean shutdown;

    TcpOutput(TcpSocket socket, HostTcpSocket connection, StopSignal signal) {
        this.socket = socket;
        this.connection = connection;
        this.signal = signal;
        socket.adopt();
    }

    @Override
    int permit() throws StreamException {
        requireOpen();
        send();
        HostException failed = failure;
        if (failed != null) {
            throw failed(failed);
        }
        if (shutdown) {
            throw end();
        }
        return rest.hasRemaining() || !connection.writable(signal) ? 0 : PERMIT;
    }

    @Override
    void write(byte[] bytes, int offset, int length) throws StreamException {
        requireOpen();
        rest = ByteBuffer.wrap(bytes, offset, length);
        send();
        HostException failed = failure;
        if (failed != null) {
            throw failed(failed);
        }
    }

    /** Nothing to do: while something is kept, nothing is permitted. */
    @Override
    void flush() throws StreamException {
        requireOpen();
    }

    /** Gives the host what it takes now of what is kept. */
    private void send() {
        try {
            while (rest.hasRemaining()) {
                int count = connection.write(rest.array(), rest.arrayOffset() + rest.position(), rest.remaining());
                if (count == 0) {
                    return;
                }
                rest.position(rest.position() + count);
            }
            if (shutdown) {
                connection.shutdown(false, true);
            }
        } catch (HostException e) {
            failure = e;
            rest.position(rest.limit());
        }
    }

    /** Sends no more after what is kept. */
    void shutdown() throws HostException {
        shutdown = true;
        send();
        HostException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    /** What is kept, and must be sent before the connection ends. */
    ByteBuffer rest() {
        return rest;
    }

    @Override
    public boolean ready() {
        if (rest.hasRemaining() && connection.writable(signal)) {
            send();
        }
        return failure != null || (!rest.hasRemaining() && connection.writable(signal));
    }

    @Override
    void close() {
        socket.release();
    }
}
