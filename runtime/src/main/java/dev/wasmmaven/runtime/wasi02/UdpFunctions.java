package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.net.HostUdpSocket;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Network;
import dev.wasmmaven.runtime.wasi.SocketAddresses;
import dev.wasmmaven.runtime.wasi.SocketException;
import dev.wasmmaven.runtime.wasi.UdpOptionFunctions;
import dev.wasmmaven.runtime.wasi.Values;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code wasi:sockets/udp} and {@code udp-create-socket}. */
final class UdpFunctions {

    private static final String SOCKET = "udp-socket";
    private static final String INCOMING = "incoming-datagram-stream";
    private static final String OUTGOING = "outgoing-datagram-stream";

    private UdpFunctions() {}

    static Implementation createSocket(Network network) {
        return new Implementation(SocketFunctions.UDP_CREATE_SOCKET).socketFunc("create-udp-socket", call -> {
            ProtocolFamily family = SocketAddresses.family(call.args().get(0));
            if (!network.access().udp()) {
                throw new SocketException("access-denied");
            }
            return call.own(Resources.UDP_SOCKET, new UdpSocket(network, family));
        });
    }

    static Implementation udp() {
        Implementation udp = new Implementation(SocketFunctions.UDP)
                .socketMethod(SOCKET, "start-bind", call -> {
                    socket(call).startBind(SocketAddresses.read(call.args().get(2)));
                    return null;
                })
                .socketMethod(SOCKET, "finish-bind", call -> {
                    socket(call).finishBind();
                    return null;
                })
                .socketMethod(SOCKET, "stream", UdpFunctions::stream)
                .socketMethod(
                        SOCKET,
                        "local-address",
                        call -> SocketAddresses.write(socket(call).localAddress()))
                .socketMethod(
                        SOCKET,
                        "remote-address",
                        call -> SocketAddresses.write(socket(call).remoteAddress()))
                .method(
                        SOCKET,
                        "address-family",
                        call -> SocketAddresses.family(socket(call).family()));
        new UdpOptionFunctions(call -> socket(call).host())
                .bodies("")
                .forEach((name, body) -> udp.socketMethod(SOCKET, name, body));
        return udp.method(
                        SOCKET,
                        "subscribe",
                        call -> call.own(Resources.POLLABLE, socket(call).subscribe()))
                .socketMethod(INCOMING, "receive", UdpFunctions::receive)
                .method(
                        INCOMING,
                        "subscribe",
                        call -> call.own(
                                Resources.POLLABLE,
                                call.object(Resources.INCOMING_DATAGRAM_STREAM, 0)
                                        .subscribe()))
                .socketMethod(
                        OUTGOING,
                        "check-send",
                        call -> new Val.U64(call.object(Resources.OUTGOING_DATAGRAM_STREAM, 0)
                                .checkSend()))
                .socketMethod(OUTGOING, "send", UdpFunctions::send)
                .method(
                        OUTGOING,
                        "subscribe",
                        call -> call.own(
                                Resources.POLLABLE,
                                call.object(Resources.OUTGOING_DATAGRAM_STREAM, 0)
                                        .subscribe()));
    }

    private static UdpSocket socket(Call call) {
        return call.object(Resources.UDP_SOCKET, 0);
    }

    private static Val stream(Call call) throws SocketException, HostException {
        UdpSocket socket = socket(call);
        Optional<Val> remote = ((Val.OptionOf) call.args().get(1)).value();
        socket.associate(remote.isEmpty() ? Optional.empty() : Optional.of(SocketAddresses.read(remote.get())));
        return Values.tuple(
                call.own(Resources.INCOMING_DATAGRAM_STREAM, socket.new Incoming()),
                call.own(Resources.OUTGOING_DATAGRAM_STREAM, socket.new Outgoing()));
    }

    private static Val receive(Call call) throws HostException {
        List<Val> received = new ArrayList<>();
        for (HostUdpSocket.Datagram each :
                call.object(Resources.INCOMING_DATAGRAM_STREAM, 0).receive(call.u64(1))) {
            received.add(new Val.RecordOf(
                    List.of("data", "remote-address"),
                    List.of(new Val.Bytes(each.data()), SocketAddresses.write(each.remote()))));
        }
        return Values.list(received);
    }

    /** Sends in order until one fails; the failure is told only if it is the first. */
    private static Val send(Call call) throws SocketException, HostException {
        UdpSocket.Outgoing stream = call.object(Resources.OUTGOING_DATAGRAM_STREAM, 0);
        List<Val> datagrams = call.list(1);
        stream.usePermit(datagrams.size());
        int sent = 0;
        for (Val each : datagrams) {
            try {
                if (!send(stream, (Val.RecordOf) each)) {
                    break;
                }
            } catch (SocketException | HostException e) {
                if (sent == 0) {
                    throw e;
                }
                break;
            }
            sent++;
        }
        return new Val.U64(sent);
    }

    private static boolean send(UdpSocket.Outgoing stream, Val.RecordOf datagram)
            throws SocketException, HostException {
        Optional<Val> remote = ((Val.OptionOf) datagram.field("remote-address")).value();
        InetSocketAddress to = remote.isEmpty() ? null : SocketAddresses.read(remote.get());
        return stream.send(Values.bytes(datagram.field("data")), to);
    }
}
