package dev.wasmmaven.sdk.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.PinnedDigests;
import dev.wasmmaven.sdk.ResolvedSdk;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.WasiSdkRange;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.sdk.archive.UnpackLimits;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.sdk.lock.LockedSdk;
import dev.wasmmaven.sdk.lock.ToolchainLock;
import dev.wasmmaven.sdk.release.ConfiguredArchive;
import dev.wasmmaven.sdk.release.ReleaseAddress;
import dev.wasmmaven.sdk.release.SdkRelease;
import dev.wasmmaven.sdk.source.ArtifactRepository;
import dev.wasmmaven.sdk.testkit.FakeSdk;
import dev.wasmmaven.sdk.testkit.Recorder;
import dev.wasmmaven.sdk.testkit.TestServer;
import dev.wasmmaven.sdk.testkit.TestTar;
import dev.wasmmaven.sdk.transfer.HttpSettings;
import dev.wasmmaven.sdk.transfer.HttpTransport;
import dev.wasmmaven.sdk.transfer.RetryPolicy;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake clang is a shell script")
class SdkResolverTest {

    private static final HostPlatform MACHINE = HostPlatform.X86_64_LINUX;

    @TempDir
    Path temp;

    private final Recorder recorder = new Recorder();
    private byte[] archive;
    private SdkCache cache;
    private TestServer server;

    @BeforeEach
    void setUp() throws IOException {
        archive = FakeSdk.version("34.0").archiveBytes();
        cache = new SdkCache(temp.resolve("cache"), Clock.systemUTC());
        server = new TestServer((exchange, number) -> TestServer.serve(exchange, archive, Integer.MAX_VALUE));
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    private SdkResolverBuilder builder() {
        return new SdkResolverBuilder(cache)
                .releases(new HttpTransport(HttpSettings.defaults()))
                .retries(new RetryPolicy(2, Duration.ofMillis(10), Duration.ofMillis(10)))
                .releaseAddress(ReleaseAddress.of(server.address("/mirror").toString()));
    }

    private static SdkRequest.Builder request() {
        return SdkRequest.builder(MACHINE).targets(List.of(WasiTarget.WASIP1)).versions(WasiSdkRange.parse("[22,)"));
    }

    private ResolvedSdk resolve(SdkResolverBuilder builder, SdkRequest.Builder request) {
        return builder.build().resolve(request.build(), recorder);
    }

    private SdkException failure(SdkResolverBuilder builder, SdkRequest.Builder request) {
        return catchThrowableOfType(SdkException.class, () -> resolve(builder, request));
    }

    private static PinnedDigests pinned(byte[] content) {
        return PinnedDigests.none().with(WasiSdkVersion.of(34, 0), MACHINE, Digest.sha256(content));
    }

    @Test
    @DisplayName("nothing there: the newest release is downloaded, unpacked and used; the next time the cache has it")
    void downloads() {
        ResolvedSdk first = resolve(builder(), request());
        assertThat(first.source()).isEqualTo("release");
        assertThat(first.digest()).hasValue(Digest.sha256(archive));
        assertThat(first.layout().root().orElseThrow().resolve("bin/clang")).isExecutable();
        assertThat(first.passedOver()).hasSize(1);
        assertThat(server.paths()).containsExactly("/mirror/wasi-sdk-34/wasi-sdk-34.0-x86_64-linux.tar.gz");
        assertThat(recorder.events)
                .containsExactly(
                        "passed over cache: none of this version in '" + cache.root() + "'",
                        "downloading from 0",
                        "trusted 34.0 x86_64-linux " + Digest.sha256(archive),
                        "unpacking wasi-sdk 34.0",
                        "resolved release");
        assertThat(temp.resolve("cache/downloads")).isEmptyDirectory();

        ResolvedSdk second = resolve(builder(), request());
        assertThat(second.source()).isEqualTo("cache");
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.layout()).isEqualTo(first.layout());
        assertThat(server.count()).isOne();
    }

    @Test
    @DisplayName("a pinned digest is held, and nothing is said of trust")
    void pinnedDigest() {
        resolve(builder(), request().pins(pinned(archive)).trust(SdkRequest.Trust.PINNED_ONLY));
        assertThat(recorder.events).noneMatch(event -> event.startsWith("trusted"));

        SdkException failure = failure(builder(), request().pins(pinned(new byte[0])));
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_DIGEST_MISMATCH);
        assertThat(recorder.events).anyMatch(event -> event.contains("was unpacked from"));
    }

    @Test
    @DisplayName("without a pinned digest nothing is downloaded if only pinned ones are trusted")
    void pinnedOnly() {
        SdkException failure = failure(builder(), request().trust(SdkRequest.Trust.PINNED_ONLY));
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_NOT_PINNED);
        assertThat(server.count()).isZero();
    }

    @Test
    @DisplayName("a configured directory wins; if it does not serve, that is the error, and nothing is downloaded")
    void configured() throws IOException {
        Path root = FakeSdk.version("33.0").writeTo(temp.resolve("sdk"));
        assertThat(resolve(builder().directory(root), request()).source()).isEqualTo("configured directory");

        SdkException failure = failure(builder().directory(root), request().versions(WasiSdkRange.parse("34")));
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_UNUSABLE);
        assertThat(failure).hasMessageContaining("is version 33.0");
        assertThat(server.count()).isZero();
    }

    @Test
    @DisplayName(
            "WASI_SDK_PATH comes before toolchains, these before the cache; what does not serve is passed over with the reason")
    void order() throws IOException {
        Path old = FakeSdk.version("21.0").writeTo(temp.resolve("old"));
        Path good = FakeSdk.version("33.0").writeTo(temp.resolve("good"));
        ResolvedSdk fromEnvironment =
                resolve(builder().environment(Map.of("WASI_SDK_PATH", good.toString())), request());
        assertThat(fromEnvironment.source()).isEqualTo("WASI_SDK_PATH");

        ResolvedSdk fromToolchains = resolve(
                builder()
                        .environment(Map.of("WASI_SDK_PATH", old.toString()))
                        .toolchains(() -> List.of(temp.resolve("none"), good)),
                request());
        assertThat(fromToolchains.source()).isEqualTo("toolchains");
        assertThat(fromToolchains.passedOver())
                .extracting(Object::toString)
                .containsExactly(
                        "WASI_SDK_PATH: '" + old + "' is version 21.0, too old: needed is [22.0,)",
                        "toolchains: '" + temp.resolve("none") + "' does not exist");
        assertThat(server.count()).isZero();
    }

    @Test
    @DisplayName("offline nothing is downloaded, and the message lists every place")
    void offline() {
        SdkException failure = failure(
                builder().environment(Map.of("PATH", "")).toolchains(List::of),
                request().offline(true));
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_OFFLINE);
        assertThat(failure.getMessage())
                .contains("found no wasi-sdk [22.0,) for wasm32-wasip1 on x86_64-linux")
                .contains("WASI_SDK_PATH: not set")
                .contains("toolchains: no entry")
                .contains("cache: none")
                .contains("release: offline");
        assertThat(server.count()).isZero();

        resolve(builder(), request());
        assertThat(resolve(builder(), request().offline(true)).source()).isEqualTo("cache");
    }

    @Test
    @DisplayName(
            "a server that cannot be reached leads on to the system's packages; without them its error is the error")
    void unreachable() throws IOException {
        server.close();
        assertThat(failure(builder(), request()).diagnosticId()).isEqualTo(DiagnosticId.SDK_DOWNLOAD_FAILED);

        Path sysroot = FakeSdk.version("33.0").writeTo(temp.resolve("system"));
        ResolvedSdk composed = resolve(
                builder()
                        .environment(Map.of("PATH", sysroot.resolve("bin").toString()))
                        .systemPackages(List.of(sysroot.resolve("share/wasi-sysroot"))),
                request());
        assertThat(composed.source()).isEqualTo("system packages");
        assertThat(composed.passedOver()).anyMatch(verdict -> verdict.reason().contains("cannot download"));
        assertThat(composed.summary()).startsWith("composed wasi-sdk (clang 19.1.5-wasi-sdk)");
    }

    @Test
    @DisplayName("the system's packages come before a download if the caller wants that")
    void systemFirst() throws IOException {
        Path sysroot = FakeSdk.version("33.0").writeTo(temp.resolve("system"));
        ResolvedSdk composed = resolve(
                builder()
                        .environment(Map.of("PATH", sysroot.resolve("bin").toString()))
                        .systemPackages(List.of(sysroot.resolve("share/wasi-sysroot")))
                        .systemPackagesFirst(true),
                request());
        assertThat(composed.source()).isEqualTo("system packages");
        assertThat(server.count()).isZero();
    }

    @Test
    @DisplayName(
            "a configured archive is downloaded, verified and cached; it must be of the version and for the machine")
    void configuredArchive() {
        String address =
                server.address("/any/wasi-sdk-34.0-x86_64-linux.tar.gz").toString();
        ConfiguredArchive archive = ConfiguredArchive.of(address, Optional.empty(), MACHINE);
        assertThat(resolve(builder().archive(archive), request().pins(pinned(this.archive)))
                        .source())
                .isEqualTo("configured archive");
        assertThat(server.paths()).containsExactly("/any/wasi-sdk-34.0-x86_64-linux.tar.gz");
        assertThat(resolve(builder().archive(archive), request()).source()).isEqualTo("cache");

        SdkException version = failure(builder().archive(archive), request().versions(WasiSdkRange.parse("[22,33]")));
        assertThat(version.diagnosticId()).isEqualTo(DiagnosticId.SDK_UNUSABLE);
        assertThat(version).hasMessageContaining("is wasi-sdk 34.0, and [22.0,33.0] is needed");

        ConfiguredArchive foreign =
                ConfiguredArchive.of(address.replace("x86_64-linux", "arm64-macos"), Optional.empty(), MACHINE);
        SdkException platform = failure(builder().archive(foreign), request().pins(pinned(new byte[] {1})));
        assertThat(platform).hasMessageContaining("is for arm64-macos, this machine is x86_64-linux");
        assertThat(server.count()).isOne();
    }

    @Test
    @DisplayName("a mirror can be a folder; a file that is not there is told as such")
    void folder() throws IOException {
        Path mirror = temp.resolve("mirror");
        Files.createDirectories(mirror.resolve("wasi-sdk-34"));
        SdkResolverBuilder builder =
                builder().releaseAddress(ReleaseAddress.of(mirror.toUri().toString()));
        assertThat(failure(builder, request()).diagnosticId()).isEqualTo(DiagnosticId.SDK_NOT_PUBLISHED);
        Files.write(mirror.resolve("wasi-sdk-34/wasi-sdk-34.0-x86_64-linux.tar.gz"), archive);
        assertThat(resolve(builder, request()).digest()).hasValue(Digest.sha256(archive));
        assertThat(server.count()).isZero();
    }

    @Test
    @DisplayName("a release without the target's sysroot is not downloaded")
    void impossible() {
        SdkException failure = failure(
                builder(), request().versions(WasiSdkRange.parse("[22,33]")).targets(List.of(WasiTarget.WASIP3)));
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_NOT_FOUND);
        assertThat(failure).hasMessageContaining("has no sysroot for wasm32-wasip3; the first one that has is 34.0");
        assertThat(server.count()).isZero();
    }

    @Test
    @DisplayName("the preferred version is downloaded, and preferred in the cache, if it is in the range")
    void preferred() throws IOException {
        resolve(builder(), request());
        archive = FakeSdk.version("30.0").archiveBytes();
        SdkRequest.Builder request =
                request().versions(WasiSdkRange.parse("[22,33]")).preferred(WasiSdkVersion.of(30, 0));
        assertThat(resolve(builder(), request).layout().version()).hasValue(WasiSdkVersion.of(30, 0));
        assertThat(resolve(builder(), request().preferred(WasiSdkVersion.of(30, 0)))
                        .layout()
                        .version())
                .hasValue(WasiSdkVersion.of(30, 0));
        assertThat(resolve(builder(), request()).layout().version()).hasValue(WasiSdkVersion.of(34, 0));
    }

    @Test
    @DisplayName("a malicious archive ends the search and leaves nothing")
    void malicious() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TestTar tar = new TestTar(bytes)) {
            tar.file("sdk/../../../evil", "x", 0644);
        }
        archive = bytes.toByteArray();
        SdkException failure = failure(builder(), request());
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_ARCHIVE_UNSAFE);
        assertThat(cache.entries()).isEmpty();
        assertThat(temp.resolve("cache/staging")).isEmptyDirectory();
        assertThat(temp.resolve("cache/downloads")).isEmptyDirectory();
    }

    @Test
    @DisplayName("an archive that is damaged though nobody pinned it is deleted, so that the next build gets it anew")
    void damaged() throws IOException {
        byte[] whole = archive;
        archive = Arrays.copyOf(whole, whole.length - 20);
        assertThat(failure(builder(), request()).diagnosticId()).isEqualTo(DiagnosticId.SDK_ARCHIVE_DAMAGED);
        archive = whole;
        assertThat(resolve(builder(), request()).source()).isEqualTo("release");
    }

    @Test
    @DisplayName("a tree that cannot be written keeps the archive: the next build unpacks it without a request")
    void notWritten() throws IOException {
        Path obstacle = Files.createDirectories(temp.resolve("cache")).resolve("staging");
        Files.writeString(obstacle, "");
        assertThat(failure(builder(), request()).diagnosticId()).isEqualTo(DiagnosticId.SDK_CACHE_FAILED);
        Files.delete(obstacle);
        assertThat(resolve(builder(), request()).source()).isEqualTo("release");
        assertThat(server.count()).isOne();
    }

    @Test
    @DisplayName("a tree that is too large is not kept")
    void tooLarge() {
        SdkException failure = failure(builder().limits(1 << 20, new UnpackLimits(10, 1000)), request());
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_TOO_LARGE);
        assertThat(cache.entries()).isEmpty();
    }

    @Test
    @DisplayName("a cache entry that lost files is made anew")
    void repaired() throws IOException {
        Path root = resolve(builder(), request()).layout().root().orElseThrow();
        Files.delete(root.resolve("bin/clang"));
        ResolvedSdk again = resolve(builder(), request());
        assertThat(again.source()).isEqualTo("release");
        assertThat(again.layout().root()).hasValue(root);
        assertThat(root.resolve("bin/clang")).isExecutable();
    }

    @Test
    @DisplayName("an artifact comes before the release and is verified too; a repository without it leads on")
    void artifacts() throws IOException {
        Path file = Files.write(temp.resolve("artifact.tar.gz"), archive);
        ResolvedSdk sdk = resolve(
                builder().artifacts(repository(Optional.of(file))), request().pins(pinned(archive)));
        assertThat(sdk.source()).isEqualTo("artifact");
        assertThat(file).exists();
        assertThat(cache.entries().get(0).origin()).isEqualTo("maven:test:wasi-sdk:34.0");
        assertThat(server.count()).isZero();

        SdkException failure = failure(
                builder().artifacts(repository(Optional.of(file))), request().pins(pinned(new byte[1])));
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_DIGEST_MISMATCH);

        cache = new SdkCache(temp.resolve("other"), Clock.systemUTC());
        assertThat(resolve(builder().artifacts(repository(Optional.empty())), request())
                        .source())
                .isEqualTo("release");
    }

    private static ArtifactRepository repository(Optional<Path> file) {
        return new ArtifactRepository() {
            @Override
            public URI coordinates(SdkRelease release) {
                return URI.create("maven:test:wasi-sdk:" + release.version());
            }

            @Override
            public Optional<Path> find(SdkRelease release, boolean offline) {
                return file;
            }
        };
    }

    @Test
    @DisplayName("a survey says of every place what it has, and downloads nothing")
    void survey() throws IOException {
        Path old = FakeSdk.version("21.0").writeTo(temp.resolve("old"));
        SdkResolverBuilder builder = builder().environment(Map.of("WASI_SDK_PATH", old.toString()));
        assertThat(builder.build().survey(request().build()))
                .extracting(SurveyLine::state)
                .containsExactly(
                        SurveyLine.State.REJECTED, SurveyLine.State.REJECTED, SurveyLine.State.WOULD_BE_OBTAINED);
        assertThat(server.count()).isZero();

        resolve(builder, request());
        List<SurveyLine> lines = builder.build().survey(request().build());
        assertThat(lines)
                .extracting(SurveyLine::state)
                .containsExactly(SurveyLine.State.REJECTED, SurveyLine.State.CHOSEN, SurveyLine.State.USABLE);
        assertThat(lines.get(0).text()).contains("too old");
        assertThat(lines.get(1).text()).startsWith("wasi-sdk 34.0 (clang 19.1.5-wasi-sdk) from cache in ");
    }

    @Test
    @DisplayName(
            "a lock gets the digests of what the server has, from the cache where it is there; a locked one is checked")
    void locks() throws IOException {
        resolve(builder(), request());
        LockUpdater updater = builder().lockUpdater(new HttpTransport(HttpSettings.defaults()));
        ToolchainLock lock = updater.lock(
                ToolchainLock.empty(), WasiSdkVersion.of(34, 0), Set.of(MACHINE, HostPlatform.ARM64_MACOS), recorder);
        assertThat(lock.sdks())
                .containsExactly(
                        new LockedSdk(
                                WasiSdkVersion.of(34, 0),
                                HostPlatform.ARM64_MACOS,
                                "wasi-sdk-34.0-arm64-macos.tar.gz",
                                Digest.sha256(archive)),
                        new LockedSdk(
                                WasiSdkVersion.of(34, 0),
                                MACHINE,
                                "wasi-sdk-34.0-x86_64-linux.tar.gz",
                                Digest.sha256(archive)));
        assertThat(server.count()).isEqualTo(2);
        try (Stream<Path> downloads = Files.list(temp.resolve("cache/downloads"))) {
            assertThat(downloads).isEmpty();
        }

        archive = FakeSdk.version("34.0").files(1).archiveBytes();
        SdkException failure = catchThrowableOfType(
                SdkException.class,
                () -> updater.lock(lock, WasiSdkVersion.of(34, 0), Set.of(HostPlatform.ARM64_MACOS), recorder));
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_DIGEST_MISMATCH);
    }
}
