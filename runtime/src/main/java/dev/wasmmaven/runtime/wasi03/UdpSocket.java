package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.net.HostUdpSocket;
import dev.wasmmaven.runtime.wasi.Network;
import dev.wasmmaven.runtime.wasi.SocketAddresses;
import dev.wasmmaven.runtime.wasi.SocketException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.util.Optional;

/** A {@code udp-socket} of {@code wasi:sockets/types}. */
final class UdpSocket {

    private final Network network;
    private final ProtocolFamily family;
    private final HostUdpSocket socket;
    private final Runnable closer;
    private Optional<InetSocketAddress> remote = Optional.empty();

    /** A new socket, without an address. */
    UdpSocket(Network network, ProtocolFamily family) throws HostException {
        this.network = network;
        this.family = family;
        network.requireRoom();
        this.socket = HostUdpSocket.open(family);
        this.closer = socket::close;
        network.opened(closer);
    }

    /** For the options. */
    HostUdpSocket host() {
        return socket;
    }

    ProtocolFamily family() {
        return family;
    }

    void bind(InetSocketAddress address) throws SocketException, HostException {
        if (socket.localAddress().isPresent()) {
            throw new SocketException("invalid-state");
        }
        if (!SocketAddresses.isOf(family, address.getAddress())) {
            throw new SocketException("invalid-argument");
        }
        network.requireAddresses();
        socket.bind(address);
    }

    /** Sends to one address and receives from it only, in place of another that this may have been so with. */
    void connect(InetSocketAddress with) throws SocketException, HostException {
        SocketAddresses.requireRemote(family, with);
        network.requireAddresses();
        if (remote.isPresent()) {
            disconnect();
        }
        socket.connect(with);
        remote = Optional.of(with);
    }

    /** Takes {@link #connect} back. */
    void disconnect() throws SocketException, HostException {
        remoteAddress();
        remote = Optional.empty();
        socket.disconnect();
    }

    /** Where a datagram goes to that is sent to an address, or to none in particular. */
    InetSocketAddress destination(byte[] data, Optional<InetSocketAddress> to) throws SocketException {
        if (data.length > HostUdpSocket.MAX_DATAGRAM) {
            throw new SocketException("datagram-too-large");
        }
        InetSocketAddress address = to.or(() -> remote).orElseThrow(() -> new SocketException("invalid-argument"));
        SocketAddresses.requireRemote(family, address);
        if (remote.isPresent() && !remote.get().equals(address)) {
            throw new SocketException("invalid-argument");
        }
        network.requireAddresses();
        return address;
    }

    /** Whether {@link #send} would send or fail; if not, the signal is woken when this changes. */
    boolean sendable() {
        return socket.sendable(network.signal());
    }

    /** Sends a datagram; false if the host takes none now. */
    boolean send(byte[] data, InetSocketAddress to) throws HostException {
        return socket.send(data, to);
    }

    /** {@code invalid-state} unless it has an address, so that somebody could send to it. */
    void requireBound() throws SocketException, HostException {
        localAddress();
    }

    /** Whether {@link #receive} has something to tell; if not, the signal is woken when this changes. */
    boolean receivable() {
        return socket.receivable(network.signal());
    }

    /** A datagram, if one is there; of one that was sent by another than this is connected with, nothing is told. */
    Optional<HostUdpSocket.Datagram> receive() throws HostException {
        return socket.receive()
                .filter(datagram ->
                        SocketAddresses.isOf(family, datagram.remote().getAddress()))
                .filter(datagram -> remote.isEmpty() || remote.get().equals(datagram.remote()));
    }

    InetSocketAddress localAddress() throws SocketException, HostException {
        return socket.localAddress().orElseThrow(() -> new SocketException("invalid-state"));
    }

    InetSocketAddress remoteAddress() throws SocketException {
        return remote.orElseThrow(() -> new SocketException("invalid-state"));
    }

    void close() {
        socket.close();
        network.closed(closer);
    }
}
