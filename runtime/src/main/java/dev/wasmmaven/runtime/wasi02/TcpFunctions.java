package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Network;
import dev.wasmmaven.runtime.wasi.SocketAddresses;
import dev.wasmmaven.runtime.wasi.SocketException;
import dev.wasmmaven.runtime.wasi.TcpOptionFunctions;
import dev.wasmmaven.runtime.wasi.Values;
import java.net.ProtocolFamily;
import org.jspecify.annotations.Nullable;

/** {@code wasi:sockets/tcp} and {@code tcp-create-socket}. */
final class TcpFunctions {

    private static final String SOCKET = "tcp-socket";

    private TcpFunctions() {}

    static Implementation createSocket(Network network) {
        return new Implementation(SocketFunctions.TCP_CREATE_SOCKET).socketFunc("create-tcp-socket", call -> {
            ProtocolFamily family = SocketAddresses.family(call.args().get(0));
            if (!network.access().tcp()) {
                throw new SocketException("access-denied");
            }
            return call.own(Resources.TCP_SOCKET, new TcpSocket(network, family));
        });
    }

    static Implementation tcp() {
        Implementation tcp = new Implementation(SocketFunctions.TCP);
        steps(tcp);
        addresses(tcp);
        new TcpOptionFunctions(TcpFunctions::socket)
                .bodies("")
                .forEach((name, body) -> tcp.socketMethod(SOCKET, name, body));
        return tcp.method(
                SOCKET,
                "subscribe",
                call -> call.own(Resources.POLLABLE, socket(call).subscribe()));
    }

    private static TcpSocket socket(Call call) {
        return call.object(Resources.TCP_SOCKET, 0);
    }

    private static void steps(Implementation tcp) {
        tcp.socketMethod(SOCKET, "start-bind", call -> {
                    socket(call).startBind(SocketAddresses.read(call.args().get(2)));
                    return null;
                })
                .socketMethod(SOCKET, "finish-bind", call -> {
                    socket(call).finishBind();
                    return null;
                })
                .socketMethod(SOCKET, "start-connect", call -> {
                    socket(call).startConnect(SocketAddresses.read(call.args().get(2)));
                    return null;
                })
                .socketMethod(SOCKET, "finish-connect", call -> {
                    TcpSocket socket = socket(call);
                    socket.finishConnect();
                    return Values.tuple(input(call, socket), output(call, socket));
                })
                .socketMethod(SOCKET, "start-listen", call -> {
                    socket(call).startListen();
                    return null;
                })
                .socketMethod(SOCKET, "finish-listen", call -> {
                    socket(call).finishListen();
                    return null;
                })
                .socketMethod(SOCKET, "accept", call -> {
                    TcpSocket accepted = socket(call).accept();
                    Val handle = call.own(Resources.TCP_SOCKET, accepted);
                    return Values.tuple(handle, input(call, accepted), output(call, accepted));
                })
                .socketMethod(SOCKET, "shutdown", TcpFunctions::shutdown);
    }

    private static Val input(Call call, TcpSocket socket) throws SocketException {
        return call.own(Resources.INPUT_STREAM, socket.input());
    }

    private static Val output(Call call, TcpSocket socket) throws SocketException {
        return call.own(Resources.OUTPUT_STREAM, socket.output());
    }

    private static @Nullable Val shutdown(Call call) throws SocketException, HostException {
        String what = ((Val.EnumOf) call.args().get(1)).label();
        socket(call).shutdown(!"send".equals(what), !"receive".equals(what));
        return null;
    }

    private static void addresses(Implementation tcp) {
        tcp.socketMethod(
                        SOCKET,
                        "local-address",
                        call -> SocketAddresses.write(socket(call).localAddress()))
                .socketMethod(
                        SOCKET,
                        "remote-address",
                        call -> SocketAddresses.write(socket(call).remoteAddress()))
                .method(
                        SOCKET,
                        "is-listening",
                        call -> new Val.Bool(socket(call).isListening()))
                .method(
                        SOCKET,
                        "address-family",
                        call -> SocketAddresses.family(socket(call).family()));
    }
}
