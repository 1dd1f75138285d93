package dev.wasmmaven.runtime.host.net;

import dev.wasmmaven.runtime.host.HostException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/**
 * The options of a TCP socket. What was set is kept, so that it can be given to the channel that a socket becomes when
 * it listens, and to the connections that it accepts.
 */
public final class TcpOptions {

    /** The usual hop limit of hosts. */
    public static final int DEFAULT_HOP_LIMIT = 64;

    /** The longest times and counts that Linux takes. */
    private static final int MAX_SECONDS = Short.MAX_VALUE;

    private static final int MAX_COUNT = Byte.MAX_VALUE;

    private final Map<SocketOption<?>, Object> values = new LinkedHashMap<>();
    private int hopLimit = DEFAULT_HOP_LIMIT;

    /** A copy for an accepted connection. */
    public TcpOptions inherited() {
        TcpOptions copy = new TcpOptions();
        copy.values.putAll(values);
        copy.hopLimit = hopLimit;
        return copy;
    }

    /** Sets on a channel what was set here and the channel knows; a listening one does not know all. */
    public void apply(NetworkChannel channel) throws HostException {
        for (Map.Entry<SocketOption<?>, Object> each : values.entrySet()) {
            set(channel, each.getKey(), each.getValue());
        }
    }

    @SuppressWarnings("unchecked")
    private static void set(NetworkChannel channel, SocketOption<?> option, Object value) throws HostException {
        if (channel.supportedOptions().contains(option)) {
            NetworkErrors.told(() -> channel.setOption((SocketOption<Object>) option, value));
        }
    }

    private <T> void put(NetworkChannel channel, SocketOption<T> option, T value) throws HostException {
        set(channel, option, value);
        values.put(option, value);
    }

    private <T> T get(NetworkChannel channel, SocketOption<T> option, T otherwise) throws HostException {
        if (!channel.supportedOptions().contains(option)) {
            Object kept = values.get(option);
            return kept == null ? otherwise : option.type().cast(kept);
        }
        return NetworkErrors.told(() -> channel.getOption(option));
    }

    public boolean keepAlive(NetworkChannel channel) throws HostException {
        return get(channel, StandardSocketOptions.SO_KEEPALIVE, false);
    }

    public void keepAlive(NetworkChannel channel, boolean value) throws HostException {
        put(channel, StandardSocketOptions.SO_KEEPALIVE, value);
    }

    /** Seconds without traffic after which the first probe is sent; {@code TCP_KEEPIDLE}. */
    public int keepIdle(NetworkChannel channel) throws HostException {
        return get(channel, ExtendedSocketOptions.TCP_KEEPIDLE, 7200);
    }

    /** The next value that hosts take; see {@link #keepIdle}. */
    public void keepIdle(NetworkChannel channel, long seconds) throws HostException {
        put(channel, ExtendedSocketOptions.TCP_KEEPIDLE, (int) Math.min(seconds, MAX_SECONDS));
    }

    /** Seconds between probes; {@code TCP_KEEPINTVL}. */
    public int keepInterval(NetworkChannel channel) throws HostException {
        return get(channel, ExtendedSocketOptions.TCP_KEEPINTERVAL, 75);
    }

    /** The next value that hosts take; see {@link #keepInterval}. */
    public void keepInterval(NetworkChannel channel, long seconds) throws HostException {
        put(channel, ExtendedSocketOptions.TCP_KEEPINTERVAL, (int) Math.min(seconds, MAX_SECONDS));
    }

    /** Probes without an answer after which the connection is given up; {@code TCP_KEEPCNT}. */
    public int keepCount(NetworkChannel channel) throws HostException {
        return get(channel, ExtendedSocketOptions.TCP_KEEPCOUNT, 9);
    }

    /** The next value that hosts take; see {@link #keepCount}. */
    public void keepCount(NetworkChannel channel, long count) throws HostException {
        put(channel, ExtendedSocketOptions.TCP_KEEPCOUNT, (int) Math.min(count, MAX_COUNT));
    }

    /** What was set; Java has no way to tell the host, so that packets go out with the host's own. */
    public int hopLimit() {
        return hopLimit;
    }

    public void hopLimit(int value) {
        hopLimit = value;
    }

    public int receiveBuffer(NetworkChannel channel) throws HostException {
        return get(channel, StandardSocketOptions.SO_RCVBUF, 0);
    }

    public void receiveBuffer(NetworkChannel channel, long bytes) throws HostException {
        put(channel, StandardSocketOptions.SO_RCVBUF, (int) Math.min(bytes, Integer.MAX_VALUE));
    }

    public int sendBuffer(NetworkChannel channel) throws HostException {
        return get(channel, StandardSocketOptions.SO_SNDBUF, 0);
    }

    public void sendBuffer(NetworkChannel channel, long bytes) throws HostException {
        put(channel, StandardSocketOptions.SO_SNDBUF, (int) Math.min(bytes, Integer.MAX_VALUE));
    }
}
