package dev.wasmmaven.sdk.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wasmmaven.sdk.HostPlatform;
import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.SdkListener;
import dev.wasmmaven.sdk.SdkRequest;
import dev.wasmmaven.sdk.WasiSdkVersion;
import dev.wasmmaven.sdk.cache.SdkCache;
import dev.wasmmaven.sdk.source.SdkInstaller;
import dev.wasmmaven.sdk.source.SdkInstaller.ArchiveFetcher;
import dev.wasmmaven.sdk.source.SdkInstaller.Fetched;
import dev.wasmmaven.sdk.source.SdkOffer;
import dev.wasmmaven.sdk.testkit.FakeSdk;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that fills up while an archive is unpacked, at any place in it. */
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {

    private static final UnpackLimits LIMITS = new UnpackLimits(1 << 20, 1000);

    @TempDir
    Path temp;

    private final HostPlatform platform = HostPlatform.require();
    private final SdkCache.Key key = new SdkCache.Key(WasiSdkVersion.parse("34.0"), platform);
    private final List<Path> discarded = new ArrayList<>();
    private SdkCache cache;
    private Path archive;

    @BeforeEach
    void setUp() throws IOException {
        cache = new SdkCache(temp.resolve("cache"), Clock.systemUTC());
        archive = FakeSdk.version("34.0").files(20).archive(temp.resolve("sdk.tar.gz"));
    }

    /** Takes so many bytes in all files together, and then none. */
    private static Unpacker.FileMaker disk(long room) {
        AtomicLong left = new AtomicLong(room);
        return file -> new FilterOutputStream(Files.newOutputStream(file)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                long before = left.getAndAdd(-length);
                out.write(bytes, offset, (int) Math.max(0, Math.min(before, length)));
                if (before < length) {
                    throw new IOException("No space left on device");
                }
            }
        };
    }

    private SdkOffer.Directory install(Unpacker unpacker) {
        ArchiveFetcher fetcher = new ArchiveFetcher() {
            @Override
            public URI origin() {
                return archive.toUri();
            }

            @Override
            public Fetched fetch(Optional<Digest> pinned, SdkListener listener) {
                try {
                    return new Fetched(archive, Digest.sha256(archive));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public void discard(Fetched fetched) {
                discarded.add(fetched.file());
            }
        };
        SdkRequest request = SdkRequest.builder(platform).build();
        return new SdkInstaller(cache, unpacker).install(key, fetcher, request, SdkListener.SILENT);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100, 300, 500})
    @DisplayName("is told as such; nothing half-unpacked stays; with room again the archive that was kept is unpacked")
    void fillsUp(long room) throws IOException {
        SdkException failure =
                catchThrowableOfType(SdkException.class, () -> install(new Unpacker(LIMITS, disk(room))));
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_CACHE_FAILED);
        assertThat(failure).hasMessageContaining("No space left on device");
        assertThat(failure.nextStep()).contains("free space on the disk");
        assertThat(cache.entries()).isEmpty();
        try (Stream<Path> all = Files.walk(cache.root())) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.equals("clang") || name.equals("VERSION") || name.startsWith("file"));
        }
        assertThat(discarded).isEmpty();

        SdkOffer.Directory whole = install(new Unpacker(LIMITS));
        assertThat(whole.root().resolve("VERSION")).content().startsWith("34.0");
        assertThat(discarded).containsExactly(archive);
    }

    @Test
    @DisplayName("a file system that tells so only when a file is closed is understood too")
    void onClose() {
        Unpacker.FileMaker maker = file -> {
            OutputStream out = Files.newOutputStream(file);
            return new FilterOutputStream(out) {
                @Override
                public void close() throws IOException {
                    out.close();
                    throw new IOException("Disk quota exceeded");
                }
            };
        };
        SdkException failure = catchThrowableOfType(SdkException.class, () -> install(new Unpacker(LIMITS, maker)));
        assertThat(failure.diagnosticId()).isEqualTo(DiagnosticId.SDK_CACHE_FAILED);
        assertThat(failure).hasMessageContaining("Disk quota exceeded");
        assertThat(cache.entries()).isEmpty();
    }
}
