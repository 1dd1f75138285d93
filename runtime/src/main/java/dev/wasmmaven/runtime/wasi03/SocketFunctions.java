package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.AsyncHostFunction;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.net.NameLookup;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.Network;
import dev.wasmmaven.runtime.wasi.SocketAddresses;
import dev.wasmmaven.runtime.wasi.SocketException;
import dev.wasmmaven.runtime.wasi.Values;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code wasi:sockets}: what it declares, and the lookup of names. */
final class SocketFunctions {

    static final Declaration TYPES = Declaration.of(
            "wasi:sockets/types",
            List.of(Resources.TCP_SOCKET, Resources.UDP_SOCKET),
            Map.of("duration", ClockFunctions.TYPES.type("duration")),
            """
            variant error-code {
                access-denied, not-supported, invalid-argument, out-of-memory, timeout, invalid-state,
                address-not-bindable, address-in-use, remote-unreachable, connection-refused, connection-broken,
                connection-reset, connection-aborted, datagram-too-large, other(option<string>)
            }
            enum ip-address-family { ipv4, ipv6 }
            type ipv4-address = tuple<u8, u8, u8, u8>
            type ipv6-address = tuple<u16, u16, u16, u16, u16, u16, u16, u16>
            variant ip-address { ipv4(ipv4-address), ipv6(ipv6-address) }
            record ipv4-socket-address { port: u16, address: ipv4-address }
            record ipv6-socket-address { port: u16, flow-info: u32, address: ipv6-address, scope-id: u32 }
            variant ip-socket-address { ipv4(ipv4-socket-address), ipv6(ipv6-socket-address) }
            tcp-socket.create: static func(address-family: ip-address-family) -> result<tcp-socket, error-code>
            tcp-socket.bind: func(local-address: ip-socket-address) -> result<_, error-code>
            tcp-socket.connect: async func(remote-address: ip-socket-address) -> result<_, error-code>
            tcp-socket.listen: func() -> result<stream<tcp-socket>, error-code>
            tcp-socket.send: func(data: stream<u8>) -> future<result<_, error-code>>
            tcp-socket.receive: func() -> tuple<stream<u8>, future<result<_, error-code>>>
            tcp-socket.get-local-address: func() -> result<ip-socket-address, error-code>
            tcp-socket.get-remote-address: func() -> result<ip-socket-address, error-code>
            tcp-socket.get-is-listening: func() -> bool
            tcp-socket.get-address-family: func() -> ip-address-family
            tcp-socket.set-listen-backlog-size: func(value: u64) -> result<_, error-code>
            tcp-socket.get-keep-alive-enabled: func() -> result<bool, error-code>
            tcp-socket.set-keep-alive-enabled: func(value: bool) -> result<_, error-code>
            tcp-socket.get-keep-alive-idle-time: func() -> result<duration, error-code>
            tcp-socket.set-keep-alive-idle-time: func(value: duration) -> result<_, error-code>
            tcp-socket.get-keep-alive-interval: func() -> result<duration, error-code>
            tcp-socket.set-keep-alive-interval: func(value: duration) -> result<_, error-code>
            tcp-socket.get-keep-alive-count: func() -> result<u32, error-code>
            tcp-socket.set-keep-alive-count: func(value: u32) -> result<_, error-code>
            tcp-socket.get-hop-limit: func() -> result<u8, error-code>
            tcp-socket.set-hop-limit: func(value: u8) -> result<_, error-code>
            tcp-socket.get-receive-buffer-size: func() -> result<u64, error-code>
            tcp-socket.set-receive-buffer-size: func(value: u64) -> result<_, error-code>
            tcp-socket.get-send-buffer-size: func() -> result<u64, error-code>
            tcp-socket.set-send-buffer-size: func(value: u64) -> result<_, error-code>
            udp-socket.create: static func(address-family: ip-address-family) -> result<udp-socket, error-code>
            udp-socket.bind: func(local-address: ip-socket-address) -> result<_, error-code>
            udp-socket.connect: func(remote-address: ip-socket-address) -> result<_, error-code>
            udp-socket.disconnect: func() -> result<_, error-code>
            udp-socket.send: async func(data: list<u8>, remote-address: option<ip-socket-address>)
                -> result<_, error-code>
            udp-socket.receive: async func() -> result<tuple<list<u8>, ip-socket-address>, error-code>
            udp-socket.get-local-address: func() -> result<ip-socket-address, error-code>
            udp-socket.get-remote-address: func() -> result<ip-socket-address, error-code>
            udp-socket.get-address-family: func() -> ip-address-family
            udp-socket.get-unicast-hop-limit: func() -> result<u8, error-code>
            udp-socket.set-unicast-hop-limit: func(value: u8) -> result<_, error-code>
            udp-socket.get-receive-buffer-size: func() -> result<u64, error-code>
            udp-socket.set-receive-buffer-size: func(value: u64) -> result<_, error-code>
            udp-socket.get-send-buffer-size: func() -> result<u64, error-code>
            udp-socket.set-send-buffer-size: func(value: u64) -> result<_, error-code>
            """);

    static final Declaration IP_NAME_LOOKUP = Declaration.of(
            "wasi:sockets/ip-name-lookup", List.of(), Map.of("ip-address", TYPES.type("ip-address")), """
            variant error-code {
                access-denied, invalid-argument, name-unresolvable, temporary-resolver-failure,
                permanent-resolver-failure, other(option<string>)
            }
            resolve-addresses: async func(name: string) -> result<list<ip-address>, error-code>
            """);

    private SocketFunctions() {}

    /** {@code wasi:sockets/types}. */
    static Implementation types(Network network) {
        Implementation types = new Implementation(TYPES);
        TcpFunctions.offer(types, network);
        UdpFunctions.offer(types, network);
        return types;
    }

    /** {@code wasi:sockets/ip-name-lookup}. */
    static Implementation ipNameLookup(Network network) {
        return new Implementation(IP_NAME_LOOKUP).asyncFunc("resolve-addresses", (host, args, result) -> {
            try {
                if (!network.access().names()) {
                    throw new SocketException("permanent-resolver-failure");
                }
                NameLookup lookup = NameLookup.start(new Call(host, args).string(0), network.signal());
                return Attempts.begin(
                        host.store().operations(),
                        () -> lookup.answer().isPresent(),
                        () -> addresses(lookup.answer().orElseThrow()),
                        result);
            } catch (SocketException e) {
                result.complete(Values.error(SocketErrors.code(e)));
            } catch (IllegalArgumentException e) {
                result.complete(Values.error(SocketErrors.code(new SocketException("invalid-argument"))));
            }
            return AsyncHostFunction.NOT_CANCELLABLE;
        });
    }

    private static Optional<Val> addresses(List<InetAddress> found) throws SocketException {
        if (found.isEmpty()) {
            throw new SocketException("name-unresolvable");
        }
        return Optional.of(
                Values.ok(Values.list(found.stream().map(SocketAddresses::write).toList())));
    }
}
