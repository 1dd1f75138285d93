package dev.wasmmaven.toolkit.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small crates for tests. */
final class TestCrate {

    private final Path directory;

    private TestCrate(Path directory) {
        this.directory = directory;
    }

    /** An empty crate with a manifest. */
    static TestCrate in(Path directory, String name, String... manifestLines) throws IOException {
        TestCrate crate = new TestCrate(Files.createDirectories(directory));
        return crate.with(
                "Cargo.toml",
                "[package]\nname = \"" + name + "\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"
                        + String.join("\n", manifestLines) + "\n");
    }

    /** A crate whose one bin says hello. */
    static TestCrate hello(Path directory) throws IOException {
        return in(directory, "hello").with("src/main.rs", "fn main() { println!(\"hello\"); }\n");
    }

    TestCrate with(String file, String content) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return this;
    }

    Path directory() {
        return directory;
    }

    Path file(String name) {
        return directory.resolve(name);
    }
}
