package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.StreamReader;
import dev.wasmmaven.runtime.component.link.StreamSink;
import dev.wasmmaven.runtime.component.task.HostOperations;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StopSignal;
import dev.wasmmaven.runtime.host.net.HostTcpSocket;
import dev.wasmmaven.runtime.wasi.Values;

/**
 * What a TCP connection sends ({@code tcp-socket.send}); the connection lives as long as this does. The end of the stream ends
 * that direction of the connection.
 */
final class TcpSink implements StreamSink {

    /** Bytes taken at once, at most. */
    static final int CHUNK = 64 * 1024;

    private final TcpSocket socket;
    private final HostTcpSocket connection;
    private final StopSignal signal;
    private final HostOperations operations;
    private final Outcome outcome;

    TcpSink(TcpSocket socket, HostTcpSocket connection, StopSignal signal, HostOperations operations, Outcome outcome) {
        this.socket = socket;
        this.connection = connection;
        this.signal = signal;
        this.operations = operations;
        this.outcome = outcome;
        socket.hold();
    }

    @Override
    public void consume(StreamReader reader, Val elements) {
        send(reader, Values.bytes(elements), 0);
    }

    /** Sends the rest of the bytes, as soon as the host takes them. */
    private void send(StreamReader reader, byte[] bytes, int from) {
        int sent = from;
        try {
            do {
                sent += connection.write(bytes, sent, bytes.length - sent);
            } while (sent < bytes.length && connection.writable(signal));
        } catch (HostException e) {
            outcome.failed(e);
            reader.stop();
            return;
        }
        if (sent == bytes.length) {
            reader.taken();
        } else {
            int rest = sent;
            operations.when(() -> connection.writable(signal), () -> send(reader, bytes, rest));
        }
    }

    @Override
    public void close() {
        TcpSocket.shutdown(connection, false, true);
        socket.release();
        outcome.ok();
    }
}
