package dev.wasmmaven.plugin;

import dev.wasmmaven.plugin.sdk.MavenSdks;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;

/** What goals on crates have of Maven's to pass on: proxies for children, means to get a wasi-sdk. */
@Named
@Singleton
final class MavenAccess {

    private final MavenProxies proxies;
    private final MavenSdks sdks;

    @Inject
    MavenAccess(MavenProxies proxies, MavenSdks sdks) {
        this.proxies = proxies;
        this.sdks = sdks;
    }

    MavenProxies proxies() {
        return proxies;
    }

    MavenSdks sdks() {
        return sdks;
    }
}
