package dev.wasmmaven.conformance.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is below a directory, to compare: names, kinds, link targets, lengths and hashes of contents. */
final class FileTree {

    private FileTree() {}

    static Map<String, String> of(Path directory) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path each : walk.toList()) {
                tree.put(directory.relativize(each).toString(), describe(each));
            }
        }
        return tree;
    }

    private static String describe(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "-> " + Files.readSymbolicLink(path);
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return "directory";
        }
        byte[] bytes = Files.readAllBytes(path);
        return bytes.length + " bytes, hash " + Arrays.hashCode(bytes);
    }
}
