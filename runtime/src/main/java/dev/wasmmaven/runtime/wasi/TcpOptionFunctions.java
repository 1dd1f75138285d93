package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.net.TcpOptions;
import java.nio.channels.NetworkChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The functions of a {@code tcp-socket} for its options, which do the same in WASI 0.2 and 0.3. */
public final class TcpOptionFunctions {

    /** A socket with options. */
    public interface Socket {

        /** The options that were set. */
        TcpOptions options();

        /** What has the options; the socket's error if it has none in its state. */
        NetworkChannel channel() throws SocketException;

        /** How many connections may wait to be accepted, at least 1. */
        void backlog(long value) throws SocketException;
    }

    /** What a setter does with a socket and an unsigned number that is not 0, the highest being 2<sup>63</sup>-1. */
    @FunctionalInterface
    private interface Setter {
        void set(Socket socket, long value) throws SocketException, HostException;
    }

    @FunctionalInterface
    private interface Getter {
        Val get(Socket socket) throws SocketException, HostException;
    }

    private final Function<Call, ? extends Socket> self;

    /** @param self the socket that a method is called on */
    public TcpOptionFunctions(Function<Call, ? extends Socket> self) {
        this.self = self;
    }

    /**
     * The methods by their names.
     *
     * @param getter what the names of those begin with that tell an option
     */
    public Map<String, SocketBody> bodies(String getter) {
        Map<String, SocketBody> bodies = new LinkedHashMap<>();
        get(
                bodies,
                getter + "keep-alive-enabled",
                socket -> new Val.Bool(socket.options().keepAlive(socket.channel())));
        bodies.put("set-keep-alive-enabled", call -> {
            Socket socket = self.apply(call);
            socket.options().keepAlive(socket.channel(), ((Val.Bool) call.args().get(1)).value());
            return null;
        });
        get(
                bodies,
                getter + "keep-alive-idle-time",
                socket -> nanos(socket.options().keepIdle(socket.channel())));
        get(
                bodies,
                getter + "keep-alive-interval",
                socket -> nanos(socket.options().keepInterval(socket.channel())));
        get(
                bodies,
                getter + "keep-alive-count",
                socket -> new Val.U32(socket.options().keepCount(socket.channel())));
        get(bodies, getter + "hop-limit", socket -> {
            socket.channel();
            return new Val.U8(socket.options().hopLimit());
        });
        get(
                bodies,
                getter + "receive-buffer-size",
                socket -> new Val.U64(socket.options().receiveBuffer(socket.channel())));
        get(
                bodies,
                getter + "send-buffer-size",
                socket -> new Val.U64(socket.options().sendBuffer(socket.channel())));
        setters(bodies);
        return bodies;
    }

    private void setters(Map<String, SocketBody> bodies) {
        set(bodies, "listen-backlog-size", Socket::backlog);
        set(
                bodies,
                "keep-alive-idle-time",
                (socket, nanos) -> socket.options().keepIdle(socket.channel(), seconds(nanos)));
        set(
                bodies,
                "keep-alive-interval",
                (socket, nanos) -> socket.options().keepInterval(socket.channel(), seconds(nanos)));
        set(bodies, "keep-alive-count", (socket, count) -> socket.options().keepCount(socket.channel(), count));
        set(bodies, "hop-limit", (socket, value) -> {
            socket.channel();
            socket.options().hopLimit((int) value);
        });
        set(bodies, "receive-buffer-size", (socket, bytes) -> socket.options().receiveBuffer(socket.channel(), bytes));
        set(bodies, "send-buffer-size", (socket, bytes) -> socket.options().sendBuffer(socket.channel(), bytes));
    }

    private void get(Map<String, SocketBody> bodies, String name, Getter getter) {
        bodies.put(name, call -> getter.get(self.apply(call)));
    }

    private void set(Map<String, SocketBody> bodies, String option, Setter setter) {
        bodies.put("set-" + option, call -> {
            setter.set(self.apply(call), positive(call));
            return null;
        });
    }

    /**
     * The value of a setter, an unsigned number of any width: no more than 2<sup>63</sup>-1; {@code invalid-argument} if it is
     * 0.
     */
    static long positive(Call call) throws SocketException {
        Val value = call.args().get(1);
        long number = value instanceof Val.U8 u8
                ? u8.value()
                : value instanceof Val.U32 u32 ? u32.value() : ((Val.U64) value).bits();
        if (number == 0) {
            throw new SocketException("invalid-argument");
        }
        return number < 0 ? Long.MAX_VALUE : number;
    }

    private static Val nanos(int seconds) {
        return new Val.U64(TimeUnit.SECONDS.toNanos(seconds));
    }

    /** Whole seconds, which is what hosts take; a part of one counts as one. */
    private static long seconds(long nanos) {
        return (nanos - 1) / TimeUnit.SECONDS.toNanos(1) + 1;
    }
}
