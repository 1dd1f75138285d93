package dev.wasmmaven.toolkit.interop;

import dev.wasmmaven.sdk.SdkLayout;
import dev.wasmmaven.sdk.Sysroot;
import dev.wasmmaven.sdk.WasiTarget;
import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.toolchain.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sysroot in which only the C++ libraries are. The crate {@code cc} has rustc search {@code $WASI_SYSROOT/lib/<target>} for them; in
 * the SDK's own sysroot rustc would find there, before anything else, a second libc and the empty stub archives as well.
 */
public final class CxxSysroot {

    private static final List<String> LIBRARIES = List.of("libc++.a", "libc++abi.a", "libunwind.a");
    private static final int DIGEST_DIGITS = 16;

    private CxxSysroot() {}

    /**
     * Makes one, or finds the one that is there.
     *
     * @param cache where they are kept
     * @return empty: the SDK has no C++ library for the target
     * @throws IOException the cache cannot be written
     */
    public static Optional<Path> in(FolderCache cache, WasiTarget target, SdkLayout layout) throws IOException {
        List<Path> libraries = libraries(CVariables.sysroot(target, layout));
        if (libraries.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder content = new StringBuilder();
        for (Path library : libraries) {
            content.append(library)
                    .append(' ')
                    .append(Files.size(library))
                    .append(' ')
                    .append(Files.getLastModifiedTime(library).toMillis())
                    .append('\n');
        }
        String key = CacheFolder.CXX.key(
                target + "-" + Digest.sha256(content.toString()).hex().substring(0, DIGEST_DIGITS));
        return Optional.of(cache.get(key, () -> {}, fresh -> {
            Path lib = Files.createDirectories(fresh.resolve("lib").resolve(target.rustTarget()));
            for (Path library : libraries) {
                Files.copy(library, lib.resolve(library.getFileName()));
            }
        }));
    }

    /** From release 30 on, libraries with and without exceptions are apart; Rust on WASI has none. */
    private static List<Path> libraries(Sysroot sysroot) {
        List<Path> found = new ArrayList<>();
        for (String name : LIBRARIES) {
            Stream.of(sysroot.cxxLibraries().stream(), sysroot.libraries().stream())
                    .flatMap(folders -> folders)
                    .flatMap(folder -> Stream.of(folder.resolve("noeh").resolve(name), folder.resolve(name)))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found.stream().anyMatch(path -> path.endsWith(LIBRARIES.get(0))) ? found : List.of();
    }
}
