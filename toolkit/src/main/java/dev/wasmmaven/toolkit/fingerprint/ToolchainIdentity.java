package dev.wasmmaven.toolkit.fingerprint;

import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A toolchain's identity, told from its files without starting it: names, sizes and times of compiler, cargo, drivers and the target's
 * standard library. Their contents are hundreds of megabytes, and no installer writes them in place.
 */
public final class ToolchainIdentity {

    private ToolchainIdentity() {}

    /**
     * The identity of what is in a sysroot.
     *
     * @param sysroot {@code rustc --print sysroot}
     * @param target triple of the standard library in use
     * @param tools the executables that are started, perhaps proxies
     * @throws IOException a folder cannot be read
     */
    public static Digest of(Path sysroot, String target, List<Path> tools) throws IOException {
        Path lib = sysroot.resolve("lib");
        Path rustlib = lib.resolve("rustlib");
        SortedSet<String> lines = new TreeSet<>();
        for (Path folder : List.of(
                sysroot.resolve("bin"),
                lib,
                rustlib,
                rustlib.resolve("src").resolve("rust").resolve("library"),
                rustlib.resolve(target).resolve("lib"),
                rustlib.resolve(target).resolve("lib").resolve("self-contained"))) {
            addFiles(folder, lines);
        }
        for (Path tool : tools) {
            lines.add(tool + " -> " + line(tool.toRealPath()));
        }
        return Digest.sha256(String.join("\n", lines));
    }

    private static void addFiles(Path folder, SortedSet<String> lines) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path each : files) {
                if (Files.isRegularFile(each)) {
                    lines.add(line(each));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            lines.add(folder + " is missing");
        }
    }

    private static String line(Path file) throws IOException {
        return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    }
}
