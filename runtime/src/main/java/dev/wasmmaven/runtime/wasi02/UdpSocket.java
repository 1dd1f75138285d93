package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.net.HostUdpSocket;
import dev.wasmmaven.runtime.wasi.Network;
import dev.wasmmaven.runtime.wasi.SocketAddresses;
import dev.wasmmaven.runtime.wasi.SocketException;
import dev.wasmmaven.runtime.wasi.Traps;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@code udp-socket} with its two streams of datagrams. */
final class UdpSocket extends Parent {

    /** How many datagrams may be sent after one {@code check-send}. */
    private static final int PERMIT = 16;

    private enum State {
        UNBOUND,
        BIND_STARTED,
        BOUND
    }

    private final Network network;
    private final ProtocolFamily family;
    private final HostUdpSocket socket;
    private final Runnable closer;
    private State state = State.UNBOUND;
    private Optional<InetSocketAddress> remote = Optional.empty();
    private int streams;

    UdpSocket(Network network, ProtocolFamily family) throws HostException {
        this.network = network;
        this.family = family;
        network.requireRoom();
        this.socket = HostUdpSocket.open(family);
        this.closer = socket::close;
        network.opened(closer);
    }

    HostUdpSocket host() {
        return socket;
    }

    ProtocolFamily family() {
        return family;
    }

    void startBind(InetSocketAddress address) throws SocketException, HostException {
        network.requireAddresses();
        if (state == State.BIND_STARTED) {
            throw new SocketException("concurrency-conflict");
        }
        if (state != State.UNBOUND) {
            throw new SocketException("invalid-state");
        }
        if (!SocketAddresses.isOf(family, address.getAddress())) {
            throw new SocketException("invalid-argument");
        }
        socket.bind(address);
        state = State.BIND_STARTED;
    }

    void finishBind() throws SocketException {
        if (state != State.BIND_STARTED) {
            throw new SocketException("not-in-progress");
        }
        state = State.BOUND;
    }

    /** Ends the association that there may be, and makes another, or none, for the streams that are asked for next. */
    void associate(Optional<InetSocketAddress> with) throws SocketException, HostException {
        if (streams > 0) {
            throw Traps.trap(
                    "the streams of a socket were asked for anew while it has some: UDP streams not dropped yet");
        }
        if (state != State.BOUND) {
            throw new SocketException("invalid-state");
        }
        if (remote.isPresent()) {
            socket.disconnect();
            remote = Optional.empty();
        }
        if (with.isPresent()) {
            network.requireAddresses();
            SocketAddresses.requireRemote(family, with.get());
            socket.connect(with.get());
            remote = with;
        }
    }

    InetSocketAddress localAddress() throws SocketException, HostException {
        Optional<InetSocketAddress> address = state == State.BOUND ? socket.localAddress() : Optional.empty();
        return address.orElseThrow(() -> new SocketException("invalid-state"));
    }

    InetSocketAddress remoteAddress() throws SocketException {
        return remote.orElseThrow(() -> new SocketException("invalid-state"));
    }

    /** No operation of the socket itself makes wait. */
    @Override
    public boolean ready() {
        return true;
    }

    @Override
    void close() {
        socket.close();
        network.closed(closer);
    }

    /** A child of the socket. */
    abstract class DatagramStream extends Parent {

        DatagramStream() {
            adoptStream();
        }

        @Override
        final void close() {
            streams--;
            UdpSocket.this.release();
        }
    }

    private void adoptStream() {
        streams++;
        adopt();
    }

    /** An {@code incoming-datagram-stream}. */
    final class Incoming extends DatagramStream {

        /** Datagrams that are there now, none from another address than that of the association. */
        List<HostUdpSocket.Datagram> receive(long limit) throws HostException {
            List<HostUdpSocket.Datagram> received = new ArrayList<>();
            while (Long.compareUnsigned(received.size(), limit) < 0) {
                Optional<HostUdpSocket.Datagram> next;
                try {
                    next = socket.receive();
                } catch (HostException e) {
                    if (received.isEmpty()) {
                        throw e;
                    }
                    return received;
                }
                if (next.isEmpty()) {
                    return received;
                }
                next.filter(this::isWanted).ifPresent(received::add);
            }
            return received;
        }

        private boolean isWanted(HostUdpSocket.Datagram datagram) {
            return SocketAddresses.isOf(family, datagram.remote().getAddress())
                    && (remote.isEmpty() || remote.get().equals(datagram.remote()));
        }

        @Override
        public boolean ready() {
            return socket.receivable(network.signal());
        }
    }

    /** An {@code outgoing-datagram-stream}. */
    final class Outgoing extends DatagramStream {

        private int permitted;

        /** How many datagrams the next {@link #send} may have. */
        int checkSend() {
            permitted = socket.sendable(network.signal()) ? PERMIT : 0;
            return permitted;
        }

        /** Takes the permission back for a number of datagrams; a trap if there is none for so many. */
        void usePermit(int count) {
            if (count > permitted || permitted == 0) {
                throw Traps.trap(
                        "send of " + count + " datagrams where check-send permits " + permitted + ": unpermitted: "
                                + (permitted == 0 ? "must call check-send first" : "argument exceeds permitted size"));
            }
            permitted = 0;
        }

        /** Sends a datagram; false if the host takes none now. */
        boolean send(byte[] data, @Nullable InetSocketAddress to) throws SocketException, HostException {
            if (data.length > HostUdpSocket.MAX_DATAGRAM) {
                throw new SocketException("datagram-too-large");
            }
            InetSocketAddress address = to != null ? to : remote.orElse(null);
            if (address == null || (remote.isPresent() && !remote.get().equals(address))) {
                throw new SocketException("invalid-argument");
            }
            network.requireAddresses();
            SocketAddresses.requireRemote(family, address);
            return socket.send(data, address);
        }

        @Override
        public boolean ready() {
            return socket.sendable(network.signal());
        }
    }
}
