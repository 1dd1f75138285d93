package dev.wasmmaven.runtime.engine.cache;

import dev.wasmmaven.support.digest.Digest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

/** Tells one compiler from another, so that code of one is never run by the runtime of another. */
final class CompilerVersion {

    private static final int LENGTH = 16;

    /** The version once it is known: that of the classes in this process, whatever becomes of their files. */
    private static volatile String known = "";

    private CompilerVersion() {}

    /**
     * A short name for the compiler in this process: another one for each release, and for each build of a snapshot.
     *
     * @throws IOException the place of the classes cannot be found out
     */
    static String current() throws IOException {
        if (known.isEmpty()) {
            known = Digest.sha256(describe()).hex().substring(0, LENGTH);
        }
        return known;
    }

    /** Size and time of the file or files that have the compiler: reading them would cost more than it saves. */
    private static String describe() throws IOException {
        CodeSource source = CompilerVersion.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IOException("the runtime's classes have no place");
        }
        try {
            Path place = Path.of(source.getLocation().toURI());
            if (Files.isRegularFile(place)) {
                return stamp(place);
            }
            StringBuilder all = new StringBuilder();
            try (Stream<Path> files = Files.walk(place)) {
                List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
                for (Path file : sorted) {
                    all.append(file.getFileName())
                            .append(' ')
                            .append(stamp(file))
                            .append('\n');
                }
            }
            return all.toString();
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException(e);
        }
    }

    private static String stamp(Path file) throws IOException {
        return Files.size(file) + "@" + Files.getLastModifiedTime(file).toMillis();
    }
}
