package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StopSignal;
import dev.wasmmaven.runtime.host.net.HostTcpListener;
import dev.wasmmaven.runtime.host.net.HostTcpSocket;
import java.util.Optional;

/**
 * {@code sock_*}. WASI 0.1 cannot make a socket: a guest is given listening ones, as preopened descriptors after the
 * directories, and accepts connections.
 */
final class SocketFunctions {

    private static final int RECV_PEEK = 1;
    private static final int RECV_WAITALL = 1 << 1;
    private static final int RIFLAGS = RECV_PEEK | RECV_WAITALL;
    private static final int SHUT_RD = 1;
    private static final int SHUT_WR = 1 << 1;
    private static final int SDFLAGS = SHUT_RD | SHUT_WR;

    private final Descriptors descriptors;
    private final StopSignal signal;

    SocketFunctions(Descriptors descriptors, StopSignal signal) {
        this.descriptors = descriptors;
        this.signal = signal;
    }

    /** Arguments: listening socket, fdflags of the new descriptor, where its number goes. */
    void accept(Call call) throws HostException {
        Descriptor descriptor = descriptors.get(call.i32(0), Rights.SOCK_ACCEPT);
        int flags = Flags.checked(call.i32(1), Flags.FDFLAGS);
        if (flags != 0 && flags != Flags.FDFLAG_NONBLOCK) {
            throw new HostException(HostErr.INVAL);
        }
        call.memory().requireNumber(call.i32(2), Integer.BYTES);
        if (descriptor instanceof Descriptor.Socket) {
            throw new HostException(HostErr.INVAL);
        }
        if (!(descriptor instanceof Descriptor.Listener listening)) {
            throw new HostException(HostErr.NOTSOCK);
        }
        descriptors.requireRoom();
        HostTcpSocket accepted =
                accept(listening.listener(), listening.blocking().nonblock());
        Descriptor.Socket socket =
                new Descriptor.Socket(accepted, new Descriptor.Blocking(Flags.has(flags, Flags.FDFLAG_NONBLOCK)));
        call.memory().i32(call.i32(2), descriptors.addFrom(descriptors.slot(call.i32(0)), socket));
    }

    private HostTcpSocket accept(HostTcpListener listener, boolean nonblock) throws HostException {
        while (true) {
            Optional<HostTcpSocket> accepted = listener.accept();
            if (accepted.isPresent()) {
                return accepted.get();
            }
            if (nonblock) {
                throw new HostException(HostErr.AGAIN);
            }
            signal.await(() -> listener.ready(signal), Long.MAX_VALUE);
        }
    }

    /** Arguments: socket, buffers, their number, riflags, where the number of bytes goes, where the roflags go. */
    void receive(Call call) throws HostException {
        Descriptor.Socket socket = socket(call.i32(0), Rights.FD_READ);
        int flags = Flags.checked(call.i32(3), RIFLAGS);
        IoVectors buffers = IoVectors.of(call.memory(), call.i32(1), call.i32(2));
        call.memory().requireNumber(call.i32(4), Integer.BYTES);
        call.memory().requireNumber(call.i32(5), Short.BYTES);
        int count = buffers.fill(
                new SocketSource(socket, signal, Flags.has(flags, RECV_PEEK), Flags.has(flags, RECV_WAITALL)));
        call.memory().i32(call.i32(4), count);
        // A stream has no messages to truncate.
        call.memory().i16(call.i32(5), 0);
    }

    /** Arguments: socket, buffers, their number, siflags (none are defined), where the number of bytes goes. */
    void send(Call call) throws HostException {
        Descriptor.Socket socket = socket(call.i32(0), Rights.FD_WRITE);
        Flags.checked(call.i32(3), 0);
        IoVectors buffers = IoVectors.of(call.memory(), call.i32(1), call.i32(2));
        call.memory().requireNumber(call.i32(4), Integer.BYTES);
        call.memory().i32(call.i32(4), buffers.drain(sink(socket)));
    }

    /** Writes to a socket, waiting until the host takes it unless the descriptor is non-blocking. */
    IoVectors.Sink sink(Descriptor.Socket socket) {
        return (source, offset, length) -> {
            int written = 0;
            while (true) {
                written += socket.socket().write(source, offset + written, length - written);
                if (written == length) {
                    return written;
                }
                if (socket.blocking().nonblock()) {
                    if (written == 0) {
                        throw new HostException(HostErr.AGAIN);
                    }
                    return written;
                }
                signal.await(() -> socket.socket().writable(signal), Long.MAX_VALUE);
            }
        };
    }

    /** Arguments: socket, which directions. */
    void shutdown(Call call) throws HostException {
        Descriptor descriptor = descriptors.get(call.i32(0), Rights.SOCK_SHUTDOWN);
        int how = Flags.checked(call.i32(1), SDFLAGS);
        if (descriptor instanceof Descriptor.Listener) {
            throw new HostException(HostErr.NOTCONN);
        }
        if (!(descriptor instanceof Descriptor.Socket socket)) {
            throw new HostException(HostErr.NOTSOCK);
        }
        if (how == 0) {
            throw new HostException(HostErr.INVAL);
        }
        socket.socket().shutdown(Flags.has(how, SHUT_RD), Flags.has(how, SHUT_WR));
    }

    private Descriptor.Socket socket(int number, long rights) throws HostException {
        Descriptor descriptor = descriptors.get(number, rights);
        if (descriptor instanceof Descriptor.Socket socket) {
            return socket;
        }
        throw new HostException(descriptor instanceof Descriptor.Listener ? HostErr.NOTCONN : HostErr.NOTSOCK);
    }
}
