package dev.wasmmaven.runtime.host.net;

import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.StopSignal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A UDP socket. No operation blocks. Used by one guest. */
public final class HostUdpSocket {

    /** The largest datagram there is. */
    public static final int MAX_DATAGRAM = 65_535;

    /** More than a socket's buffer of the usual size has room for. */
    private static final int MAX_KEPT = 1_024;

    /** A datagram that came, and from where. */
    public static final class Datagram {

        private final byte[] data;
        private final InetSocketAddress remote;

        private Datagram(byte[] data, InetSocketAddress remote) {
            this.data = data;
            this.remote = remote;
        }

        /** Its bytes, the receiver's own. */
        public byte[] data() {
            return data;
        }

        public InetSocketAddress remote() {
            return remote;
        }
    }

    /** Of all sockets: what is received is copied out at once. Guarded by itself. */
    private static final ByteBuffer BUFFER = ByteBuffer.allocate(MAX_DATAGRAM);

    private final DatagramChannel channel;

    /** Taken from the channel, and not received by the guest yet. */
    private final Deque<Datagram> waiting = new ArrayDeque<>();

    private @Nullable IOException failure;
    private boolean askedToReceive;
    private boolean full;
    private boolean askedToSend;

    /** Whether it was ever waited for. */
    private boolean watched;

    private int hopLimit = TcpOptions.DEFAULT_HOP_LIMIT;

    private HostUdpSocket(DatagramChannel channel) {
        this.channel = channel;
    }

    /**
     * A socket without an address.
     *
     * @param family {@link java.net.StandardProtocolFamily#INET} or {@code INET6}
     */
    public static HostUdpSocket open(ProtocolFamily family) throws HostException {
        return NetworkErrors.told(() -> {
            DatagramChannel channel = DatagramChannel.open(family);
            channel.configureBlocking(false);
            return new HostUdpSocket(channel);
        });
    }

    /** Gives it an address of this host; port 0 for any that is free. */
    public void bind(InetSocketAddress address) throws HostException {
        NetworkErrors.told(() -> channel.bind(address));
    }

    /**
     * Sends to this address only, and receives from it only. What came from there before can still be received, up to
     * {@value #MAX_KEPT} datagrams; what comes from it in the very moment may be lost.
     */
    public synchronized void connect(InetSocketAddress remote) throws HostException {
        NetworkErrors.told(() -> connectChannel(remote));
    }

    private DatagramChannel connectChannel(InetSocketAddress remote) throws IOException {
        takeAll();
        channel.connect(remote);
        waiting.removeIf(datagram -> !datagram.remote().equals(remote));
        return channel;
    }

    /** Java discards what a channel has received when it is connected, which operating systems do not. */
    private void takeAll() throws IOException {
        if (channel.getLocalAddress() == null) {
            // Receiving would give it one.
            return;
        }
        try {
            boolean more = true;
            while (more && waiting.size() < MAX_KEPT) {
                more = take();
            }
        } catch (IOException e) {
            // An answer from the peer until now.
        }
    }

    /** Takes back {@link #connect}. */
    public void disconnect() throws HostException {
        NetworkErrors.told(channel::disconnect);
    }

    /** Its address, once it has one. */
    public Optional<InetSocketAddress> localAddress() throws HostException {
        return Optional.ofNullable((InetSocketAddress) NetworkErrors.told(channel::getLocalAddress));
    }

    /** Whether {@link #receive} would give a datagram or an error; if not, the signal is woken when this changes. */
    public synchronized boolean receivable(StopSignal signal) {
        fetch();
        if (!waiting.isEmpty() || failure != null) {
            return true;
        }
        if (!askedToReceive) {
            askedToReceive = true;
            watched = true;
            Readiness.await(channel, SelectionKey.OP_READ, () -> {
                answeredToReceive();
                signal.wake();
            });
        }
        return false;
    }

    private synchronized void answeredToReceive() {
        askedToReceive = false;
    }

    private void fetch() {
        if (!waiting.isEmpty() || failure != null) {
            return;
        }
        try {
            take();
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Takes a datagram from the channel, if one is there. */
    private boolean take() throws IOException {
        synchronized (BUFFER) {
            BUFFER.clear();
            InetSocketAddress remote = (InetSocketAddress) channel.receive(BUFFER);
            return remote != null
                    && waiting.add(new Datagram(Arrays.copyOf(BUFFER.array(), BUFFER.position()), remote));
        }
    }

    /** A datagram, if one is there. */
    public synchronized Optional<Datagram> receive() throws HostException {
        fetch();
        IOException failed = failure;
        if (failed != null) {
            failure = null;
            throw NetworkErrors.of(failed);
        }
        return Optional.ofNullable(waiting.poll());
    }

    /** Whether {@link #send} would take a datagram or fail; if not, the signal is woken when this changes. */
    public synchronized boolean sendable(StopSignal signal) {
        if (full && !askedToSend) {
            askedToSend = true;
            watched = true;
            Readiness.await(channel, SelectionKey.OP_WRITE, () -> {
                answeredToSend();
                signal.wake();
            });
        }
        return !full;
    }

    private synchronized void answeredToSend() {
        askedToSend = false;
        full = false;
    }

    /**
     * Sends a datagram.
     *
     * @param remote to whom; must be the address that this socket is connected to, if it is
     * @return false if the host takes none now
     */
    public synchronized boolean send(byte[] data, InetSocketAddress remote) throws HostException {
        int sent = NetworkErrors.told(
                () -> data.length == 0 ? sendEmpty(remote) : channel.send(ByteBuffer.wrap(data), remote));
        full = sent < data.length;
        return !full;
    }

    /** Java sends no empty datagram while connected, and does not say whether it was taken. */
    private int sendEmpty(InetSocketAddress remote) throws IOException {
        boolean connected = channel.isConnected();
        if (connected) {
            channel.disconnect();
        }
        channel.send(ByteBuffer.allocate(0), remote);
        if (connected) {
            connectChannel(remote);
        }
        return 0;
    }

    /** What was set; Java has no way to tell the host, so that packets go out with the host's own. */
    public int hopLimit() {
        return hopLimit;
    }

    public void hopLimit(int value) {
        hopLimit = value;
    }

    public int receiveBuffer() throws HostException {
        return option(StandardSocketOptions.SO_RCVBUF);
    }

    /** Asks for a buffer, of which the host may give another size. */
    public void receiveBuffer(long bytes) throws HostException {
        option(StandardSocketOptions.SO_RCVBUF, bytes);
    }

    public int sendBuffer() throws HostException {
        return option(StandardSocketOptions.SO_SNDBUF);
    }

    /** Asks for a buffer, of which the host may give another size. */
    public void sendBuffer(long bytes) throws HostException {
        option(StandardSocketOptions.SO_SNDBUF, bytes);
    }

    private int option(SocketOption<Integer> option) throws HostException {
        return NetworkErrors.told(() -> channel.getOption(option));
    }

    private void option(SocketOption<Integer> option, long value) throws HostException {
        NetworkErrors.told(() -> channel.setOption(option, (int) Math.min(value, Integer.MAX_VALUE)));
    }

    /** Gives it back to the host; its address is free when this returns. */
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // There is nothing left to try.
        }
        if (watched) {
            Readiness.awaitClosed(channel);
        }
    }
}
