package dev.wasmmaven.runtime.wasi03;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.component.abi.HostBuffer;
import dev.wasmmaven.runtime.component.abi.StreamVal;
import dev.wasmmaven.runtime.component.task.StreamEnd;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostLimits;
import dev.wasmmaven.runtime.host.NetworkAccess;
import dev.wasmmaven.runtime.wasi.SocketAddresses;
import dev.wasmmaven.runtime.wasi.Values;
import dev.wasmmaven.runtime.wasi03.Guest03.Pending;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code wasi:sockets} 0.3 on the loopback interface, with Java at the other end; see also conformance's program {@code sockets}. */
@DisplayName("Sockets of WASI 0.3")
class SocketsTest {

    private static final NetworkAccess ALL = new NetworkAccess(true, true, true, true);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final String TYPES = "wasi:sockets/types";
    private static final String LOOKUP = "wasi:sockets/ip-name-lookup";
    private static final String TCP = "[method]tcp-socket.";
    private static final String UDP = "[method]udp-socket.";
    private static final Val IPV4 = new Val.EnumOf("ipv4");

    private Guest03 guest;

    @BeforeEach
    void start() {
        start(ALL, HostLimits.DEFAULT);
    }

    private void start(NetworkAccess access, HostLimits limits) {
        guest = new Guest03(HostEnvironment.builder().network(access).limits(limits));
    }

    @AfterEach
    void end() {
        guest.close();
    }

    private static Val loopback(int port) {
        return SocketAddresses.write(new InetSocketAddress(LOOPBACK, port));
    }

    private Val tcp() {
        return guest.ok(TYPES, "[static]tcp-socket.create", IPV4);
    }

    private Val udp() {
        return guest.ok(TYPES, "[static]udp-socket.create", IPV4);
    }

    private Val tcp(String method, Val... args) {
        return guest.ok(TYPES, TCP + method, args);
    }

    private int port(Val socket) {
        Val.VariantOf address = (Val.VariantOf) tcp("get-local-address", socket);
        return ((Val.U16) ((Val.RecordOf) address.payload().orElseThrow()).field("port")).value();
    }

    /** The stream of connections to a socket. */
    private StreamEnd listen(Val socket) {
        tcp("bind", socket, loopback(0));
        return ((StreamVal) tcp("listen", socket)).take();
    }

    private Val connect(ServerSocket to) {
        Val socket = tcp();
        Pending connecting = guest.begin(TYPES, TCP + "connect", socket, loopback(to.getLocalPort()));
        guest.until(() -> connecting.over);
        assertThat(connecting.value()).isEqualTo(Values.OK);
        return socket;
    }

    /** A connection, once there is one. */
    private Val accept(StreamEnd connections) {
        HostBuffer buffer = HostBuffer.room(1);
        connections.copy(buffer);
        guest.until(connections::hasPendingEvent);
        connections.takeEvent();
        return ((Val.ListOf) buffer.taken()).elements().get(0);
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 0, LOOPBACK);
    }

    @Test
    @DisplayName("without the network a socket can be made, but neither bound, connected, listening nor sent from")
    void denied() {
        guest.close();
        start(NetworkAccess.NONE, HostLimits.DEFAULT);
        Val denied = Guest03.error("access-denied");
        Val socket = tcp();
        assertThat(guest.call(TYPES, TCP + "bind", socket, loopback(0))).isEqualTo(denied);
        assertThat(guest.begin(TYPES, TCP + "connect", socket, loopback(80)).value())
                .isEqualTo(denied);
        assertThat(guest.call(TYPES, TCP + "get-local-address", socket))
                .as("closed by that")
                .isEqualTo(denied);
        assertThat(guest.call(TYPES, TCP + "listen", tcp())).isEqualTo(denied);
        Val datagrams = udp();
        assertThat(guest.call(TYPES, UDP + "bind", datagrams, loopback(0))).isEqualTo(denied);
        assertThat(guest.call(TYPES, UDP + "connect", datagrams, loopback(80))).isEqualTo(denied);
        Val to = Values.some(loopback(80));
        assertThat(guest.begin(TYPES, UDP + "send", datagrams, Guest03.bytes("x"), to)
                        .value())
                .isEqualTo(denied);
        assertThat(guest.begin(LOOKUP, "resolve-addresses", new Val.Str("localhost"))
                        .value())
                .isEqualTo(Guest03.error("permanent-resolver-failure"));
    }

    @Test
    @DisplayName("kinds of sockets that the guest may not have cannot be made")
    void noKinds() {
        guest.close();
        start(new NetworkAccess(false, false, true, true), HostLimits.DEFAULT);
        assertThat(guest.call(TYPES, "[static]tcp-socket.create", IPV4)).isEqualTo(Guest03.error("access-denied"));
        assertThat(guest.call(TYPES, "[static]udp-socket.create", IPV4)).isEqualTo(Guest03.error("access-denied"));
    }

    @Test
    @DisplayName("what the other end sends arrives, up to its end, and what is sent is there when its future says so")
    void conversation() throws IOException {
        try (ServerSocket server = server()) {
            Val client = connect(server);
            try (Socket other = server.accept()) {
                other.getOutputStream().write("from Java".getBytes(StandardCharsets.UTF_8));
                other.shutdownOutput();
                Val received = guest.call(TYPES, TCP + "receive", client);
                assertThat(guest.readAll(Guest03.part(received, 0), 4)).isEqualTo("from Java");
                assertThat(guest.await(Guest03.part(received, 1))).isEqualTo(Values.OK);

                Guest03.Writer writer = guest.new Writer();
                Val sent = guest.call(TYPES, TCP + "send", client, writer.stream());
                assertThat(writer.write("to Java")).isTrue();
                writer.end.drop();
                assertThat(guest.await(sent)).isEqualTo(Values.OK);
                assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("to Java");
            }
        }
    }

    @Test
    @DisplayName("a write that the other end takes no more of waits until it does, and loses nothing")
    void backPressure() throws Exception {
        int count = 1000;
        String piece = "0123456789".repeat(6_000);
        try (ServerSocket server = server()) {
            Val client = connect(server);
            try (Socket other = server.accept()) {
                Guest03.Writer writer = guest.new Writer();
                Val sent = guest.call(TYPES, TCP + "send", client, writer.stream());
                int begun = 0;
                while (begun < count) {
                    writer.begin(piece);
                    begun++;
                    if (!writer.end.hasPendingEvent()) {
                        break;
                    }
                    writer.end.takeEvent();
                }
                assertThat(begun).as("pieces until one waits").isLessThan(count);
                CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> readAll(other));
                guest.until(writer.end::hasPendingEvent);
                writer.end.takeEvent();
                writer.end.drop();
                assertThat(guest.await(sent)).isEqualTo(Values.OK);
                byte[] all = piece.repeat(begun).getBytes(StandardCharsets.US_ASCII);
                assertThat(Arrays.equals(received.get(1, TimeUnit.MINUTES), all))
                        .isTrue();
            }
        }
    }

    private static byte[] readAll(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("a connection that the other end resets ends the stream, and the future tells why")
    void reset() throws IOException {
        try (ServerSocket server = server()) {
            Val client = connect(server);
            Socket other = server.accept();
            Val received = guest.call(TYPES, TCP + "receive", client);
            StreamEnd stream = ((StreamVal) Guest03.part(received, 0)).take();
            stream.copy(HostBuffer.room(1));
            other.setSoLinger(true, 0);
            other.close();
            guest.until(stream::hasPendingEvent);
            assertThat(guest.await(Guest03.part(received, 1))).isEqualTo(Guest03.error("connection-reset"));
        }
    }

    @Test
    @DisplayName("streams keep a connection that its socket is dropped of, and end it")
    void streamsOutliveSocket() throws IOException {
        try (ServerSocket server = server()) {
            Val client = connect(server);
            try (Socket other = server.accept()) {
                Guest03.Writer writer = guest.new Writer();
                guest.call(TYPES, TCP + "send", client, writer.stream());
                guest.drop(client);
                assertThat(writer.write("still there")).isTrue();
                writer.end.drop();
                assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("still there");
            }
        }
    }

    @Test
    @DisplayName("connections wait while the guest has as many sockets as it may have")
    void limit() throws IOException {
        guest.close();
        int three = 3;
        start(ALL, new HostLimits(HostLimits.DEFAULT.outputBytes(), HostLimits.DEFAULT.fileBytes(), three));
        Val listener = tcp();
        StreamEnd connections = listen(listener);
        List<Socket> others = new ArrayList<>();
        try {
            for (int i = 0; i < three; i++) {
                others.add(new Socket(LOOPBACK, port(listener)));
            }
            Val first = accept(connections);
            accept(connections);
            connections.copy(HostBuffer.room(1));
            Pending pause = guest.begin("wasi:clocks/monotonic-clock", "wait-for", new Val.U64(5_000_000));
            guest.until(() -> pause.over);
            assertThat(connections.hasPendingEvent()).as("a third").isFalse();
            assertThat(guest.call(TYPES, "[static]tcp-socket.create", IPV4))
                    .isEqualTo(Values.error(new Val.VariantOf("other", Optional.of(Values.NONE))));
            guest.drop(first);
            guest.until(connections::hasPendingEvent);
        } finally {
            for (Socket each : others) {
                each.close();
            }
        }
    }

    @Test
    @DisplayName(
            "waiting for a connection, for bytes and for a datagram can be given up, and then nothing is outstanding")
    void givenUp() throws IOException {
        StreamEnd connections = listen(tcp());
        connections.copy(HostBuffer.room(1));
        connections.cancel();
        connections.takeEvent();
        Val datagrams = udp();
        guest.ok(TYPES, UDP + "bind", datagrams, loopback(0));
        Pending receiving = guest.begin(TYPES, UDP + "receive", datagrams);
        receiving.cancel();
        assertThat(receiving.cancelled).isTrue();
        try (ServerSocket server = server()) {
            Val received = guest.call(TYPES, TCP + "receive", connect(server));
            StreamEnd bytes = ((StreamVal) Guest03.part(received, 0)).take();
            bytes.copy(HostBuffer.room(1));
            bytes.cancel();
            bytes.takeEvent();
            assertThatThrownBy(() -> guest.until(() -> false)).hasMessageContaining("deadlock");
        }
    }

    @Test
    @DisplayName("a socket stops listening when it and its stream are dropped, or the run ends")
    void closed() throws IOException {
        Val listener = tcp();
        StreamEnd connections = listen(listener);
        int port = port(listener);
        guest.drop(listener);
        new Socket(LOOPBACK, port).close();
        connections.drop();
        assertThatThrownBy(() -> new Socket(LOOPBACK, port).close()).isInstanceOf(ConnectException.class);

        Val other = tcp();
        listen(other);
        int otherPort = port(other);
        guest.close();
        assertThatThrownBy(() -> new Socket(LOOPBACK, otherPort).close()).isInstanceOf(ConnectException.class);
    }

    @Test
    @DisplayName("an address that was waited at is free as soon as its socket is dropped")
    void addressIsFree() {
        int times = 50;
        Val address = loopback(0);
        for (int i = 0; i < times; i++) {
            Val listener = tcp();
            tcp("bind", listener, address);
            StreamEnd connections = ((StreamVal) tcp("listen", listener)).take();
            connections.copy(HostBuffer.room(1));
            address = tcp("get-local-address", listener);
            guest.drop(listener);
            connections.cancel();
            connections.drop();
        }
        Val datagrams = loopback(0);
        for (int i = 0; i < times; i++) {
            Val socket = udp();
            guest.ok(TYPES, UDP + "bind", socket, datagrams);
            guest.begin(TYPES, UDP + "receive", socket).cancel();
            datagrams = guest.ok(TYPES, UDP + "get-local-address", socket);
            guest.drop(socket);
        }
    }

    @Test
    @DisplayName("names are looked up while other tasks go on")
    void names() {
        Pending lookup = guest.begin(LOOKUP, "resolve-addresses", new Val.Str("localhost"));
        guest.until(() -> lookup.over);
        assertThat(((Val.ListOf) Guest03.ok(lookup.value())).elements()).contains(SocketAddresses.write(LOOPBACK));
    }
}
