package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Values;
import java.net.ProtocolFamily;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code wasi:sockets/tcp} and {@code tcp-create-socket}. */
final class TcpFunctions {

    private static final String SOCKET = "tcp-socket";

    private TcpFunctions() {}

    /** What a setter does with a socket and an unsigned number that is not 0, the highest being 2<sup>63</sup>-1. */
    @FunctionalInterface
    private interface Setter {
        void set(TcpSocket socket, long value) throws SocketException, HostException;
    }

    @FunctionalInterface
    private interface Getter {
        Val get(TcpSocket socket) throws SocketException, HostException;
    }

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
        options(tcp);
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

    private static void options(Implementation tcp) {
        set(tcp, "listen-backlog-size", TcpSocket::backlog);
        get(tcp, "keep-alive-enabled", socket -> new Val.Bool(socket.options().keepAlive(socket.channel())));
        tcp.socketMethod(SOCKET, "set-keep-alive-enabled", call -> {
            TcpSocket socket = socket(call);
            socket.options().keepAlive(socket.channel(), ((Val.Bool) call.args().get(1)).value());
            return null;
        });
        get(tcp, "keep-alive-idle-time", socket -> nanos(socket.options().keepIdle(socket.channel())));
        set(
                tcp,
                "keep-alive-idle-time",
                (socket, nanos) -> socket.options().keepIdle(socket.channel(), seconds(nanos)));
        get(tcp, "keep-alive-interval", socket -> nanos(socket.options().keepInterval(socket.channel())));
        set(
                tcp,
                "keep-alive-interval",
                (socket, nanos) -> socket.options().keepInterval(socket.channel(), seconds(nanos)));
        get(tcp, "keep-alive-count", socket -> new Val.U32(socket.options().keepCount(socket.channel())));
        set(tcp, "keep-alive-count", (socket, count) -> socket.options().keepCount(socket.channel(), count));
        get(tcp, "hop-limit", socket -> {
            socket.channel();
            return new Val.U8(socket.options().hopLimit());
        });
        set(tcp, "hop-limit", (socket, value) -> {
            socket.channel();
            socket.options().hopLimit((int) value);
        });
        get(tcp, "receive-buffer-size", socket -> new Val.U64(socket.options().receiveBuffer(socket.channel())));
        set(tcp, "receive-buffer-size", (socket, bytes) -> socket.options().receiveBuffer(socket.channel(), bytes));
        get(tcp, "send-buffer-size", socket -> new Val.U64(socket.options().sendBuffer(socket.channel())));
        set(tcp, "send-buffer-size", (socket, bytes) -> socket.options().sendBuffer(socket.channel(), bytes));
    }

    private static void get(Implementation tcp, String option, Getter getter) {
        tcp.socketMethod(SOCKET, option, call -> getter.get(socket(call)));
    }

    private static void set(Implementation tcp, String option, Setter setter) {
        tcp.socketMethod(SOCKET, "set-" + option, call -> {
            setter.set(socket(call), SocketFunctions.positive(call));
            return null;
        });
    }

    private static Val nanos(int seconds) {
        return new Val.U64(TimeUnit.SECONDS.toNanos(seconds));
    }

    /** Whole seconds, which is what hosts take; a part of one counts as one. */
    private static long seconds(long nanos) {
        return (nanos - 1) / TimeUnit.SECONDS.toNanos(1) + 1;
    }
}
