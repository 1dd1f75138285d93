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
 * @param rustLibc whether the Rust toolchain brings libc and start code for the target
 * @param mayDownload whether one may be downloaded
 */
public record SdkNeed(WasiTarget target, Use use, WasiSdkRange versions, boolean rustLibc, boolean mayDownload) {

    /** A need of any version that has a sysroot for the target. */
    public static SdkNeed of(WasiTarget target, Use use) {
        return new SdkNeed(target, use, WasiSdkRange.atLeast(target.firstRelease()), false, true);
    }
}
