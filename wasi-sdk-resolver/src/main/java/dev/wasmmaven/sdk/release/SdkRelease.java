package dev.wasmmaven.sdk.release;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.WasiSdkVersion;

/**
 * One file of a release.
 *
 * @param version the SDK's version
 * @param platform the machine that its programs are for
 * @param tag the release's tag, such as {@code wasi-sdk-34}
 * @param fileName such as {@code wasi-sdk-34.0-x86_64-linux.tar.gz}
 */
public record SdkRelease(WasiSdkVersion version, HostPlatform platform, String tag, String fileName) {}
