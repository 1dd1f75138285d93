package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.AsyncHostFunction;
import dev.wasmmaven.runtime.component.link.HostCall;
import dev.wasmmaven.runtime.component.link.HostResult;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Network;
import dev.wasmmaven.runtime.wasi.SocketAddresses;
import dev.wasmmaven.runtime.wasi.SocketException;
import dev.wasmmaven.runtime.wasi.TcpOptionFunctions;
import dev.wasmmaven.runtime.wasi.Values;
import java.net.ProtocolFamily;
import java.util.List;
import java.util.Optional;

/** The functions of {@code wasi:sockets/types} about TCP. */
final class TcpFunctions {

    private static final String SOCKET = "tcp-socket";
    private static final ValType RESULT =
            new ValType.ResultType(Optional.empty(), Optional.of(SocketFunctions.TYPES.type("error-code")));

    private TcpFunctions() {}

    static void offer(Implementation types, Network network) {
        types.socketFunc("[static]tcp-socket.create", call -> {
                    ProtocolFamily family = SocketAddresses.family(call.args().get(0));
                    if (!network.access().tcp()) {
                        throw new SocketException("access-denied");
                    }
                    return call.own(Resources.TCP_SOCKET, new TcpSocket(network, family));
                })
                .socketMethod(SOCKET, "bind", call -> {
                    socket(call).bind(SocketAddresses.read(call.args().get(1)));
                    return null;
                })
                .asyncMethod(SOCKET, "connect", (host, args, result) -> connect(new Call(host, args), result))
                .socketMethod(SOCKET, "listen", TcpFunctions::listen)
                .method(SOCKET, "send", TcpFunctions::send)
                .method(SOCKET, "receive", TcpFunctions::receive)
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
                        "get-is-listening",
                        call -> new Val.Bool(socket(call).isListening()))
                .method(
                        SOCKET,
                        "get-address-family",
                        call -> SocketAddresses.family(socket(call).family()));
        new TcpOptionFunctions(TcpFunctions::socket)
                .bodies("get-")
                .forEach((name, body) -> types.socketMethod(SOCKET, name, body));
    }

    private static TcpSocket socket(Call call) {
        return call.object(Resources.TCP_SOCKET, 0);
    }

    /** A connection that is given up goes on being made until the socket is closed, and the socket is of no other use. */
    private static Runnable connect(Call call, HostResult result) {
        TcpSocket socket = socket(call);
        try {
            socket.startConnect(SocketAddresses.read(call.args().get(1)));
        } catch (SocketException e) {
            result.complete(Values.error(SocketErrors.code(e)));
            return AsyncHostFunction.NOT_CANCELLABLE;
        }
        return Attempts.begin(
                call.host().store().operations(),
                socket::connected,
                () -> {
                    socket.finishConnect();
                    return Optional.of(Values.OK);
                },
                result);
    }

    private static Val listen(Call call) throws SocketException, HostException {
        TcpSocket socket = socket(call);
        socket.listen();
        return call.host().stream(Resources.TCP_SOCKET.own(), new TcpConnections(socket, call.host()));
    }

    private static Outcome outcome(Call call) {
        return new Outcome(call.host().future(RESULT), SocketErrors::code);
    }

    private static Val send(Call call) {
        HostCall host = call.host();
        Outcome outcome = outcome(call);
        Val data = call.args().get(1);
        try {
            host.read(data, TcpSink.CHUNK, socket(call).send(host, outcome));
        } catch (SocketException e) {
            outcome.failed(SocketErrors.code(e));
            host.drop(data);
        }
        return outcome.future();
    }

    private static Val receive(Call call) {
        HostCall host = call.host();
        Outcome outcome = outcome(call);
        Val stream;
        try {
            stream = host.stream(PrimitiveType.U8, socket(call).receive(host, outcome));
        } catch (SocketException e) {
            outcome.failed(SocketErrors.code(e));
            stream = host.stream(PrimitiveType.U8, new EntrySource(List.of(), outcome));
        }
        return Values.tuple(stream, outcome.future());
    }
}
