package dev.wasmmaven.toolkit.sdk;

import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.support.digest.Digest;
import java.nio.file.Path;
import java.util.Optional;

/** Which wasi-sdk a project asks for. */
public sealed interface SdkChoice {

    /** The versions that will do. */
    default WasiSdkRange versions() {
        return WasiSdkRange.any();
    }

    /** None in particular: what is on the machine, be it a wasi-sdk or the system's packages; downloaded only where nothing else can do. */
    record OnMachine() implements SdkChoice {}

    /**
     * A release, or any of a range of them: downloaded if it is not there.
     *
     * @param versions the versions that will do
     */
    record Release(WasiSdkRange versions) implements SdkChoice {}

    /**
     * A directory.
     *
     * @param path the SDK's directory
     */
    record Directory(Path path) implements SdkChoice {}

    /**
     * An address to download from.
     *
     * @param address one archive, the base address of a mirror, or a template with {@code {tag}}, {@code {file}}, {@code {version}} and
     *     {@code {platform}}
     * @param wanted the versions that will do; for one archive, its version if its name does not tell
     * @param digest the digest of the archive
     */
    record Address(String address, Optional<WasiSdkRange> wanted, Optional<Digest> digest) implements SdkChoice {

        @Override
        public WasiSdkRange versions() {
            return wanted.orElse(WasiSdkRange.any());
        }

        /** The one version, if only one will do. */
        public Optional<WasiSdkVersion> version() {
            return wanted.flatMap(WasiSdkRange::exact);
        }
    }

    /**
     * Artifacts of a Maven repository, {@code groupId:artifactId:tar.gz:<platform>:<version>}.
     *
     * @param groupId such as {@code org.example.tools}
     * @param artifactId such as {@code wasi-sdk}
     * @param versions the versions that will do
     * @param digest the digest of the artifact for this machine
     */
    record Artifact(String groupId, String artifactId, WasiSdkRange versions, Optional<Digest> digest)
            implements SdkChoice {}

    /** The system's packages: clang, lld and WASI headers. */
    record SystemPackages() implements SdkChoice {}
}
