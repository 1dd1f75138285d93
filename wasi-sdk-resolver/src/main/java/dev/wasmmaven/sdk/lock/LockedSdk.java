package dev.wasmmaven.sdk.lock;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.digest.Digest;

/**
 * One archive that a project has vouched for.
 *
 * @param version the SDK's version
 * @param platform the machine that its programs are for
 * @param file the archive's file name, for people; without a server, which differs between networks
 * @param digest the digest of the archive
 */
public record LockedSdk(WasiSdkVersion version, HostPlatform platform, String file, Digest digest) {}
