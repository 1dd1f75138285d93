package dev.wasmmaven.plugin.config;

import dev.wasmmaven.toolkit.build.BuildRequest.NetworkProxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A proxy as Maven's settings describe it.
 *
 * @param protocol {@code http} or {@code https}: the protocol of the addresses that it is for
 * @param host name or address
 * @param port 1 to 65535
 * @param username empty if the proxy wants none
 * @param password decrypted
 * @param nonProxyHosts hosts to reach directly, separated by {@code |} or commas, with {@code *} as wildcard
 */
public record ProxySettings(
        String protocol,
        String host,
        int port,
        Optional<String> username,
        Optional<String> password,
        @Nullable String nonProxyHosts) {

    /**
     * What cargo and rustup are told. As in Maven itself the first proxy of a protocol counts, and one for http serves
     * https as well if there is no other.
     */
    public static NetworkProxy forChildren(List<ProxySettings> proxies) {
        Optional<ProxySettings> http = first(proxies, "http");
        Optional<ProxySettings> https = first(proxies, "https").or(() -> http);
        return new NetworkProxy(
                http.map(ProxySettings::url),
                https.map(ProxySettings::url),
                https.map(ProxySettings::noProxy).filter(list -> !list.isEmpty()));
    }

    private static Optional<ProxySettings> first(List<ProxySettings> proxies, String protocol) {
        return proxies.stream()
                .filter(proxy -> protocol.equalsIgnoreCase(proxy.protocol()))
                .findFirst();
    }

    /** The proxy itself is spoken to in plain HTTP, as Maven does, whatever it is for. */
    private String url() {
        String user = username.filter(name -> !name.isEmpty())
                .map(name -> encoded(name)
                        + password.map(secret -> ":" + encoded(secret)).orElse("") + "@")
                .orElse("");
        return "http://" + user + host + ":" + port;
    }

    /** Java's {@code *.example.org|localhost} is curl's {@code .example.org,localhost}. */
    private String noProxy() {
        if (nonProxyHosts == null) {
            return "";
        }
        return Arrays.stream(nonProxyHosts.split("[|,]"))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(host -> host.startsWith("*.") ? host.substring(1) : host)
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without the password, since records are easily logged. */
    @Override
    public String toString() {
        return "proxy for " + protocol + " at " + host + ":" + port;
    }
}
