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
import java.util.stream.Stream;

/**
 * A folder with the C library, the start code and, where panics unwind, {@code libunwind.a}, and nothing else. rustc looks for the start code of a command or of a reactor in the
 * folders of {@code -L native=}, so that one flag serves both kinds of crate. Whole folders of a sysroot must not be given: their empty stub
 * archives ({@code libutil.a}, {@code librt.a}) would win over crates' libraries of the same name.
 */
public final class CLibraryFiles {

    private static final List<String> NAMES = List.of("crt1-command.o", "crt1-reactor.o", "libc.a");
    private static final String UNWINDER = "libunwind.a";
    private static final int KEY_DIGITS = 16;

    private CLibraryFiles() {}

    /** Whether a folder has all that is needed, with {@code libunwind.a} if that is. */
    public static boolean in(Path folder, boolean unwinder) {
        return names(unwinder).stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    private static List<String> names(boolean unwinder) {
        return unwinder ? Stream.concat(NAMES.stream(), Stream.of(UNWINDER)).toList() : NAMES;
    }

    /**
     * What has rustc link with the C library of a folder.
     *
     * @param folder such as a toolchain's {@code self-contained}, or {@code lib/wasm32-wasip3} of a sysroot
     * @param unwinder whether {@code libunwind.a} is needed
     * @throws ToolkitException the files cannot be copied
     */
    public static CargoAdditions link(Path folder, boolean unwinder, FolderCache cache) {
        try {
            List<String> names = names(unwinder);
            StringBuilder content = new StringBuilder();
            for (String name : names) {
                content.append(
                        Digest.sha256(Files.readAllBytes(folder.resolve(name))).hex());
            }
            String key = CacheFolder.C_LIBRARY.key(
                    Digest.sha256(content.toString()).hex().substring(0, KEY_DIGITS));
            Path place = cache.get(key, () -> {}, fresh -> {
                for (String name : names) {
                    Files.copy(folder.resolve(name), fresh.resolve(name));
                }
            });
            CargoAdditions.Builder additions =
                    CargoAdditions.builder().rustflag("-Lnative=" + place).input(place.resolve("libc.a"));
            if (unwinder) {
                // The standard library asks for it since 1.97 only; before, too, it needs the tag that is defined
                // there.
                additions.rustflag("-Clink-arg=-lunwind");
            }
            return additions.build();
        } catch (IOException e) {
            throw new ToolkitException(
                    DiagnosticId.IO_FAILED,
                    "the C library in " + folder + " cannot be copied into the cache: " + e,
                    "check that the cache directory (WASM_MAVEN_CACHE) is writable and the disk is not full",
                    e);
        }
    }
}
