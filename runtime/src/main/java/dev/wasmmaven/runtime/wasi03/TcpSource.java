package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.StreamWriter;
import dev.wasmmaven.runtime.component.task.HostOperations;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StopSignal;
import dev.wasmmaven.runtime.host.net.HostTcpSocket;
import java.util.Arrays;

/** What a TCP connection receives ({@code tcp-socket.receive}); the connection lives as long as this does. */
final class TcpSource extends WaitingSource {

    private final TcpSocket socket;
    private final HostTcpSocket connection;
    private final StopSignal signal;
    private final Outcome outcome;

    TcpSource(
            TcpSocket socket, HostTcpSocket connection, StopSignal signal, HostOperations operations, Outcome outcome) {
        super(operations);
        this.socket = socket;
        this.connection = connection;
        this.signal = signal;
        this.outcome = outcome;
        socket.hold();
    }

    @Override
    boolean ready() {
        return connection.readable(signal);
    }

    @Override
    void give(StreamWriter writer, int limit) {
        byte[] bytes = new byte[Math.min(limit, Math.max(1, connection.buffered()))];
        try {
            int count = connection.read(bytes, 0, bytes.length, false);
            if (count < 0) {
                writer.end();
            } else {
                writer.give(new Val.Bytes(count == bytes.length ? bytes : Arrays.copyOf(bytes, count)));
            }
        } catch (HostException e) {
            if (e.error() == HostErr.AGAIN) {
                produce(writer, limit);
                return;
            }
            outcome.failed(e);
            writer.end();
        }
    }

    @Override
    public void close() {
        giveUp();
        TcpSocket.shutdown(connection, true, false);
        socket.release();
        outcome.ok();
    }
}
