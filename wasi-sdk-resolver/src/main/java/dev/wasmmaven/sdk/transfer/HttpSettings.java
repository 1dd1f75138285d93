package dev.wasmmaven.sdk.transfer;

import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How {@link HttpTransport} reaches servers: an immutable value, changed by the {@code with} methods. */
public final class HttpSettings {

    private final Optional<ProxySelector> proxies;
    private final Optional<PasswordAuthentication> proxyLogin;
    private final List<HttpCredentials> credentials;
    private final Duration connectTimeout;
    private final Duration stallTimeout;

    private HttpSettings(
            Optional<ProxySelector> proxies,
            Optional<PasswordAuthentication> proxyLogin,
            List<HttpCredentials> credentials,
            Duration connectTimeout,
            Duration stallTimeout) {
        this.proxies = proxies;
        this.proxyLogin = proxyLogin;
        this.credentials = List.copyOf(credentials);
        this.connectTimeout = connectTimeout;
        this.stallTimeout = stallTimeout;
    }

    /** The JVM's proxies (system properties such as {@code https.proxyHost}), no credentials, 30 s to connect, 60 s of silence. */
    public static HttpSettings defaults() {
        return new HttpSettings(
                Optional.empty(), Optional.empty(), List.of(), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /** Other proxies than the JVM's. */
    public HttpSettings withProxies(ProxySelector selector) {
        return new HttpSettings(Optional.of(selector), proxyLogin, credentials, connectTimeout, stallTimeout);
    }

    /** What to answer a proxy that asks. */
    public HttpSettings withProxyLogin(String user, String password) {
        return new HttpSettings(
                proxies,
                Optional.of(new PasswordAuthentication(user, password.toCharArray())),
                credentials,
                connectTimeout,
                stallTimeout);
    }

    /** What to send to servers. */
    public HttpSettings withCredentials(List<HttpCredentials> value) {
        return new HttpSettings(proxies, proxyLogin, value, connectTimeout, stallTimeout);
    }

    /**
     * Other limits.
     *
     * @param connect for making a connection
     * @param stall for silence: before the answer and between two parts of it
     */
    public HttpSettings withTimeouts(Duration connect, Duration stall) {
        return new HttpSettings(proxies, proxyLogin, credentials, connect, stall);
    }

    Optional<ProxySelector> proxies() {
        return proxies;
    }

    Optional<PasswordAuthentication> proxyLogin() {
        return proxyLogin;
    }

    List<HttpCredentials> credentials() {
        return credentials;
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration stallTimeout() {
        return stallTimeout;
    }
}
