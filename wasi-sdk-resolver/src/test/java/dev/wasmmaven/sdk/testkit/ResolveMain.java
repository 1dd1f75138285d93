package dev.wasmmaven.sdk.testkit;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.ResolvedSdk;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.sdk.release.ReleaseAddress;
import dev.wasmmaven.sdk.resolve.SdkResolverBuilder;
import dev.wasmmaven.sdk.transfer.HttpSettings;
import dev.wasmmaven.sdk.transfer.HttpTransport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;

/** A process that resolves an SDK and says on standard output what happens. */
public final class ResolveMain {

    private ResolveMain() {}

    /**
     * @param args the cache's folder and the mirror's address
     */
    public static void main(String[] args) {
        SdkRequest request = SdkRequest.builder(HostPlatform.X86_64_LINUX)
                .versions(WasiSdkRange.parse("34"))
                .targets(List.of(WasiTarget.WASIP1))
                .build();
        try {
            ResolvedSdk sdk = new SdkResolverBuilder(new SdkCache(Path.of(args[0]), Clock.systemUTC()))
                    .releases(new HttpTransport(HttpSettings.defaults()))
                    .releaseAddress(ReleaseAddress.of(args[1]))
                    .build()
                    .resolve(request, new Speaker());
            say("resolved " + sdk.layout().root().orElseThrow());
        } catch (SdkException e) {
            say("failed " + e.render());
            System.exit(1);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static final class Speaker implements SdkListener {
        @Override
        public void downloading(URI address, long offset, OptionalLong total) {
            say("downloading");
        }

        @Override
        public void unpacking(String subject) {
            say("unpacking");
        }
    }
}
