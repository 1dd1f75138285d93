package dev.wasmmaven.sdk.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Tells archives from the pages that proxies and mirrors send in their place, by the first bytes. */
final class FileKind {

    private static final int HEAD = 512;

    private FileKind() {}

    /** What a file is if it is neither gzip nor zip. */
    static Optional<String> foreign(Path file) throws IOException {
        byte[] head;
        try (InputStream stream = Files.newInputStream(file)) {
            head = stream.readNBytes(HEAD);
        }
        if (head.length == 0) {
            return Optional.of("nothing (0 bytes)");
        }
        boolean gzip = head.length > 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
        boolean zip = head.length > 4 && head[0] == 'P' && head[1] == 'K';
        if (gzip || zip) {
            return Optional.empty();
        }
        String text =
                new String(head, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return Optional.of("an HTML page");
        }
        return Optional.of("a file that is neither tar.gz nor zip");
    }
}
