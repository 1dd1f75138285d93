package dev.wasmmaven.runtime;

/**
 * What of the host's network a guest may use. A guest may always make sockets of a kind that is on; with addresses it may
 * bind, connect and send with them.
 *
 * @param tcp whether it may make TCP sockets
 * @param udp whether it may make UDP sockets
 * @param addresses whether it may use the host's network, all of it: every address that this process can reach
 * @param names whether it may ask for the addresses of a name
 */
public record NetworkRules(boolean tcp, boolean udp, boolean addresses, boolean names) {

    /** Nothing. */
    public static final NetworkRules NONE = new NetworkRules(true, true, false, false);

    /** All that this process has. */
    public static final NetworkRules ALL = new NetworkRules(true, true, true, true);
}
