package dev.wasmmaven.toolkit.sdk;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.ResolvedSdk;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.Verdict;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.digest.Digest;
import java.net.URI;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Says in lines of text how the search for an SDK goes: at most some ten lines for a download. */
public final class SdkProgress implements SdkListener {

    private static final long MIB = 1 << 20;
    private static final int STEP_PERCENT = 10;
    private static final long STEP_BYTES = 32 * MIB;

    private final Consumer<String> info;
    private final Consumer<String> warn;
    private final Consumer<String> debug;
    private long nextReport;

    /**
     * @param info what the user should know
     * @param warn what the user should look at
     * @param debug what explains the outcome
     */
    public SdkProgress(Consumer<String> info, Consumer<String> warn, Consumer<String> debug) {
        this.info = info;
        this.warn = warn;
        this.debug = debug;
    }

    @Override
    public void passedOver(Verdict verdict) {
        debug.accept("wasi-sdk: " + verdict);
    }

    @Override
    public void waiting(String subject) {
        info.accept("Waiting for another build that obtains " + subject);
    }

    @Override
    public void downloading(URI address, long offset, OptionalLong total) {
        nextReport = offset + step(total);
        info.accept("Downloading " + withoutSecrets(address)
                + (total.isPresent() ? " (" + mebibytes(total.getAsLong()) + ")" : "")
                + (offset > 0 ? ", going on after " + mebibytes(offset) : ""));
    }

    @Override
    public void received(URI address, long received, OptionalLong total) {
        boolean whole = total.isPresent() && received >= total.getAsLong();
        if (received < nextReport || whole) {
            return;
        }
        nextReport = received + step(total);
        info.accept(
                "Downloaded " + mebibytes(received) + (total.isPresent() ? " of " + mebibytes(total.getAsLong()) : ""));
    }

    @Override
    public void retrying(URI address, String reason, int attempt, long pauseMillis) {
        warn.accept(reason + "; attempt " + attempt + " in " + pauseMillis / 1000.0 + " s");
    }

    @Override
    public void unpacking(String subject) {
        info.accept("Unpacking " + subject);
    }

    @Override
    public void trustedOnFirstUse(WasiSdkVersion version, HostPlatform platform, Digest digest, URI address) {
        warn.accept("Nobody has pinned the digest of wasi-sdk " + version + " for " + platform + ": " + digest + " of "
                + withoutSecrets(address) + " is trusted because it is the first one seen. Run wasm:lock and commit"
                + " wasm-toolchain.lock to pin it");
    }

    @Override
    public void resolved(ResolvedSdk sdk) {
        debug.accept("Using " + sdk.summary());
    }

    private static long step(OptionalLong total) {
        return total.isPresent() ? Math.max(MIB, total.getAsLong() * STEP_PERCENT / 100) : STEP_BYTES;
    }

    private static String mebibytes(long bytes) {
        return bytes < MIB ? bytes + " bytes" : bytes / MIB + " MiB";
    }

    /** Signed addresses carry secrets in the query, others in the user part. */
    private static String withoutSecrets(URI address) {
        String text = address.toString().replaceAll("\\?.*", "?…");
        return address.getRawUserInfo() == null ? text : text.replace(address.getRawUserInfo() + "@", "");
    }
}
