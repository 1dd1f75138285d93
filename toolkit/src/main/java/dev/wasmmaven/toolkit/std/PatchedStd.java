package dev.wasmmaven.toolkit.std;

import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.fingerprint.InputTrees;
import dev.wasmmaven.toolkit.toolchain.CacheFolder;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import dev.wasmmaven.toolkit.toolchain.ToolOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy of the standard library's workspace that takes another libc. A {@code [patch]} of the user's workspace does not reach the standard
 * library (rust-lang/cargo#9424), and the toolchain's own sources belong to rustup.
 *
 * @param library the copy
 */
public record PatchedStd(Path library) {

    private static final int KEY_DIGITS = 16;
    private static final String LIBRARY = "library";
    private static final String LIBC = "wasm-maven-libc";
    private static final Pattern PATCHES = Pattern.compile("(?m)^\\[patch\\.crates-io\\][^\n]*\n");

    /** The version of libc that a workspace of the standard library locks; empty if it names none. */
    public static Optional<String> lockedLibc(Path library) {
        try {
            return LockedLibc.version(Files.readString(library.resolve("Cargo.lock")));
        } catch (IOException e) {
            throw unreadable(library, e);
        }
    }

    /**
     * The copy, made first if it is not in the cache. Its place in the cache tells its content, so that it is the same for every user, and
     * libc lies in its workspace, because cargo names symbols after the place of packages by path that do not.
     *
     * @param toolchain whose standard library it is
     * @param libc what it gets
     * @throws ToolkitException it cannot be copied, or does not look as expected
     */
    public static PatchedStd of(RustToolchain toolchain, LibcCrate libc, FolderCache cache, ToolOutput output) {
        Path library = toolchain.stdSources();
        try {
            String lock = Files.readString(library.resolve("Cargo.lock"));
            String manifest = Files.readString(library.resolve("Cargo.toml"));
            String key = Digest.sha256(String.join(
                            "\n",
                            sources(toolchain),
                            lock,
                            manifest,
                            InputTrees.digest(
                                            libc.directory(),
                                            Set.of(libc.directory().resolve("target")))
                                    .hex()))
                    .hex()
                    .substring(0, KEY_DIGITS);
            String patchedManifest = manifest(manifest, library);
            String patchedLock = lock(lock, libc, library);
            Path folder = cache.get(
                    CacheFolder.STD.key(key + "-libc-" + libc.version()),
                    () -> output.info("Waiting for another build that copies the standard library's sources"),
                    fresh -> {
                        output.info("Copying the standard library's sources, to give them libc " + libc.version());
                        Path copy = fresh.resolve(LIBRARY);
                        FolderCache.copy(library, copy, path -> true);
                        LibcFetcher.copyCrate(libc.directory(), copy.resolve(LIBC));
                        Files.writeString(copy.resolve("Cargo.toml"), patchedManifest);
                        Files.writeString(copy.resolve("Cargo.lock"), patchedLock);
                    });
            return new PatchedStd(folder.resolve(LIBRARY));
        } catch (IOException e) {
            throw unreadable(library, e);
        }
    }

    /** Where libc is in the copy. */
    public Path libc() {
        return library.resolve(LIBC);
    }

    /** What the sources are, the same on every machine; those of a compiler that somebody builds himself can change at any time. */
    private static String sources(RustToolchain toolchain) throws IOException {
        Optional<String> release = toolchain
                .commit()
                .map(RustToolchain.Commit::hash)
                .filter(hash -> !toolchain.version().toString().contains("-dev"));
        return release.isPresent()
                ? release.get()
                : toolchain.stdSources().toRealPath() + " "
                        + Files.getLastModifiedTime(toolchain.stdSources().resolve("Cargo.lock"));
    }

    private static String manifest(String text, Path library) {
        String entry = "libc = { path = \"" + LIBC + "\" }\n";
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
