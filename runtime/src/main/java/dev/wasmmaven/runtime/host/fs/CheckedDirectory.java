package dev.wasmmaven.runtime.host.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Mode P: the directory is a canonical path; each step first checks that it still is one, and the same directory. */
final class CheckedDirectory extends OpenDirectory {

    private final BasicFileAttributes opened;

    /** @param path canonical, of a directory */
    CheckedDirectory(Path path) throws IOException {
        super(new Location(path));
        this.opened = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private <T> T checked(Namespace.Act<T> act) throws IOException {
        return Namespace.locked(() -> {
            verify();
            return act.run();
        });
    }

    private void run(Namespace.Step step) throws IOException {
        Namespace.run(() -> {
            verify();
            step.run();
        });
    }

    @Override
    void verify() throws IOException {
        Path path = path();
        BasicFileAttributes there = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!there.isDirectory()
                || !Objects.equals(there.fileKey(), opened.fileKey())
                || !path.toRealPath().equals(path)) {
            throw new NoSuchFileException(path.toString());
        }
    }

    @Override
    BasicFileAttributes attributes() throws IOException {
        return checked(() -> Files.readAttributes(path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    BasicFileAttributes attributes(Path name) throws IOException {
        return checked(
                () -> Files.readAttributes(path().resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    OpenDirectory open(Path name) throws IOException {
        return checked(() -> {
            // On a file system that ignores case, the name on the disk counts.
            Path real = path().resolve(name).toRealPath(LinkOption.NOFOLLOW_LINKS);
            CheckedDirectory directory = new CheckedDirectory(real);
            directory.verify();
            return directory;
        });
    }

    @Override
    OpenDirectory reopen() throws IOException {
        return checked(() -> new CheckedDirectory(path()));
    }

    @Override
    FileChannel openFile(Path name, Set<OpenOption> options) throws IOException {
        Set<OpenOption> all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        return checked(() -> FileChannel.open(path().resolve(name), all));
    }

    @Override
    void deleteFile(Path name) throws IOException {
        run(() -> {
            Files.delete(path().resolve(name));
        });
    }

    @Override
    void deleteDirectory(Path name) throws IOException {
        deleteFile(name);
    }

    @Override
    void move(Path name, OpenDirectory toDirectory, Path toName) throws IOException {
        run(() -> {
            toDirectory.verify();
            Path from = path().resolve(name);
            Path to = toDirectory.path().resolve(toName);
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            Location.moved(from, to);
        });
    }

    @Override
    List<Path> list() throws IOException {
        return checked(() -> {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(path())) {
                List<Path> names = new ArrayList<>();
                for (Path each : entries) {
                    names.add(Objects.requireNonNull(each.getFileName()));
                }
                return names;
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        });
    }
}
