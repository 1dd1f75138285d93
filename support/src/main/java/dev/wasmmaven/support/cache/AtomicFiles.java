package dev.wasmmaven.support.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that are never seen half-written: written beside their place, then moved there in one step. */
public final class AtomicFiles {

    // Anti-virus software and indexers on Windows hold a new file open for moments.
    private static final int ATTEMPTS = 10;
    private static final long PAUSE_MILLIS = 15;

    private AtomicFiles() {}

    /** Writes a text in UTF-8, replacing what is there; the folder is made if it is missing. */
    public static void writeString(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file, replacing what is there; the folder is made if it is missing. */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new NoSuchFileException(file.toString());
        }
        Files.createDirectories(folder);
        // Not createTempFile, whose files only their owner may read: a report or an artifact is for others too.
        Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            publish(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Moves a finished file to its place in one step, replacing what is there. Both must be in the same file store.
     *
     * @throws IOException the move was refused again and again; the finished file is left where it was
     */
    public static void publish(Path finished, Path place) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (NoSuchFileException | AtomicMoveNotSupportedException e) {
                throw e;
            } catch (FileSystemException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(IOException reason) throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}
