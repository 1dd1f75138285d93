package dev.wasmmaven.toolkit.std;

import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.toolkit.cargo.CargoAdditions;
import dev.wasmmaven.toolkit.cargo.TomlText;
import dev.wasmmaven.toolkit.fingerprint.InputTrees;
import dev.wasmmaven.toolkit.toolchain.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Gives sources of libc to cargo as the only package of a registry, which a folder replaces (The Cargo Book, "Source Replacement"), so that
 * no network is asked. Cargo names symbols after the place of a package by path, but after the address of a registry: with this the result
 * is the same wherever the sources lie. A {@code [patch]} by {@code --config} holds for the standard library's workspace, too.
 */
public final class LibcRegistry {

    /** Where {@code Cargo.lock} says that the package comes from. The top-level domain is one that never exists (RFC 2606). */
    static final String SOURCE = "sparse+https://wasm-maven.invalid/libc/";

    private static final String REGISTRY = "wasm-maven";
    private static final String FOLDER = "wasm-maven-libc";
    private static final int KEY_DIGITS = 16;

    private LibcRegistry() {}

    /**
     * What puts libc in the place of that of crates.io.
     *
     * @param knownAs what to call it in messages
     * @throws IOException the sources cannot be read, or not be copied to the cache
     */
    public static CargoAdditions patch(LibcCrate libc, FolderCache cache, String knownAs) throws IOException {
        Path packages = packages(libc, cache);
        CargoAdditions.Builder additions = CargoAdditions.builder()
                .configuration("patch.crates-io.libc.version = \"=" + libc.version() + "\"")
                .configuration("patch.crates-io.libc.registry = \"" + REGISTRY + "\"")
                .configuration("registries." + REGISTRY + ".index = \"" + SOURCE + "\"")
                .configuration("source." + REGISTRY + ".registry = \"" + SOURCE + "\"")
                .configuration("source." + REGISTRY + ".replace-with = \"" + FOLDER + "\"")
                .configuration("source." + FOLDER + ".directory = " + TomlText.string(packages))
                .replacement(packages, knownAs);
        InputTrees.files(Set.of(libc.directory()), libc.leftOut()).forEach(additions::input);
        return additions.build();
    }

    /** A folder as {@code cargo vendor} makes them. Its name tells its content, so that cargo compiles anew what has changed. */
    private static Path packages(LibcCrate libc, FolderCache cache) throws IOException {
        String key = CacheFolder.LIBC.key("packages-" + libc.digest().hex().substring(0, KEY_DIGITS));
        return cache.get(key, () -> {}, fresh -> {
            Path copy = fresh.resolve("libc");
            LibcFetcher.copyCrate(libc.directory(), copy);
            Files.writeString(copy.resolve(".cargo-checksum.json"), "{\"files\":{},\"package\":null}");
        });
    }
}
