package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StopSignal;
import dev.wasmmaven.runtime.host.net.HostTcpSocket;
import java.util.Arrays;

/** What a TCP connection receives; a child of its socket. */
final class TcpInput extends ByteInput {

    private final TcpSocket socket;
    private final HostTcpSocket connection;
    private final StopSignal signal;

    TcpInput(TcpSocket socket, HostTcpSocket connection, StopSignal signal) {
        this.socket = socket;
        this.connection = connection;
        this.signal = signal;
        socket.adopt();
    }

    @Override
    byte[] read(int limit) throws StreamException {
        requireOpen();
        if (limit == 0 || !connection.readable(signal)) {
            return new byte[0];
        }
        byte[] bytes = new byte[Math.min(limit, Math.max(1, connection.buffered()))];
        try {
            int count = connection.read(bytes, 0, bytes.length, false);
            if (count < 0) {
                throw end();
            }
            return Arrays.copyOf(bytes, count);
        } catch (HostException e) {
            if (e.error() == HostErr.AGAIN) {
                return new byte[0];
            }
            throw failed(e);
        }
    }

    @Override
    public boolean ready() {
        return connection.readable(signal);
    }

    @Override
    void close() {
        socket.release();
    }
}
