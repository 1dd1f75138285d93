package dev.wasmmaven.toolkit.std;

import dev.wasmmaven.support.cache.AtomicFiles;
import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.support.digest.Digest;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.toolchain.CacheFolder;
import dev.wasmmaven.toolkit.toolchain.RustToolchain;
import dev.wasmmaven.toolkit.toolchain.ToolOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy of the standard library's workspace that takes another libc. A {@code [patch]} of the user's workspace does not reach the standard
 * library (rust-lang/cargo#9424), and the toolchain's own sources belong to rustup.
 *
 * @param library the copy, or a link to it: the root of the standard library's workspace
 * @param inSysroot whether that lies in the toolchain's sysroot. If not, cargo names the standard library's symbols after its place
 */
public record PatchedStd(Path library, boolean inSysroot) {

    private static final int KEY_DIGITS = 16;
    private static final String LIBRARY = "library";
    private static final String LINKS = "wasm-maven";
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
     * libc lies in it.
     *
     * @param toolchain whose standard library it is
     * @param libc what it gets
     * @param patchedByCommandLine whether the build has {@link LibcRegistry}'s patch, which wins over that of the copy
     * @throws ToolkitException it cannot be copied, or does not look as expected
     */
    public static PatchedStd of(
            RustToolchain toolchain,
            LibcCrate libc,
            boolean patchedByCommandLine,
            FolderCache cache,
            ToolOutput output) {
        Path library = toolchain.stdSources();
        try {
            String lock = Files.readString(library.resolve("Cargo.lock"));
            String manifest = Files.readString(library.resolve("Cargo.toml"));
            String key = Digest.sha256(String.join(
                            "\n",
                            sources(toolchain),
                            String.valueOf(patchedByCommandLine),
                            lock,
                            manifest,
                            libc.digest().hex()))
                    .hex()
                    .substring(0, KEY_DIGITS);
            String patchedManifest = manifest(manifest, library);
            String patchedLock = patchedByCommandLine
                    ? required(lock, libc.locked(lock), libc, library)
                    : required(lock, LockedLibc.replace(lock, libc.version(), Optional.empty()), libc, library);
            String name = key + "-libc-" + libc.version();
            Path folder = cache.get(
                    CacheFolder.STD.key(name),
                    () -> output.info("Waiting for another build that copies the standard library's sources"),
                    fresh -> {
                        output.info("Copying the standard library's sources, to give them libc " + libc.version());
                        Path copy = fresh.resolve(LIBRARY);
                        FolderCache.copy(library, copy, path -> true);
                        LibcFetcher.copyCrate(libc.directory(), copy.resolve(LIBC));
                        Files.writeString(copy.resolve("Cargo.toml"), patchedManifest);
                        Files.writeString(copy.resolve("Cargo.lock"), patchedLock);
                    });
            return linked(toolchain, folder, name)
                    .map(link -> new PatchedStd(link.resolve(LIBRARY), true))
                    .orElseGet(() -> new PatchedStd(folder.resolve(LIBRARY), false));
        } catch (IOException e) {
            throw unreadable(library, e);
        }
    }

    /** Where libc is in the copy. */
    public Path libc() {
        return library.resolve(LIBC);
    }

    /** Whether a file is of such a copy, of which each is another when its content is. */
    public static boolean holds(Path file) {
        return file.toString().replace('\\', '/').contains("/lib/rustlib/src/" + LINKS + "/");
    }

    /**
     * A link to the copy in the sysroot. Cargo names the symbols of the standard library and of its build scripts after the place of their
     * sources, relative to the sysroot if they lie in it (cargo: {@code compute_metadata}), and so by the same names on every machine.
     * Empty: it cannot be made, because the toolchain is not the user's to write to, or the system has no links.
     */
    private static Optional<Path> linked(RustToolchain toolchain, Path copy, String name) {
        Path link = toolchain.rustlib().resolve("src").resolve(LINKS).resolve(name);
        // Another user's with the same name has the same content.
        if (Files.isDirectory(link.resolve(LIBRARY))) {
            return Optional.of(link);
        }
        try {
            Files.createDirectories(Objects.requireNonNull(link.getParent()));
            Path fresh = link.resolveSibling("." + name + "." + UUID.randomUUID());
            Files.createSymbolicLink(fresh, copy);
            try {
                AtomicFiles.publish(fresh, link);
            } finally {
                Files.deleteIfExists(fresh);
            }
            return Optional.of(link);
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
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

    private static String required(String text, String patched, LibcCrate libc, Path library) {
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
