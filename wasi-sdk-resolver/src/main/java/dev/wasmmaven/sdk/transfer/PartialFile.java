package dev.wasmmaven.sdk.transfer;

import dev.wasmmaven.support.cache.AtomicFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that is being downloaded, with a note beside it that says of what: address, validator and size. The note is written
 * before the first byte, so that a process that dies leaves nothing that a later one could take for something else.
 */
final class PartialFile {

    private final Path file;
    private final Path note;

    PartialFile(Path file) {
        this.file = file;
        this.note = file.resolveSibling(file.getFileName() + ".note");
    }

    Path file() {
        return file;
    }

    long size() throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) : 0;
    }

    /** The validator under which the present bytes can be continued. */
    Optional<String> validator(URI address) throws IOException {
        return read(address).map(Note::validator).filter(text -> !text.isEmpty());
    }

    /** Whether all bytes are here, as far as the server told their number. */
    boolean complete(URI address) throws IOException {
        Optional<Note> known = read(address);
        return known.isPresent() && known.get().total() > 0 && known.get().total() == size();
    }

    /** Starts a download, or goes on: what is noted matches the bytes at any moment. */
    void start(URI address, long offset, OptionalLong total, Optional<String> validator) throws IOException {
        if (offset > 0 && validator.isEmpty()) {
            // The note of the first attempt still names the content.
            return;
        }
        if (offset == 0) {
            Files.deleteIfExists(file);
        }
        AtomicFiles.writeString(
                note,
                address + "\n" + total.orElse(-1) + "\n" + validator.orElse("").strip() + "\n");
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(note);
    }

    private Optional<Note> read(URI address) throws IOException {
        if (!Files.isRegularFile(note) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(note);
        boolean same = lines.size() == 3
                && lines.get(0).equals(address.toString())
                && lines.get(1).matches("-?[0-9]{1,18}");
        return same ? Optional.of(new Note(Long.parseLong(lines.get(1)), lines.get(2))) : Optional.empty();
    }

    private record Note(long total, String validator) {}
}
