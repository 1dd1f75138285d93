package dev.wasmmaven.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.toolkit.build.BuildRequest.NetworkProxy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProxySettingsTest {

    private static ProxySettings proxy(String protocol, String host, @Nullable String nonProxyHosts) {
        return new ProxySettings(protocol, host, 3128, Optional.empty(), Optional.empty(), nonProxyHosts);
    }

    @Test
    @DisplayName("without proxies nothing is said")
    void none() {
        assertThat(ProxySettings.forChildren(List.of())).isEqualTo(NetworkProxy.NONE);
    }

    @Test
    @DisplayName("a proxy for http serves https too, as in Maven")
    void httpServesBoth() {
        NetworkProxy children = ProxySettings.forChildren(List.of(proxy("http", "proxy", null)));
        assertThat(children.http()).contains("http://proxy:3128");
        assertThat(children.https()).contains("http://proxy:3128");
        assertThat(children.noProxy()).isEmpty();
    }

    @Test
    @DisplayName("the first proxy of each protocol counts")
    void firstOfEach() {
        NetworkProxy children = ProxySettings.forChildren(
                List.of(proxy("https", "secure", "a"), proxy("http", "plain", "b"), proxy("http", "second", "c")));
        assertThat(children.http()).contains("http://plain:3128");
        assertThat(children.https()).contains("http://secure:3128");
        assertThat(children.noProxy()).contains("a");
    }

    @Test
    @DisplayName("a proxy for https alone says nothing about http")
    void httpsOnly() {
        assertThat(ProxySettings.forChildren(List.of(proxy("https", "secure", null)))
                        .http())
                .isEmpty();
    }

    @Test
    @DisplayName("user and password are percent-encoded in the URL, and not shown by toString")
    void credentials() {
        ProxySettings proxy =
                new ProxySettings("http", "proxy", 8080, Optional.of("me@corp"), Optional.of("p:w d/+"), null);
        assertThat(ProxySettings.forChildren(List.of(proxy)).http())
                .contains("http://me%40corp:p%3Aw%20d%2F%2B@proxy:8080");
        assertThat(proxy.toString()).doesNotContain("p:w");
    }

    @Test
    @DisplayName("Java's list of hosts becomes curl's")
    void nonProxyHosts() {
        assertThat(ProxySettings.forChildren(
                                List.of(proxy("http", "proxy", "localhost| *.corp.example ,10.0.0.1|localhost")))
                        .noProxy())
                .contains("localhost,.corp.example,10.0.0.1");
    }
}
