package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.component.value.Val;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Addresses of {@code wasi:sockets}, in Java's form and back, and which of them a socket may use. */
public final class SocketAddresses {

    private static final int MAPPED_PREFIX = 10;
    private static final int COMPATIBLE_PREFIX = 12;

    private SocketAddresses() {}

    /** An {@code ip-address-family}, IPv4 or IPv6. */
    public static ProtocolFamily family(Val family) {
        return "ipv4".equals(((Val.EnumOf) family).label())
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
    }

    /** An {@code ip-address-family}. */
    public static Val family(ProtocolFamily family) {
        return new Val.EnumOf(family == StandardProtocolFamily.INET ? "ipv4" : "ipv6");
    }

    /** An {@code ip-socket-address}; one that Java would take for IPv4 though it is written as IPv6 is refused. */
    public static InetSocketAddress read(Val address) throws SocketException {
        Val.VariantOf variant = (Val.VariantOf) address;
        Val.RecordOf record = (Val.RecordOf) variant.payload().orElseThrow();
        int port = ((Val.U16) record.field("port")).value();
        List<Val> parts = ((Val.TupleOf) record.field("address")).elements();
        try {
            if ("ipv4".equals(variant.label())) {
                byte[] bytes = new byte[parts.size()];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) ((Val.U8) parts.get(i)).value();
                }
                return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
            }
            byte[] bytes = new byte[2 * parts.size()];
            for (int i = 0; i < parts.size(); i++) {
                int group = ((Val.U16) parts.get(i)).value();
                bytes[2 * i] = (byte) (group >> 8);
                bytes[2 * i + 1] = (byte) group;
            }
            if (isMapped(bytes)) {
                throw new SocketException("invalid-argument");
            }
            int scope = ((Val.U32) record.field("scope-id")).bits();
            return new InetSocketAddress(Inet6Address.getByAddress(null, bytes, scope), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of a wrong length", e);
        }
    }

    private static boolean isMapped(byte[] address) {
        return startsWithZeros(address, MAPPED_PREFIX)
                && address[MAPPED_PREFIX] == -1
                && address[MAPPED_PREFIX + 1] == -1;
    }

    private static boolean startsWithZeros(byte[] address, int count) {
        for (int i = 0; i < count; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** An {@code ip-socket-address}. */
    public static Val write(InetSocketAddress address) {
        Map<String, Val> fields = new LinkedHashMap<>();
        fields.put("port", new Val.U16(address.getPort()));
        InetAddress ip = address.getAddress();
        if (ip instanceof Inet6Address ipv6) {
            fields.put("flow-info", new Val.U32(0));
            fields.put("address", parts(ip));
            fields.put("scope-id", new Val.U32(ipv6.getScopeId()));
        } else {
            fields.put("address", parts(ip));
        }
        return new Val.VariantOf(label(ip), Optional.of(Val.RecordOf.of(fields)));
    }

    /** An {@code ip-address}. */
    public static Val write(InetAddress address) {
        return new Val.VariantOf(label(address), Optional.of(parts(address)));
    }

    private static String label(InetAddress address) {
        return address instanceof Inet4Address ? "ipv4" : "ipv6";
    }

    private static Val parts(InetAddress address) {
        byte[] bytes = address.getAddress();
        List<Val> parts = new ArrayList<>();
        if (address instanceof Inet4Address) {
            for (byte each : bytes) {
                parts.add(new Val.U8(each & 0xFF));
            }
        } else {
            for (int i = 0; i < bytes.length; i += 2) {
                parts.add(new Val.U16((bytes[i] & 0xFF) << 8 | (bytes[i + 1] & 0xFF)));
            }
        }
        return new Val.TupleOf(parts);
    }

    /** {@code invalid-argument} unless a socket of the family may be bound to the address. */
    public static void requireLocal(ProtocolFamily family, InetSocketAddress address) throws SocketException {
        InetAddress ip = address.getAddress();
        if (!isOf(family, ip) || ip.isMulticastAddress() || isBroadcast(ip)) {
            throw new SocketException("invalid-argument");
        }
    }

    /** {@code invalid-argument} unless a socket of the family may send to the address. */
    public static void requireRemote(ProtocolFamily family, InetSocketAddress address) throws SocketException {
        if (!isOf(family, address.getAddress()) || address.getAddress().isAnyLocalAddress() || address.getPort() == 0) {
            throw new SocketException("invalid-argument");
        }
    }

    /** {@code invalid-argument} unless a socket of the family may connect to the address. */
    public static void requirePeer(ProtocolFamily family, InetSocketAddress address) throws SocketException {
        requireRemote(family, address);
        requireLocal(family, address);
    }

    /** Whether an address is of a family; those of IPv4 written the old way as IPv6 are of none. */
    public static boolean isOf(ProtocolFamily family, InetAddress address) {
        if (family == StandardProtocolFamily.INET) {
            return address instanceof Inet4Address;
        }
        return address instanceof Inet6Address
                && (!startsWithZeros(address.getAddress(), COMPATIBLE_PREFIX)
                        || address.isAnyLocalAddress()
                        || address.isLoopbackAddress());
    }

    /** What a socket of the family is bound to for an address and port of the host's choice. */
    public static InetSocketAddress anyOf(ProtocolFamily family) {
        byte[] zeros = new byte[family == StandardProtocolFamily.INET ? 4 : 16];
        try {
            return new InetSocketAddress(InetAddress.getByAddress(zeros), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of a wrong length", e);
        }
    }

    private static boolean isBroadcast(InetAddress address) {
        if (!(address instanceof Inet4Address)) {
            return false;
        }
        for (byte each : address.getAddress()) {
            if (each != -1) {
                return false;
            }
        }
        return true;
    }
}
