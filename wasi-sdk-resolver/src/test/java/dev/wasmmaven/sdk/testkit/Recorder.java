package dev.wasmmaven.sdk.testkit;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.ResolvedSdk;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.Verdict;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.digest.Digest;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a listener hears. */
public final class Recorder implements SdkListener {

    public final List<String> events = new CopyOnWriteArrayList<>();
    public volatile long received;

    @Override
    public void passedOver(Verdict verdict) {
        events.add("passed over " + verdict);
    }

    @Override
    public void waiting(String subject) {
        events.add("waiting " + subject);
    }

    @Override
    public void downloading(URI address, long offset, OptionalLong total) {
        events.add("downloading from " + offset);
    }

    @Override
    public void received(URI address, long bytes, OptionalLong total) {
        received = bytes;
    }

    @Override
    public void retrying(URI address, String reason, int attempt, long pauseMillis) {
        events.add("retrying " + attempt + " after " + pauseMillis);
    }

    @Override
    public void unpacking(String subject) {
        events.add("unpacking " + subject);
    }

    @Override
    public void trustedOnFirstUse(WasiSdkVersion version, HostPlatform platform, Digest digest, URI address) {
        events.add("trusted " + version + " " + platform + " " + digest);
    }

    @Override
    public void resolved(ResolvedSdk sdk) {
        events.add("resolved " + sdk.source());
    }
}
