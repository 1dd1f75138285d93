package dev.wasmmaven.runtime.host.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;

/**
 * An open directory of the host. Each operation is about one name in it, a relative path of one component, and never
 * follows a symbolic link. The two modes differ in how (see the package's description); what no mode can do without
 * an absolute path is done here.
 */
abstract class OpenDirectory implements AutoCloseable {

    private final Location location;

    OpenDirectory(Location location) {
        this.location = location;
    }

    /** Where it was opened, or was moved to since. */
    final Path path() {
        return location.path();
    }

    /** Keeps the path up to date for long use. */
    final void track() {
        location.track();
    }

    /** Attributes of the directory itself. */
    abstract BasicFileAttributes attributes() throws IOException;

    /** Attributes of an entry. */
    abstract BasicFileAttributes attributes(Path name) throws IOException;

    /** Opens an entry that is known to be a directory. */
    abstract OpenDirectory open(Path name) throws IOException;

    /** Opens this directory a second time. */
    abstract OpenDirectory reopen() throws IOException;

    abstract FileChannel openFile(Path name, Set<OpenOption> options) throws IOException;

    abstract void deleteFile(Path name) throws IOException;

    abstract void deleteDirectory(Path name) throws IOException;

    /** Renames, replacing what is there as {@code rename(2)} does. */
    abstract void move(Path name, OpenDirectory toDirectory, Path toName) throws IOException;

    /** The names of the entries, without {@code .} and {@code ..}, in no order. */
    abstract List<Path> list() throws IOException;

    /**
     * Checks that the path still leads to this directory.
     *
     * @throws NoSuchFileException it does not
     */
    abstract void verify() throws IOException;

    FileStat stat() throws IOException {
        return FileStats.complete(path(), attributes());
    }

    FileStat stat(Path name) throws IOException {
        return FileStats.complete(path().resolve(name), attributes(name));
    }

    final void createDirectory(Path name) throws IOException {
        Namespace.locked(() -> {
            verify();
            return Files.createDirectory(path().resolve(name));
        });
    }

    final void createSymlink(Path name, Path target) throws IOException {
        Namespace.locked(() -> {
            verify();
            return Files.createSymbolicLink(path().resolve(name), target);
        });
    }

    final void createLink(Path name, OpenDirectory fromDirectory, Path fromName) throws IOException {
        Namespace.locked(() -> {
            verify();
            fromDirectory.verify();
            return Files.createLink(path().resolve(name), fromDirectory.path().resolve(fromName));
        });
    }

    final Path readLink(Path name) throws IOException {
        return Namespace.locked(() -> {
            verify();
            Path target = Files.readSymbolicLink(path().resolve(name));
            verify();
            return target;
        });
    }

    final void setTimes(SetTime accessed, SetTime modified) throws IOException {
        Namespace.run(() -> {
            verify();
            setTimesAt(path(), accessed, modified);
        });
    }

    final void setTimes(Path name, SetTime accessed, SetTime modified) throws IOException {
        Namespace.run(() -> {
            verify();
            setTimesAt(path().resolve(name), accessed, modified);
        });
    }

    static void setTimesAt(Path path, SetTime accessed, SetTime modified) throws IOException {
        BasicFileAttributeView view =
                Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        BasicFileAttributes old = view.readAttributes();
        if (old.isOther()) {
            // Java would open it, and wait for ever if it is a FIFO.
            throw new UnsupportedOperationException("times of a special file");
        }
        view.setTimes(modified.orElse(old.lastModifiedTime()), accessed.orElse(old.lastAccessTime()), null);
    }

    @Override
    public void close() throws IOException {
        location.close();
    }
}
