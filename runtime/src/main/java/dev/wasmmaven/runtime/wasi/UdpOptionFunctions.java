package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.net.HostUdpSocket;
import java.util.Map;
import java.util.function.Function;

/** The functions of a {@code udp-socket} for its options, which do the same in WASI 0.2 and 0.3. */
public final class UdpOptionFunctions {

    private final Function<Call, HostUdpSocket> self;

    /** @param self the socket that a method is called on */
    public UdpOptionFunctions(Function<Call, HostUdpSocket> self) {
        this.self = self;
    }

    /**
     * The methods by their names.
     *
     * @param getter what the names of those begin with that tell an option
     */
    public Map<String, SocketBody> bodies(String getter) {
        return Map.of(
                getter + "unicast-hop-limit",
                call -> new Val.U8(self.apply(call).hopLimit()),
                "set-unicast-hop-limit",
                call -> {
                    self.apply(call).hopLimit((int) TcpOptionFunctions.positive(call));
                    return null;
                },
                getter + "receive-buffer-size",
                call -> new Val.U64(self.apply(call).receiveBuffer()),
                "set-receive-buffer-size",
                call -> {
                    self.apply(call).receiveBuffer(TcpOptionFunctions.positive(call));
                    return null;
                },
                getter + "send-buffer-size",
                call -> new Val.U64(self.apply(call).sendBuffer()),
                "set-send-buffer-size",
                call -> {
                    self.apply(call).sendBuffer(TcpOptionFunctions.positive(call));
                    return null;
                });
    }
}
