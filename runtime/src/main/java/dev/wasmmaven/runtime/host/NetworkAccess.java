package dev.wasmmaven.runtime.host;

/**
 * What of the network a guest is given. It may make sockets of a kind that is on, but bind, connect and send only with
 * {@code addresses}.
 *
 * @param tcp whether it may make TCP sockets
 * @param udp whether it may make UDP sockets
 * @param addresses whether all addresses of the host's network may be used; otherwise none
 * @param names whether it may ask for the addresses of a host's name
 */
public record NetworkAccess(boolean tcp, boolean udp, boolean addresses, boolean names) {

    /** Sockets without an address that they could use. */
    public static final NetworkAccess NONE = new NetworkAccess(true, true, false, false);
}
