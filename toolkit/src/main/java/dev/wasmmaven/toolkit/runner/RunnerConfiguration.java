package dev.wasmmaven.toolkit.runner;

import dev.wasmmaven.support.cache.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The cargo configuration of a crate, as far as it names the runner of a target. */
public final class RunnerConfiguration {

    private final Path file;

    private RunnerConfiguration(Path file) {
        this.file = file;
    }

    /**
     * The configuration in a crate's directory; of the two names that cargo knows the one that is there, the older one
     * first, since cargo reads only that if there are both.
     */
    public static RunnerConfiguration of(Path crateDirectory) {
        Path folder = crateDirectory.resolve(".cargo");
        Path older = folder.resolve("config");
        return new RunnerConfiguration(Files.isRegularFile(older) ? older : folder.resolve("config.toml"));
    }

    public Path file() {
        return file;
    }

    /**
     * Names a runner, see {@link RunnerEntry#set}.
     *
     * @return whether the file has changed
     * @throws IllegalArgumentException the file cannot be edited; the message names it
     */
    public boolean set(String triple, List<String> command) throws IOException {
        return write(edit(text -> RunnerEntry.set(text, triple, command)));
    }

    /**
     * Takes our runner out, see {@link RunnerEntry#remove}. A file that then says nothing is deleted.
     *
     * @return whether the file has changed
     * @throws IllegalArgumentException the file cannot be edited; the message names it
     */
    public boolean remove(String triple) throws IOException {
        String text = edit(before -> RunnerEntry.remove(before, triple));
        if (text.isBlank() && Files.exists(file) && !Files.readString(file).isBlank()) {
            Files.delete(file);
            return true;
        }
        return write(text);
    }

    private interface Edit {
        String apply(String text);
    }

    private String edit(Edit edit) throws IOException {
        try {
            return edit.apply(text());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private String text() throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private boolean write(String text) throws IOException {
        if (text.equals(text())) {
            return false;
        }
        AtomicFiles.writeString(file, text);
        return true;
    }
}
