package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.type.ValType;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.net.NameLookup;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.Network;
import dev.wasmmaven.runtime.wasi.SocketAddresses;
import dev.wasmmaven.runtime.wasi.SocketException;
import dev.wasmmaven.runtime.wasi.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code wasi:sockets}: what its interfaces declare, and those that are about no socket. */
final class SocketFunctions {

    static final Declaration NETWORK =
            Declaration.of("wasi:sockets/network", List.of(Resources.ERROR, Resources.NETWORK), """
            enum error-code {
                unknown, access-denied, not-supported, invalid-argument, out-of-memory, timeout, concurrency-conflict,
                not-in-progress, would-block, invalid-state, new-socket-limit, address-not-bindable, address-in-use,
                remote-unreachable, connection-refused, connection-reset, connection-aborted, datagram-too-large,
                name-unresolvable, temporary-resolver-failure, permanent-resolver-failure
            }
            enum ip-address-family { ipv4, ipv6 }
            type ipv4-address = tuple<u8, u8, u8, u8>
            type ipv6-address = tuple<u16, u16, u16, u16, u16, u16, u16, u16>
            variant ip-address { ipv4(ipv4-address), ipv6(ipv6-address) }
            record ipv4-socket-address { port: u16, address: ipv4-address }
            record ipv6-socket-address { port: u16, flow-info: u32, address: ipv6-address, scope-id: u32 }
            variant ip-socket-address { ipv4(ipv4-socket-address), ipv6(ipv6-socket-address) }
            network-error-code: func(err: borrow<error>) -> option<error-code>
            """);

    static final Declaration INSTANCE_NETWORK =
            Declaration.of("wasi:sockets/instance-network", List.of(Resources.NETWORK), """
            instance-network: func() -> network
            """);

    static final Declaration IP_NAME_LOOKUP = Declaration.of(
            "wasi:sockets/ip-name-lookup",
            List.of(Resources.POLLABLE, Resources.NETWORK, Resources.RESOLVE_ADDRESS_STREAM),
            types("error-code", "ip-address"),
            """
            resolve-address-stream.resolve-next-address: func() -> result<option<ip-address>, error-code>
            resolve-address-stream.subscribe: func() -> pollable
            resolve-addresses: func(network: borrow<network>, name: string)
                -> result<resolve-address-stream, error-code>
            """);

    static final Declaration TCP = Declaration.of(
            "wasi:sockets/tcp",
            List.of(
                    Resources.INPUT_STREAM,
                    Resources.OUTPUT_STREAM,
                    Resources.POLLABLE,
                    Resources.NETWORK,
                    Resources.TCP_SOCKET),
            types("error-code", "ip-socket-address", "ip-address-family"),
            """
            type duration = u64
            enum shutdown-type { receive, send, both }
            tcp-socket.start-bind: func(network: borrow<network>, local-address: ip-socket-address)
                -> result<_, error-code>
            tcp-socket.finish-bind: func() -> result<_, error-code>
            tcp-socket.start-connect: func(network: borrow<network>, remote-address: ip-socket-address)
                -> result<_, error-code>
            tcp-socket.finish-connect: func() -> result<tuple<input-stream, output-stream>, error-code>
            tcp-socket.start-listen: func() -> result<_, error-code>
            tcp-socket.finish-listen: func() -> result<_, error-code>
            tcp-socket.accept: func() -> result<tuple<tcp-socket, input-stream, output-stream>, error-code>
            tcp-socket.local-address: func() -> result<ip-socket-address, error-code>
            tcp-socket.remote-address: func() -> result<ip-socket-address, error-code>
            tcp-socket.is-listening: func() -> bool
            tcp-socket.address-family: func() -> ip-address-family
            tcp-socket.set-listen-backlog-size: func(value: u64) -> result<_, error-code>
            tcp-socket.keep-alive-enabled: func() -> result<bool, error-code>
            tcp-socket.set-keep-alive-enabled: func(value: bool) -> result<_, error-code>
            tcp-socket.keep-alive-idle-time: func() -> result<duration, error-code>
            tcp-socket.set-keep-alive-idle-time: func(value: duration) -> result<_, error-code>
            tcp-socket.keep-alive-interval: func() -> result<duration, error-code>
            tcp-socket.set-keep-alive-interval: func(value: duration) -> result<_, error-code>
            tcp-socket.keep-alive-count: func() -> result<u32, error-code>
            tcp-socket.set-keep-alive-count: func(value: u32) -> result<_, error-code>
            tcp-socket.hop-limit: func() -> result<u8, error-code>
            tcp-socket.set-hop-limit: func(value: u8) -> result<_, error-code>
            tcp-socket.receive-buffer-size: func() -> result<u64, error-code>
            tcp-socket.set-receive-buffer-size: func(value: u64) -> result<_, error-code>
            tcp-socket.send-buffer-size: func() -> result<u64, error-code>
            tcp-socket.set-send-buffer-size: func(value: u64) -> result<_, error-code>
            tcp-socket.subscribe: func() -> pollable
            tcp-socket.shutdown: func(shutdown-type: shutdown-type) -> result<_, error-code>
            """);

    static final Declaration TCP_CREATE_SOCKET = Declaration.of(
            "wasi:sockets/tcp-create-socket",
            List.of(Resources.NETWORK, Resources.TCP_SOCKET),
            types("error-code", "ip-address-family"),
            """
            create-tcp-socket: func(address-family: ip-address-family) -> result<tcp-socket, error-code>
            """);

    static final Declaration UDP = Declaration.of(
            "wasi:sockets/udp",
            List.of(
                    Resources.POLLABLE,
                    Resources.NETWORK,
                    Resources.UDP_SOCKET,
                    Resources.INCOMING_DATAGRAM_STREAM,
                    Resources.OUTGOING_DATAGRAM_STREAM),
            types("error-code", "ip-socket-address", "ip-address-family"),
            """
            record incoming-datagram { data: list<u8>, remote-address: ip-socket-address }
            record outgoing-datagram { data: list<u8>, remote-address: option<ip-socket-address> }
            udp-socket.start-bind: func(network: borrow<network>, local-address: ip-socket-address)
                -> result<_, error-code>
            udp-socket.finish-bind: func() -> result<_, error-code>
            udp-socket.stream: func(remote-address: option<ip-socket-address>)
                -> result<tuple<incoming-datagram-stream, outgoing-datagram-stream>, error-code>
            udp-socket.local-address: func() -> result<ip-socket-address, error-code>
            udp-socket.remote-address: func() -> result<ip-socket-address, error-code>
            udp-socket.address-family: func() -> ip-address-family
            udp-socket.unicast-hop-limit: func() -> result<u8, error-code>
            udp-socket.set-unicast-hop-limit: func(value: u8) -> result<_, error-code>
            udp-socket.receive-buffer-size: func() -> result<u64, error-code>
            udp-socket.set-receive-buffer-size: func(value: u64) -> result<_, error-code>
            udp-socket.send-buffer-size: func() -> result<u64, error-code>
            udp-socket.set-send-buffer-size: func(value: u64) -> result<_, error-code>
            udp-socket.subscribe: func() -> pollable
            incoming-datagram-stream.receive: func(max-results: u64) -> result<list<incoming-datagram>, error-code>
            incoming-datagram-stream.subscribe: func() -> pollable
            outgoing-datagram-stream.check-send: func() -> result<u64, error-code>
            outgoing-datagram-stream.send: func(datagrams: list<outgoing-datagram>) -> result<u64, error-code>
            outgoing-datagram-stream.subscribe: func() -> pollable
            """);

    static final Declaration UDP_CREATE_SOCKET = Declaration.of(
            "wasi:sockets/udp-create-socket",
            List.of(Resources.NETWORK, Resources.UDP_SOCKET),
            types("error-code", "ip-address-family"),
            """
            create-udp-socket: func(address-family: ip-address-family) -> result<udp-socket, error-code>
            """);

    private SocketFunctions() {}

    private static Map<String, ValType> types(String... names) {
        Map<String, ValType> types = new LinkedHashMap<>();
        for (String each : names) {
            types.put(each, NETWORK.type(each));
        }
        return types;
    }

    static Implementation network() {
        return new Implementation(NETWORK)
                .func(
                        "network-error-code",
                        call -> SocketException.label(
                                        call.object(Resources.ERROR, 0).error())
                                .map(label -> Values.some(new Val.EnumOf(label)))
                                .orElse(Values.NONE));
    }

    static Implementation instanceNetwork(Network network) {
        return new Implementation(INSTANCE_NETWORK)
                .func("instance-network", call -> call.own(Resources.NETWORK, network));
    }

    static Implementation ipNameLookup(Network network) {
        return new Implementation(IP_NAME_LOOKUP)
                .socketFunc("resolve-addresses", call -> {
                    try {
                        if (!network.access().names()) {
                            throw new SocketException("permanent-resolver-failure");
                        }
                        NameLookup lookup = NameLookup.start(call.string(1), network.signal());
                        return call.own(Resources.RESOLVE_ADDRESS_STREAM, new ResolveAddressStream(lookup));
                    } catch (IllegalArgumentException e) {
                        throw new SocketException("invalid-argument");
                    }
                })
                .socketMethod(
                        "resolve-address-stream",
                        "resolve-next-address",
                        call -> new Val.OptionOf(call.object(Resources.RESOLVE_ADDRESS_STREAM, 0)
                                .next()
                                .map(SocketAddresses::write)))
                .method(
                        "resolve-address-stream",
                        "subscribe",
                        call -> call.own(
                                Resources.POLLABLE,
                                call.object(Resources.RESOLVE_ADDRESS_STREAM, 0).subscribe()));
    }
}
