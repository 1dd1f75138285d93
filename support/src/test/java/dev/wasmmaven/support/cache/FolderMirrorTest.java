package dev.wasmmaven.support.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderMirrorTest {

    @TempDir
    Path temp;

    private void write(String file, String content) throws IOException {
        Path place = temp.resolve(file);
        Files.createDirectories(place.getParent());
        Files.writeString(place, content);
    }

    private void update() throws IOException {
        FolderMirror.update(temp.resolve("original"), temp.resolve("copy"), path -> !path.endsWith("target"));
    }

    @Test
    @DisplayName(
            "new, changed and removed files are followed; what is the same keeps its time; what is not wanted is left out")
    void follows() throws IOException {
        write("original/Cargo.toml", "[package]");
        write("original/src/lib.rs", "one");
        write("original/src/old.rs", "old");
        write("original/target/out", "no");
        update();
        assertThat(temp.resolve("copy/src/old.rs")).hasContent("old");
        assertThat(temp.resolve("copy/target")).doesNotExist();
        FileTime past = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(temp.resolve("copy/Cargo.toml"), past);
        Files.setLastModifiedTime(temp.resolve("copy/src/lib.rs"), past);

        write("original/src/lib.rs", "two");
        write("original/src/new.rs", "new");
        Files.delete(temp.resolve("original/src/old.rs"));
        update();
        assertThat(temp.resolve("copy/src/lib.rs")).hasContent("two");
        assertThat(Files.getLastModifiedTime(temp.resolve("copy/src/lib.rs"))).isGreaterThan(past);
        assertThat(temp.resolve("copy/src/new.rs")).hasContent("new");
        assertThat(temp.resolve("copy/src/old.rs")).doesNotExist();
        assertThat(Files.getLastModifiedTime(temp.resolve("copy/Cargo.toml"))).isEqualTo(past);
    }
}
