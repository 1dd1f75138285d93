package dev.wasmmaven.toolkit.std;

import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.cargo.CargoAdditions;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder with the C library and the start code, and nothing else. rustc looks for the start code of a command or of a reactor in the
 * folders of {@code -L native=}, so that one flag serves both kinds of crate. Whole folders of a sysroot must not be given: their empty stub
 * archives ({@code libutil.a}, {@code librt.a}) would win over crates' libraries of the same name.
 */
public final class CLibraryFiles {

    private static final List<String> NAMES = List.of("crt1-command.o", "crt1-reactor.o", "libc.a");
    private static final int KEY_DIGITS = 16;

    private CLibraryFiles() {}

    /** Whether a folder has all that is needed. */
    public static boolean in(Path folder) {
        return NAMES.stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    /**
     * What has rustc link with the C library of a folder.
     *
     * @param folder such as a toolchain's {@code self-contained}, or {@code lib/wasm32-wasip3} of a sysroot
     * @throws ToolkitException the files cannot be copied
     */
    public static CargoAdditions link(Path folder, FolderCache cache) {
        try {
            StringBuilder content = new StringBuilder();
            for (String name : NAMES) {
                content.append(
                        Digest.sha256(Files.readAllBytes(folder.resolve(name))).hex());
            }
            String key = CacheFolder.C_LIBRARY.key(
                    Digest.sha256(content.toString()).hex().substring(0, KEY_DIGITS));
            Path place = cache.get(key, () -> {}, fresh -> {
                for (String name : NAMES) {
                    Files.copy(folder.resolve(name), fresh.resolve(name));
                }
            });
            return CargoAdditions.builder()
                    .rustflag("-Lnative=" + place)
                    .input(place.resolve("libc.a"))
                    .build();
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.IO_FAILED,
                    "the C library in " + folder + " cannot be copied into the cache: " + e,
                    "check that the cache directory (WASM_MAVEN_CACHE) is writable and the disk is not full",
                    e);
        }
    }
}
