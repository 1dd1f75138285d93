package dev.wasmmaven.runtime.host.fs;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Mode S: the directory is a descriptor of the host, and so is each step from it. */
final class SecureDirectory extends OpenDirectory {

    private static final Path SELF = Path.of(".");

    private final SecureDirectoryStream<Path> stream;

    SecureDirectory(SecureDirectoryStream<Path> stream, Path path) {
        super(new Location(path));
        this.stream = stream;
    }

    @Override
    BasicFileAttributes attributes() throws IOException {
        return stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
    }

    @Override
    BasicFileAttributes attributes(Path name) throws IOException {
        return stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    @Override
    OpenDirectory open(Path name) throws IOException {
        return new SecureDirectory(stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS), path().resolve(name));
    }

    @Override
    OpenDirectory reopen() throws IOException {
        return new SecureDirectory(stream.newDirectoryStream(SELF, LinkOption.NOFOLLOW_LINKS), path());
    }

    @Override
    FileChannel openFile(Path name, Set<OpenOption> options) throws IOException {
        Set<OpenOption> all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        Channel channel = stream.newByteChannel(name, all);
        if (channel instanceof FileChannel file) {
            return file;
        }
        channel.close();
        throw new UnsupportedOperationException("the file system gives no FileChannel");
    }

    @Override
    void deleteFile(Path name) throws IOException {
        stream.deleteFile(name);
    }

    @Override
    void deleteDirectory(Path name) throws IOException {
        Namespace.run(() -> {
            stream.deleteDirectory(name);
        });
    }

    @Override
    void move(Path name, OpenDirectory toDirectory, Path toName) throws IOException {
        if (!(toDirectory instanceof SecureDirectory to)) {
            throw new UnsupportedOperationException("a rename across file system providers");
        }
        Namespace.run(() -> {
            stream.move(name, to.stream, toName);
            Location.moved(path().resolve(name), to.path().resolve(toName));
        });
    }

    @Override
    List<Path> list() throws IOException {
        // A stream can be iterated once, so each listing opens the directory anew.
        try (DirectoryStream<Path> entries = stream.newDirectoryStream(SELF, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> names = new ArrayList<>();
            for (Path each : entries) {
                names.add(Objects.requireNonNull(each.getFileName()));
            }
            return names;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    @Override
    void verify() throws IOException {
        BasicFileAttributes there = Files.readAttributes(path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!there.isDirectory()
                || !Objects.equals(there.fileKey(), attributes().fileKey())) {
            throw new NoSuchFileException(path().toString());
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        stream.close();
    }
}
