package dev.wasmmaven.toolkit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.support.process.Conversation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDataArchiveTest {

    @TempDir
    Path folder;

    private WorkerJvm jvm(List<Path> classPath) {
        return new WorkerJvm(WorkerJvm.currentJava(), classPath, List.of(), 1, Optional.of(folder.resolve("cache")));
    }

    /** The class path of this JVM, whose folders become jars, as Maven has them. */
    private List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Path each : TestWorkers.classPath()) {
            if (Files.isRegularFile(each)) {
                jars.add(each);
            } else if (Files.isDirectory(each)) {
                jars.add(jar(each, folder.resolve(jars.size() + ".jar")));
            }
        }
        return jars;
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
        return jar;
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.filter(each -> each.endsWith("classes")).toList();
        }
    }

    @Test
    @DisplayName("an archive is made once for each class path, and a worker starts with it")
    void made() throws Exception {
        List<Path> jars = jars();
        List<String> arguments = ClassDataArchive.arguments(jvm(jars));
        assertThat(archives()).singleElement().satisfies(archive -> {
            assertThat(archive).isNotEmptyFile();
            assertThat(arguments).first().asString().endsWith(archive.toString());
        });
        assertThat(ClassDataArchive.arguments(jvm(jars))).isEqualTo(arguments);
        try (Conversation worker = jvm(jars).start(line -> {})) {
            assertThat(Frame.awaitGreeting(worker.stdout())).isTrue();
            worker.stdin().close();
            assertThat(worker.awaitEnd(Duration.ofSeconds(30))).hasValue(0);
        }
        assertThat(archives()).hasSize(1);

        Path changed = jars.get(jars.size() - 1);
        Files.setLastModifiedTime(Files.copy(changed, folder.resolve("changed.jar")), FileTime.fromMillis(0));
        jars.set(jars.size() - 1, folder.resolve("changed.jar"));
        assertThat(ClassDataArchive.arguments(jvm(jars))).isNotEqualTo(arguments);
    }

    @Test
    @DisplayName("classes in folders have no archive, nor has a program that does not look like a JVM's")
    void without() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        assertThat(ClassDataArchive.arguments(jvm(List.of(classes)))).isEmpty();
        Path program = Files.createFile(folder.resolve("java"));
        assertThat(ClassDataArchive.arguments(
                        new WorkerJvm(program, List.of(), List.of(), 1, Optional.of(folder.resolve("cache")))))
                .isEmpty();
        assertThat(folder.resolve("cache")).doesNotExist();
    }
}
