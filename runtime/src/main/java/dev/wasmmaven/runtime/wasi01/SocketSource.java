package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StopSignal;

/** What one call receives from a socket: waits for the first bytes, and for all that were asked for if told so. */
final class SocketSource implements IoVectors.Source {

    private final Descriptor.Socket socket;
    private final StopSignal signal;
    private final boolean peek;
    private final boolean all;
    private boolean started;

    SocketSource(Descriptor.Socket socket, StopSignal signal, boolean peek, boolean all) {
        this.socket = socket;
        this.signal = signal;
        this.peek = peek;
        this.all = all;
    }

    @Override
    public int read(byte[] destination, int offset, int length) throws HostException {
        if (started && peek) {
            // A second look would see the same bytes again.
            return 0;
        }
        int done = 0;
        do {
            if (!available()) {
                return done;
            }
            int count = socket.socket().read(destination, offset + done, length - done, peek);
            if (count < 0) {
                return done;
            }
            started = true;
            done += count;
        } while (all && !peek && done < length);
        return done;
    }

    private boolean available() throws HostException {
        if (started && !all) {
            return socket.socket().buffered() > 0;
        }
        if (!socket.socket().readable(signal)) {
            if (socket.blocking().nonblock()) {
                if (started) {
                    return false;
                }
                throw new HostException(HostErr.AGAIN);
            }
            signal.await(() -> socket.socket().readable(signal), Long.MAX_VALUE);
        }
        return true;
    }
}
