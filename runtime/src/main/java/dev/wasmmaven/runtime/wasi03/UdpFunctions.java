package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.AsyncHostFunction;
import dev.wasmmaven.runtime.component.link.HostResult;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Network;
import dev.wasmmaven.runtime.wasi.SocketAddresses;
import dev.wasmmaven.runtime.wasi.SocketException;
import dev.wasmmaven.runtime.wasi.UdpOptionFunctions;
import dev.wasmmaven.runtime.wasi.Values;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.util.Optional;

/** The functions of {@code wasi:sockets/types} about UDP. */
final class UdpFunctions {

    private static final String SOCKET = "udp-socket";

    private UdpFunctions() {}

    static void offer(Implementation types, Network network) {
        types.socketFunc("[static]udp-socket.create", call -> {
                    ProtocolFamily family = SocketAddresses.family(call.args().get(0));
                    if (!network.access().udp()) {
                        throw new SocketException("access-denied");
                    }
                    return call.own(Resources.UDP_SOCKET, new UdpSocket(network, family));
                })
                .socketMethod(SOCKET, "bind", call -> {
                    socket(call).bind(SocketAddresses.read(call.args().get(1)));
                    return null;
                })
                .socketMethod(SOCKET, "connect", call -> {
                    socket(call).connect(SocketAddresses.read(call.args().get(1)));
                    return null;
                })
                .socketMethod(SOCKET, "disconnect", call -> {
                    socket(call).disconnect();
                    return null;
                })
                .asyncMethod(
                        SOCKET, "send", (host, args, result) -> begin(UdpFunctions::send, new Call(host, args), result))
                .asyncMethod(
                        SOCKET,
                        "receive",
                        (host, args, result) -> begin(UdpFunctions::receive, new Call(host, args), result))
                .socketMethod(
                        SOCKET,
                        "get-local-address",
                        call -> SocketAddresses.write(socket(call).localAddress()))
                .socketMethod(
                        SOCKET,
                        "get-remote-address",
                        call -> SocketAddresses.write(socket(call).remoteAddress()))
                .method(
                        SOCKET,
                        "get-address-family",
                        call -> SocketAddresses.family(socket(call).family()));
        new UdpOptionFunctions(call -> socket(call).host())
                .bodies("get-")
                .forEach((name, body) -> types.socketMethod(SOCKET, name, body));
    }

    private static UdpSocket socket(Call call) {
        return call.object(Resources.UDP_SOCKET, 0);
    }

    /** The beginning of an asynchronous function. */
    @FunctionalInterface
    private interface Beginning {
        Runnable begin(Call call, HostResult result) throws SocketException, HostException;
    }

    private static Runnable begin(Beginning beginning, Call call, HostResult result) {
        try {
            return beginning.begin(call, result);
        } catch (SocketException e) {
            result.complete(Values.error(SocketErrors.code(e)));
        } catch (HostException e) {
            result.complete(Values.error(SocketErrors.code(e)));
        }
        return AsyncHostFunction.NOT_CANCELLABLE;
    }

    private static Runnable send(Call call, HostResult result) throws SocketException {
        UdpSocket socket = socket(call);
        byte[] data = call.bytes(1);
        Optional<Val> remote = ((Val.OptionOf) call.args().get(2)).value();
        InetSocketAddress to = socket.destination(
                data, remote.isEmpty() ? Optional.empty() : Optional.of(SocketAddresses.read(remote.get())));
        return Attempts.begin(
                call.host().store().operations(),
                socket::sendable,
                () -> socket.send(data, to) ? Optional.of(Values.OK) : Optional.empty(),
                result);
    }

    private static Runnable receive(Call call, HostResult result) throws SocketException, HostException {
        UdpSocket socket = socket(call);
        socket.requireBound();
        return Attempts.begin(
                call.host().store().operations(),
                socket::receivable,
                () -> socket.receive()
                        .map(datagram -> Values.ok(Values.tuple(
                                new Val.Bytes(datagram.data()), SocketAddresses.write(datagram.remote())))),
                result);
    }
}
