package dev.wasmmaven.sdk;

import dev.wasmmaven.support.digest.Digest;
import java.net.URI;
import java.util.OptionalLong;

/** Hears how the search goes. Called on the thread that asked; what it throws ends the search. */
public interface SdkListener {

    /** Hears nothing. */
    SdkListener SILENT = new SdkListener() {};

    /** A place was passed over. */
    default void passedOver(Verdict verdict) {}

    /** Another process or thread obtains the same SDK; this one waits for it. */
    default void waiting(String subject) {}

    /**
     * A download starts, or goes on.
     *
     * @param offset bytes that are here already
     * @param total the size in bytes, if the server tells
     */
    default void downloading(URI address, long offset, OptionalLong total) {}

    /**
     * A part has arrived.
     *
     * @param received bytes that are here now
     * @param total the size in bytes, if the server tells
     */
    default void received(URI address, long received, OptionalLong total) {}

    /** An attempt failed and another one follows after a pause. */
    default void retrying(URI address, String reason, int attempt, long pauseMillis) {}

    /** An archive has passed its check and is being unpacked. */
    default void unpacking(String subject) {}

    /** Nobody had pinned this digest: it is trusted because it is the first one seen. Worth a warning. */
    default void trustedOnFirstUse(WasiSdkVersion version, HostPlatform platform, Digest digest, URI address) {}

    /** The choice is made. */
    default void resolved(ResolvedSdk sdk) {}
}
