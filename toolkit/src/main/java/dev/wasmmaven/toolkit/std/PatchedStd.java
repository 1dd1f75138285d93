package dev.wasmmaven.toolkit.std;

import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.cargo.TomlText;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.CacheFolder;
import dev.wasmmaven.toolkit.toolchain.ToolOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy of the standard library's workspace that takes another libc. A {@code [patch]} of the user's workspace does not reach the standard
 * library (rust-lang/cargo#9424), and the toolchain's own sources belong to rustup.
 */
public final class PatchedStd {

    private static final int KEY_DIGITS = 16;
    private static final Pattern PATCHES = Pattern.compile("(?m)^\\[patch\\.crates-io\\][^\n]*\n");

    private PatchedStd() {}

    /** The version of libc that a workspace of the standard library locks; empty if it names none. */
    public static Optional<String> lockedLibc(Path library) {
        try {
            return LockedLibc.version(Files.readString(library.resolve("Cargo.lock")));
        } catch (IOException e) {
            throw unreadable(library, e);
        }
    }

    /**
     * The copy, made first if it is not in the cache.
     *
     * @param library the toolchain's own workspace
     * @throws ToolkitException it cannot be copied, or does not look as expected
     */
    public static Path of(Path library, LibcCrate libc, FolderCache cache, ToolOutput output) {
        try {
            String lock = Files.readString(library.resolve("Cargo.lock"));
            String manifest = Files.readString(library.resolve("Cargo.toml"));
            String key = Digest.sha256(String.join(
                            "\n",
                            library.toRealPath().toString(),
                            Files.getLastModifiedTime(library.resolve("Cargo.lock"))
                                    .toString(),
                            lock,
                            manifest,
                            libc.toString()))
                    .hex()
                    .substring(0, KEY_DIGITS);
            String patchedManifest = manifest(manifest, libc, library);
            String patchedLock = lock(lock, libc, library);
            Path folder = cache.get(
                    CacheFolder.STD.key(key + "-libc-" + libc.version()),
                    () -> output.info("Waiting for another build that copies the standard library's sources"),
                    fresh -> {
                        output.info("Copying the standard library's sources, to give them libc " + libc.version());
                        Path copy = fresh.resolve("library");
                        FolderCache.copy(library, copy, path -> true);
                        Files.writeString(copy.resolve("Cargo.toml"), patchedManifest);
                        Files.writeString(copy.resolve("Cargo.lock"), patchedLock);
                    });
            return folder.resolve("library");
        } catch (IOException e) {
            throw unreadable(library, e);
        }
    }

    private static String manifest(String text, LibcCrate libc, Path library) {
        String entry = "libc = { path = " + TomlText.string(libc.directory()) + " }\n";
        Matcher matcher = PATCHES.matcher(text);
        if (!matcher.find()) {
            throw unexpected(library.resolve("Cargo.toml"), "it has no [patch.crates-io]");
        }
        return text.substring(0, matcher.end()) + entry + text.substring(matcher.end());
    }

    private static String lock(String text, LibcCrate libc, Path library) {
        String patched = LockedLibc.replace(text, libc.version());
        if (patched.equals(text)) {
            throw unexpected(
                    library.resolve("Cargo.lock"),
                    "it locks no libc of a registry that " + libc.version() + " can replace");
        }
        return patched;
    }

    private static ToolkitException unexpected(Path file, String why) {
        return new ToolkitException(
                DiagnosticId.LIBC_UNAVAILABLE,
                "the standard library of this toolchain cannot be given another libc: " + file + ": " + why,
                "choose another toolchain, or remove <libc>");
    }

    private static ToolkitException unreadable(Path library, IOException e) {
        return new ToolkitException(
                DiagnosticId.IO_FAILED,
                "the sources of the standard library in " + library + " cannot be read or copied: " + e,
                "run `rustup component add rust-src`, and check that the cache directory (WASM_MAVEN_CACHE) is writable",
                e);
    }
}
