package dev.wasmmaven.toolkit.testrun;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks for short texts in a binary file. */
final class FileSearch {

    private FileSearch() {}

    static boolean containsAny(Path file, List<String> texts) throws IOException {
        // One byte is one char in this encoding, and the JDK's own search is fast.
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        return texts.stream().anyMatch(content::contains);
    }
}
