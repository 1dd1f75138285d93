package dev.wasmmaven.runtime.wasi02;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostLimits;
import dev.wasmmaven.runtime.host.NetworkAccess;
import dev.wasmmaven.runtime.wasi.SocketAddresses;
import dev.wasmmaven.runtime.wasi.Values;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code wasi:sockets} on the loopback interface, function by function. */
class SocketsTest {

    private static final NetworkAccess ALL = new NetworkAccess(true, true, true, true);
    private static final String TCP = "wasi:sockets/tcp";
    private static final String UDP = "wasi:sockets/udp";
    private static final Val IPV4 = new Val.EnumOf("ipv4");

    private Guest02 guest;
    private Val network;

    @BeforeEach
    void start() {
        start(ALL, HostLimits.DEFAULT);
    }

    private void start(NetworkAccess access, HostLimits limits) {
        guest = Guest02.of(HostEnvironment.builder().network(access).limits(limits));
        network = guest.call("wasi:sockets/instance-network", "instance-network");
    }

    @AfterEach
    void end() {
        guest.close();
    }

    private static Val loopback(int port) {
        return SocketAddresses.write(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static Val ipv4(int a, int b, int c, int d, int port) {
        try {
            byte[] bytes = {(byte) a, (byte) b, (byte) c, (byte) d};
            return SocketAddresses.write(new InetSocketAddress(InetAddress.getByAddress(bytes), port));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Val tcp() {
        return guest.ok("wasi:sockets/tcp-create-socket", "create-tcp-socket", IPV4);
    }

    private Val tcp(String method, Val socket, Val... args) {
        return guest.ok(TCP, "[method]tcp-socket." + method, with(socket, args));
    }

    private String tcpError(String method, Val socket, Val... args) {
        return guest.errorCode(TCP, "[method]tcp-socket." + method, with(socket, args));
    }

    private static Val[] with(Val first, Val... rest) {
        List<Val> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(rest));
        return all.toArray(Val[]::new);
    }

    private void block(String interfaceName, String method, Val handle) {
        Val pollable = guest.call(interfaceName, method, handle);
        guest.call("wasi:io/poll", "[method]pollable.block", pollable);
        guest.drop(pollable);
    }

    private Val listening() {
        Val socket = tcp();
        tcp("start-bind", socket, network, loopback(0));
        tcp("finish-bind", socket);
        tcp("start-listen", socket);
        tcp("finish-listen", socket);
        return socket;
    }

    private int port(Val socket) {
        return ((Val.U16) ((Val.RecordOf) ((Val.VariantOf) tcp("local-address", socket))
                                .payload()
                                .orElseThrow())
                        .field("port"))
                .value();
    }

    /** Socket, input and output of a connection. */
    private List<Val> connect(int port) {
        Val socket = tcp();
        tcp("start-connect", socket, network, loopback(port));
        block(TCP, "[method]tcp-socket.subscribe", socket);
        Val.TupleOf streams = (Val.TupleOf) tcp("finish-connect", socket);
        return List.of(socket, streams.elements().get(0), streams.elements().get(1));
    }

    private String read(Val input) {
        Val read = guest.ok(Guest02.STREAMS, "[method]input-stream.blocking-read", input, Guest02.u64(1000));
        return new String(Values.bytes(read), StandardCharsets.UTF_8);
    }

    private void write(Val output, String text) {
        guest.ok(Guest02.STREAMS, "[method]output-stream.blocking-write-and-flush", output, Guest02.bytes(text));
    }

    @Test
    @DisplayName("a guest listens, connects to itself, and each end reads what the other writes, up to the end")
    void conversation() {
        Val listener = listening();
        List<Val> client = connect(port(listener));
        block(TCP, "[method]tcp-socket.subscribe", listener);
        List<Val> server = ((Val.TupleOf) tcp("accept", listener)).elements();
        assertThat(tcp("remote-address", server.get(0))).isEqualTo(tcp("local-address", client.get(0)));

        write(client.get(2), "ping");
        assertThat(read(server.get(1))).isEqualTo("ping");
        write(server.get(2), "pong");
        assertThat(read(client.get(1))).isEqualTo("pong");
        tcp("shutdown", client.get(0), new Val.EnumOf("send"));
        assertThat(guest.streamError("[method]input-stream.blocking-read", server.get(1), Guest02.u64(1)))
                .isEqualTo("closed");
        assertThat(guest.streamError("[method]output-stream.check-write", client.get(2)))
                .isEqualTo("closed");
        assertThat(tcpError("accept", listener)).isEqualTo("would-block");
    }

    @Test
    @DisplayName("each step is possible only where the specification has it")
    void states() {
        Val socket = tcp();
        assertThat(tcpError("start-listen", socket)).isEqualTo("invalid-state");
        assertThat(tcpError("accept", socket)).isEqualTo("invalid-state");
        assertThat(tcpError("local-address", socket)).isEqualTo("invalid-state");
        assertThat(tcpError("remote-address", socket)).isEqualTo("invalid-state");
        assertThat(tcpError("finish-bind", socket)).isEqualTo("not-in-progress");
        assertThat(tcpError("finish-connect", socket)).isEqualTo("not-in-progress");
        tcp("start-bind", socket, network, loopback(0));
        assertThat(tcpError("start-bind", socket, network, loopback(0))).isEqualTo("concurrency-conflict");
        tcp("finish-bind", socket);
        assertThat(tcpError("start-bind", socket, network, loopback(0))).isEqualTo("invalid-state");
        tcp("start-listen", socket);
        tcp("finish-listen", socket);
        assertThat(tcpError("start-connect", socket, network, loopback(9))).isEqualTo("invalid-state");
        assertThat(tcpError("shutdown", socket, new Val.EnumOf("both"))).isEqualTo("invalid-state");
    }

    @ParameterizedTest
    @CsvSource({
        "224.0.0.1, 0, invalid-argument, invalid-argument",
        "255.255.255.255, 7, invalid-argument, invalid-argument",
        "0.0.0.0, 7, '', invalid-argument",
        "127.0.0.1, 0, '', invalid-argument",
        "203.0.113.7, 0, address-not-bindable, invalid-argument"
    })
    @DisplayName("an address that a socket cannot have is refused by the right name")
    void addresses(String address, int port, String bind, String connect) throws IOException {
        Val found = SocketAddresses.write(new InetSocketAddress(InetAddress.getByName(address), port));
        if (bind.isEmpty()) {
            Val any = SocketAddresses.write(new InetSocketAddress(InetAddress.getByName(address), 0));
            tcp("start-bind", tcp(), network, any);
        } else {
            assertThat(tcpError("start-bind", tcp(), network, found)).isEqualTo(bind);
        }
        assertThat(tcpError("start-connect", tcp(), network, found)).isEqualTo(connect);
    }

    @Test
    @DisplayName(
            "an address of the other family, and one of IPv4 that is written as IPv6, are no addresses for a socket")
    void families() throws IOException {
        Val loopback6 = SocketAddresses.write(new InetSocketAddress(InetAddress.getByName("::1"), 9));
        assertThat(tcpError("start-bind", tcp(), network, loopback6)).isEqualTo("invalid-argument");
        Val mapped = new Val.VariantOf(
                "ipv6",
                Optional.of(new Val.RecordOf(
                        List.of("port", "flow-info", "address", "scope-id"),
                        List.of(
                                new Val.U16(9),
                                new Val.U32(0),
                                groups(0, 0, 0, 0, 0, 0xFFFF, 0x7F00, 1),
                                new Val.U32(0)))));
        assertThat(tcpError("start-connect", tcp(), network, mapped)).isEqualTo("invalid-argument");
    }

    private static Val groups(int... values) {
        List<Val> groups = new ArrayList<>();
        for (int each : values) {
            groups.add(new Val.U16(each));
        }
        return new Val.TupleOf(groups);
    }

    @Test
    @DisplayName("an address in use, and one where nobody listens, are told")
    void failures() throws IOException {
        Val listener = listening();
        assertThat(tcpError("start-bind", tcp(), network, loopback(port(listener))))
                .isEqualTo("address-in-use");
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Val socket = tcp();
        tcp("start-connect", socket, network, loopback(free));
        block(TCP, "[method]tcp-socket.subscribe", socket);
        assertThat(tcpError("finish-connect", socket)).isEqualTo("connection-refused");
        assertThat(tcpError("start-connect", socket, network, loopback(free))).isEqualTo("invalid-state");
    }

    @Test
    @DisplayName("options are set, read back, and go over to accepted connections; none may be 0")
    void options() {
        Val listener = tcp();
        tcp("set-keep-alive-enabled", listener, new Val.Bool(true));
        tcp("set-keep-alive-idle-time", listener, Guest02.u64(1_500_000_000L));
        tcp("set-keep-alive-count", listener, new Val.U32(-1));
        tcp("set-hop-limit", listener, new Val.U8(42));
        for (String each :
                List.of("keep-alive-idle-time", "keep-alive-interval", "receive-buffer-size", "listen-backlog-size")) {
            assertThat(tcpError("set-" + each, listener, Guest02.u64(0)))
                    .as(each)
                    .isEqualTo("invalid-argument");
        }
        tcp("start-bind", listener, network, loopback(0));
        tcp("finish-bind", listener);
        tcp("start-listen", listener);
        tcp("finish-listen", listener);
        List<Val> client = connect(port(listener));
        block(TCP, "[method]tcp-socket.subscribe", listener);
        Val accepted = ((Val.TupleOf) tcp("accept", listener)).elements().get(0);
        assertThat(tcp("keep-alive-enabled", accepted)).isEqualTo(new Val.Bool(true));
        assertThat(tcp("keep-alive-idle-time", accepted)).isEqualTo(Guest02.u64(2_000_000_000L));
        assertThat(tcp("keep-alive-count", accepted)).isEqualTo(new Val.U32(127));
        assertThat(tcp("hop-limit", accepted)).isEqualTo(new Val.U8(42));
        assertThat(tcp("keep-alive-enabled", client.get(0))).isEqualTo(new Val.Bool(false));
    }

    @Test
    @DisplayName("a socket is not dropped before its streams")
    void children() {
        Val listener = listening();
        List<Val> client = connect(port(listener));
        assertThatThrownBy(() -> guest.drop(client.get(0)))
                .isInstanceOf(TrapException.class)
                .hasMessageContaining("resource has children");
    }

    @Test
    @DisplayName("what was written before the end of the run arrives, though the other end reads it late")
    void lingering() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Val> client = connect(server.getLocalPort());
            Socket accepted = server.accept();
            byte[] piece = new byte[4096];
            int written = 0;
            Val zeros = new Val.Bytes(piece);
            while (((Val.U64) guest.ok(Guest02.STREAMS, "[method]output-stream.check-write", client.get(2))).bits()
                    > 0) {
                guest.ok(Guest02.STREAMS, "[method]output-stream.write", client.get(2), zeros);
                written += piece.length;
            }
            CompletableFuture<Integer> received = CompletableFuture.supplyAsync(() -> count(accepted));
            guest.drop(client.get(2));
            guest.drop(client.get(1));
            guest.drop(client.get(0));
            guest.host.close();
            assertThat(received.get(1, TimeUnit.MINUTES)).isEqualTo(written);
        }
    }

    private static int count(Socket socket) {
        try (socket;
                InputStream in = socket.getInputStream()) {
            return in.readAllBytes().length;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Val udp() {
        Val socket = guest.ok("wasi:sockets/udp-create-socket", "create-udp-socket", IPV4);
        guest.ok(UDP, "[method]udp-socket.start-bind", socket, network, loopback(0));
        guest.ok(UDP, "[method]udp-socket.finish-bind", socket);
        return socket;
    }

    private List<Val> streams(Val socket, Optional<Val> remote) {
        return ((Val.TupleOf) guest.ok(UDP, "[method]udp-socket.stream", socket, new Val.OptionOf(remote))).elements();
    }

    private static Val datagram(int length, Optional<Val> remote) {
        return new Val.RecordOf(
                List.of("data", "remote-address"), List.of(new Val.Bytes(new byte[length]), new Val.OptionOf(remote)));
    }

    @Test
    @DisplayName("datagrams arrive whole and in their order, empty ones too, with the address of their sender")
    void datagrams() {
        Val from = udp();
        Val to = udp();
        Val toAddress = guest.ok(UDP, "[method]udp-socket.local-address", to);
        Val incoming = streams(to, Optional.empty()).get(0);
        Val outgoing = streams(from, Optional.of(toAddress)).get(1);
        guest.ok(UDP, "[method]outgoing-datagram-stream.check-send", outgoing);
        Val sent = guest.ok(
                UDP,
                "[method]outgoing-datagram-stream.send",
                outgoing,
                Values.list(List.of(
                        datagram(1, Optional.empty()),
                        datagram(0, Optional.of(toAddress)),
                        datagram(50_000, Optional.empty()))));
        assertThat(sent).isEqualTo(Guest02.u64(3));
        List<Integer> lengths = new ArrayList<>();
        while (lengths.size() < 3) {
            block(UDP, "[method]incoming-datagram-stream.subscribe", incoming);
            Val received = guest.ok(UDP, "[method]incoming-datagram-stream.receive", incoming, Guest02.u64(2));
            for (Val each : ((Val.ListOf) received).elements()) {
                Val.RecordOf datagram = (Val.RecordOf) each;
                lengths.add(Values.bytes(datagram.field("data")).length);
                assertThat(datagram.field("remote-address"))
                        .isEqualTo(guest.ok(UDP, "[method]udp-socket.local-address", from));
            }
        }
        assertThat(lengths).containsExactly(1, 0, 50_000);
    }

    /** Sends datagrams of these lengths to where a stream is connected to. */
    private void send(Val outgoing, int... lengths) {
        guest.ok(UDP, "[method]outgoing-datagram-stream.check-send", outgoing);
        List<Val> datagrams = new ArrayList<>();
        for (int length : lengths) {
            datagrams.add(datagram(length, Optional.empty()));
        }
        assertThat(guest.ok(UDP, "[method]outgoing-datagram-stream.send", outgoing, Values.list(datagrams)))
                .isEqualTo(Guest02.u64(lengths.length));
    }

    private List<Integer> receive(Val incoming, int count) {
        List<Integer> lengths = new ArrayList<>();
        while (lengths.size() < count) {
            block(UDP, "[method]incoming-datagram-stream.subscribe", incoming);
            Val received = guest.ok(UDP, "[method]incoming-datagram-stream.receive", incoming, Guest02.u64(100));
            ((Val.ListOf) received)
                    .elements()
                    .forEach(each -> lengths.add(Values.bytes(((Val.RecordOf) each).field("data")).length));
        }
        return lengths;
    }

    @Test
    @DisplayName("what the peer sent before a socket is connected with it is received, what others sent is not")
    void receivedBefore() {
        Val from = udp();
        Val other = udp();
        Val to = udp();
        Val toAddress = guest.ok(UDP, "[method]udp-socket.local-address", to);
        Val fromOutgoing = streams(from, Optional.of(toAddress)).get(1);
        Val otherOutgoing = streams(other, Optional.of(toAddress)).get(1);
        send(otherOutgoing, 10);
        send(fromOutgoing, 1, 2);
        send(otherOutgoing, 11);
        send(fromOutgoing, 3);
        List<Val> streams = streams(to, Optional.of(guest.ok(UDP, "[method]udp-socket.local-address", from)));
        assertThat(receive(streams.get(0), 3)).containsExactly(1, 2, 3);
        // Java sends no empty datagram while connected.
        send(fromOutgoing, 4, 5);
        send(streams.get(1), 0);
        assertThat(receive(streams.get(0), 2)).containsExactly(4, 5);
    }

    @Test
    @DisplayName("a datagram without an address, to another than the one connected to, or too large, is refused")
    void refusedDatagrams() {
        Val socket = udp();
        Val outgoing = streams(socket, Optional.of(loopback(9))).get(1);
        assertThat(sendError(outgoing, datagram(1, Optional.of(loopback(10))))).isEqualTo("invalid-argument");
        assertThat(sendError(outgoing, datagram(70_000, Optional.empty()))).isEqualTo("datagram-too-large");
        assertThatThrownBy(() -> guest.call(
                        UDP,
                        "[method]outgoing-datagram-stream.send",
                        outgoing,
                        Values.list(List.of(datagram(1, Optional.empty())))))
                .isInstanceOf(TrapException.class)
                .hasMessageContaining("must call check-send first");
        Val unconnected = streams(udp(), Optional.empty()).get(1);
        assertThat(sendError(unconnected, datagram(1, Optional.empty()))).isEqualTo("invalid-argument");
        assertThat(sendError(unconnected, datagram(1, Optional.of(ipv4(0, 0, 0, 0, 9)))))
                .isEqualTo("invalid-argument");
    }

    private String sendError(Val outgoing, Val datagram) {
        guest.ok(UDP, "[method]outgoing-datagram-stream.check-send", outgoing);
        return guest.errorCode(UDP, "[method]outgoing-datagram-stream.send", outgoing, Values.list(List.of(datagram)));
    }

    @Test
    @DisplayName("without the network, sockets can be made and used for nothing; a kind that is off is not made")
    void denied() {
        guest.close();
        start(NetworkAccess.NONE, HostLimits.DEFAULT);
        assertThat(tcpError("start-bind", tcp(), network, loopback(0))).isEqualTo("access-denied");
        assertThat(tcpError("start-connect", tcp(), network, loopback(9))).isEqualTo("access-denied");
        Val udp = guest.ok("wasi:sockets/udp-create-socket", "create-udp-socket", IPV4);
        assertThat(guest.errorCode(UDP, "[method]udp-socket.start-bind", udp, network, loopback(0)))
                .isEqualTo("access-denied");
        assertThat(resolveError("localhost")).isEqualTo("permanent-resolver-failure");

        guest.close();
        start(new NetworkAccess(false, false, true, true), HostLimits.DEFAULT);
        assertThat(guest.errorCode("wasi:sockets/tcp-create-socket", "create-tcp-socket", IPV4))
                .isEqualTo("access-denied");
        assertThat(guest.errorCode("wasi:sockets/udp-create-socket", "create-udp-socket", IPV4))
                .isEqualTo("access-denied");
    }

    @Test
    @DisplayName("a guest has no more sockets than descriptors")
    void limit() {
        guest.close();
        start(ALL, new HostLimits(Long.MAX_VALUE, Long.MAX_VALUE, 2));
        Val first = tcp();
        tcp();
        assertThat(guest.errorCode("wasi:sockets/tcp-create-socket", "create-tcp-socket", IPV4))
                .isEqualTo("new-socket-limit");
        guest.drop(first);
        tcp();
    }

    private String resolveError(String name) {
        return guest.errorCode("wasi:sockets/ip-name-lookup", "resolve-addresses", network, new Val.Str(name));
    }

    @Test
    @DisplayName("names have addresses, addresses are their own, and what can be neither is an invalid argument")
    void names() {
        assertThat(addressesOf("localhost")).contains(SocketAddresses.write(InetAddress.getLoopbackAddress()));
        assertThat(addressesOf("127.0.0.1")).containsExactly(SocketAddresses.write(InetAddress.getLoopbackAddress()));
        for (String each : List.of("", ".", "a..b", "a b", "-a", "127.0.0.1:80", "x".repeat(64) + ".org")) {
            assertThat(resolveError(each)).as(each).isEqualTo("invalid-argument");
        }
    }

    private List<Val> addressesOf(String name) {
        String lookup = "wasi:sockets/ip-name-lookup";
        Val stream = guest.ok(lookup, "resolve-addresses", network, new Val.Str(name));
        block(lookup, "[method]resolve-address-stream.subscribe", stream);
        List<Val> addresses = new ArrayList<>();
        while (true) {
            Val next = guest.ok(lookup, "[method]resolve-address-stream.resolve-next-address", stream);
            Optional<Val> address = ((Val.OptionOf) next).value();
            if (address.isEmpty()) {
                return addresses;
            }
            addresses.add(address.get());
        }
    }
}
