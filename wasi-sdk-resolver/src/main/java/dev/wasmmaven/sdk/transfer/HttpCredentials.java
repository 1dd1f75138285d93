package dev.wasmmaven.sdk.transfer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What to send to one server to be let in. Sent to no other server, also not to one that it redirects to.
 *
 * <p>{@link #toString} does not show the secret.
 */
public final class HttpCredentials {

    private final URI origin;
    private final String header;

    private HttpCredentials(URI origin, String header) {
        this.origin = origin;
        this.header = header;
    }

    /** User name and password, RFC 7617. */
    public static HttpCredentials basic(URI origin, String user, String password) {
        String pair = user + ":" + password;
        return new HttpCredentials(
                origin, "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** A token, RFC 6750. */
    public static HttpCredentials bearer(URI origin, String token) {
        return new HttpCredentials(origin, "Bearer " + token);
    }

    /** Whether they are for the server of an address: same scheme, host and port. */
    boolean applyTo(URI address) {
        return origin.getScheme() != null
                && origin.getScheme().equalsIgnoreCase(address.getScheme())
                && origin.getHost() != null
                && origin.getHost().equalsIgnoreCase(address.getHost())
                && port(origin) == port(address);
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    /** The value of the {@code Authorization} header. */
    String header() {
        return header;
    }

    @Override
    public String toString() {
        return "credentials for " + origin;
    }
}
