package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.config.ProxySettings;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/** The active proxies of Maven's settings, passwords decrypted. */
@Named
@Singleton
final class MavenProxies {

    private final SettingsDecrypter decrypter;

    @Inject
    MavenProxies(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    List<ProxySettings> of(MavenSession session) {
        return session.getSettings().getProxies().stream()
                .filter(Proxy::isActive)
                .map(proxy -> decrypter
                        .decrypt(new DefaultSettingsDecryptionRequest(proxy))
                        .getProxy())
                .map(MavenProxies::settings)
                .toList();
    }

    private static ProxySettings settings(Proxy proxy) {
        return new ProxySettings(
                proxy.getProtocol(),
                proxy.getHost(),
                proxy.getPort(),
                Optional.ofNullable(proxy.getUsername()),
                Optional.ofNullable(proxy.getPassword()),
                proxy.getNonProxyHosts());
    }
}
