package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.HostCall;
import dev.wasmmaven.runtime.component.link.StreamWriter;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The connections that are made to a socket ({@code tcp-socket.listen}), which listens as long as this lives. While the guest has
 * as many sockets as it may have, they wait.
 */
final class TcpConnections extends WaitingSource {

    /** After an accept that failed, as where the host's process has no descriptors left. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final TcpSocket socket;
    private final HostCall host;

    TcpConnections(TcpSocket socket, HostCall host) {
        super(host.store().operations());
        this.socket = socket;
        this.host = host;
        socket.hold();
    }

    @Override
    boolean ready() {
        return socket.acceptable();
    }

    @Override
    void give(StreamWriter writer, int limit) {
        Optional<TcpSocket> accepted;
        try {
            accepted = socket.accept();
        } catch (HostException e) {
            if (e.error() == HostErr.BADF) {
                writer.end();
            } else {
                waitUntil(System.nanoTime() + PAUSE_NANOS, writer, limit);
            }
            return;
        }
        if (accepted.isPresent()) {
            writer.give(new Val.ListOf(List.of(host.own(Resources.TCP_SOCKET, accepted.get()))));
        } else {
            produce(writer, limit);
        }
    }

    @Override
    public void close() {
        giveUp();
        socket.release();
    }
}
