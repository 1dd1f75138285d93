package dev.wasmmaven.toolkit.sdk;

import dev.wasmmaven.sdk.SdkRequest.Use;
import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.sdk.WasiTarget;

/**
 * What a build needs a wasi-sdk for.
 *
 * @param target the target
 * @param use whether to compile only or to link as well
 * @param versions the versions that the Rust toolchain can work with for the target
 * @param rustLibc whether Rust toolchains bring libc and start code for the target
 * @param mayDownload whether one may be downloaded
 */
public record SdkNeed(WasiTarget target, Use use, WasiSdkRange versions, RustLibc rustLibc, boolean mayDownload) {

    /** The libc and start code that Rust toolchains bring for a target. */
    public enum RustLibc {
        /** None: the wasi-sdk's are linked. */
        NONE,
        /** The target's own. */
        OWN,
        /** Those of WASI 0.2 for WASI 0.3, the target's interim state. */
        INTERIM
    }

    /** A need of any version that has a sysroot for the target. */
    public static SdkNeed of(WasiTarget target, Use use) {
        return new SdkNeed(target, use, WasiSdkRange.atLeast(target.firstRelease()), RustLibc.NONE, true);
    }
}
