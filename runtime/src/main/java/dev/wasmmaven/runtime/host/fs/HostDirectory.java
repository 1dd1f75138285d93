package dev.wasmmaven.runtime.host.fs;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.WriteQuota;
import dev.wasmmaven.runtime.host.fs.PathWalk.Last;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open directory of a guest. Each path is relative to it and cannot leave it; see the package's description. The
 * errors are those that Linux gives for the {@code …at} call of the same name, and PERM for leaving the directory.
 */
public final class HostDirectory implements HostNode {

    private final OpenDirectory directory;
    private final boolean readOnly;
    private final WriteQuota quota;

    private HostDirectory(OpenDirectory directory, boolean readOnly, WriteQuota quota) {
        this.directory = directory;
        this.readOnly = readOnly;
        this.quota = quota;
        directory.track();
    }

    /** As {@link #open(Path, boolean, WriteQuota)}, with no quota. */
    public static HostDirectory open(Path host, boolean readOnly) throws IOException {
        return open(host, readOnly, WriteQuota.unlimited());
    }

    /**
     * Opens a directory of the host to give it to a guest.
     *
     * @param readOnly whether everything that changes something, in it or below, is not permitted
     * @param quota for what is written in it and below, shared with the guest's other directories
     * @throws IOException it cannot be opened, or is no directory
     */
    @SuppressWarnings("StreamResourceLeak") // The stream is the open directory, and is closed with it.
    public static HostDirectory open(Path host, boolean readOnly, WriteQuota quota) throws IOException {
        Path real = host.toRealPath();
        if (!Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(host.toString());
        }
        DirectoryStream<Path> stream = Files.newDirectoryStream(real);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new HostDirectory(new SecureDirectory(secure, real), readOnly, quota);
        }
        stream.close();
        return openChecked(real, readOnly, quota);
    }

    /** As {@link #open}, in mode P even where mode S is to be had. */
    static HostDirectory openChecked(Path host, boolean readOnly, WriteQuota quota) throws IOException {
        return new HostDirectory(new CheckedDirectory(host.toRealPath()), readOnly, quota);
    }

    /** Whether a guest may only read here. */
    public boolean readOnly() {
        return readOnly;
    }

    /** Opens a file or directory; {@code open(2)}. */
    public HostNode open(String path, OpenMode mode) throws HostException {
        if (mode.directory() && (mode.create() || mode.exclusive() || mode.truncate())) {
            throw new HostException(HostErr.INVAL);
        }
        if (mode.changes()) {
            requireWritable();
        }
        return at(path, last(path, mode), place -> new Opening(place, mode, readOnly, quota).open());
    }

    private static Last last(String path, OpenMode mode) {
        if (mode.create() && path.endsWith("/")) {
            // Refused whatever is there.
            return Last.ENTRY;
        }
        return mode.follow() && !(mode.create() && mode.exclusive()) ? Last.FOLLOW : Last.NOFOLLOW;
    }

    /** A further handle on a directory that was just opened; it is ours to close. */
    static HostDirectory adopt(OpenDirectory opened, boolean readOnly, WriteQuota quota) {
        return new HostDirectory(opened, readOnly, quota);
    }

    @Override
    public FileStat stat() throws HostException {
        return call(directory::stat);
    }

    /** Attributes of what is at a path; {@code fstatat(2)}. */
    public FileStat stat(String path, boolean follow) throws HostException {
        return at(path, follow ? Last.FOLLOW : Last.NOFOLLOW, place -> {
            Path name = place.name();
            if (name == null) {
                return place.directory().stat();
            }
            FileStat stat = place.directory().stat(name);
            if (place.directoryWanted() && stat.type() != FileType.DIRECTORY) {
                throw new HostException(HostErr.NOTDIR);
            }
            return stat;
        });
    }

    @Override
    public void setTimes(SetTime accessed, SetTime modified) throws HostException {
        requireWritable();
        act(() -> directory.setTimes(accessed, modified));
    }

    /** Sets the times of what is at a path; {@code utimensat(2)}. */
    public void setTimes(String path, boolean follow, SetTime accessed, SetTime modified) throws HostException {
        requireWritable();
        change(path, follow ? Last.FOLLOW : Last.NOFOLLOW, place -> {
            Path name = place.name();
            if (name == null) {
                place.directory().setTimes(accessed, modified);
            } else {
                requireDirectoryIfWanted(place, place.directory().attributes(name));
                place.directory().setTimes(name, accessed, modified);
            }
        });
    }

    /** Makes a directory; {@code mkdirat(2)}. */
    public void createDirectory(String path) throws HostException {
        requireWritable();
        change(path, Last.ENTRY, place -> {
            Path name = nameOr(place, HostErr.EXIST);
            quota.take(WriteQuota.ENTRY);
            place.directory().createDirectory(name);
        });
    }

    /** Removes an empty directory; {@code unlinkat(2)} with AT_REMOVEDIR. */
    public void removeDirectory(String path) throws HostException {
        requireWritable();
        change(path, Last.ENTRY, place -> {
            Path name = nameOr(place, HostErr.INVAL);
            if (!place.directory().attributes(name).isDirectory()) {
                throw new HostException(HostErr.NOTDIR);
            }
            place.directory().deleteDirectory(name);
        });
    }

    /** Removes a name of anything but a directory; {@code unlinkat(2)}. */
    public void unlinkFile(String path) throws HostException {
        requireWritable();
        change(path, Last.ENTRY, place -> {
            Path name = nameOr(place, HostErr.ISDIR);
            if (place.directory().attributes(name).isDirectory()) {
                throw new HostException(HostErr.ISDIR);
            }
            if (place.directoryWanted()) {
                throw new HostException(HostErr.NOTDIR);
            }
            place.directory().deleteFile(name);
        });
    }

    /** Renames, replacing a file by a file and an empty directory by a directory; {@code renameat(2)}. */
    public void rename(String path, HostDirectory toDirectory, String toPath) throws HostException {
        requireWritable();
        toDirectory.requireWritable();
        change(
                path,
                Last.ENTRY,
                from -> toDirectory.change(toPath, Last.ENTRY, to -> {
                    Path fromName = nameOr(from, HostErr.BUSY);
                    Path toName = nameOr(to, HostErr.BUSY);
                    boolean directory = from.directory().attributes(fromName).isDirectory();
                    if (directory && isWithin(to.directory(), from.directory(), fromName)) {
                        throw new HostException(HostErr.INVAL);
                    }
                    BasicFileAttributes replaced = attributesIfAny(to.directory(), toName);
                    if (replaced != null
                            && replaced.isDirectory()
                            && isWithin(from.directory(), to.directory(), toName)) {
                        throw new HostException(HostErr.NOTEMPTY);
                    }
                    if (!directory && (from.directoryWanted() || to.directoryWanted())) {
                        throw new HostException(HostErr.NOTDIR);
                    }
                    if (replaced != null && replaced.isDirectory() != directory) {
                        throw new HostException(directory ? HostErr.NOTDIR : HostErr.ISDIR);
                    }
                    from.directory().move(fromName, to.directory(), toName);
                }));
    }

    /** Makes a hard link to a file or to a symbolic link itself; {@code linkat(2)} without AT_SYMLINK_FOLLOW. */
    public void link(String path, HostDirectory newDirectory, String newPath) throws HostException {
        requireWritable();
        newDirectory.requireWritable();
        change(
                path,
                Last.NOFOLLOW,
                from -> newDirectory.change(newPath, Last.ENTRY, to -> {
                    Path fromName = nameOr(from, HostErr.PERM);
                    BasicFileAttributes linked = from.directory().attributes(fromName);
                    requireDirectoryIfWanted(from, linked);
                    Path toName = newName(to);
                    if (attributesIfAny(to.directory(), toName) != null) {
                        throw new HostException(HostErr.EXIST);
                    }
                    if (linked.isDirectory()) {
                        throw new HostException(HostErr.PERM);
                    }
                    newDirectory.quota.take(WriteQuota.ENTRY);
                    to.directory().createLink(toName, from.directory(), fromName);
                }));
    }

    /**
     * Makes a symbolic link; {@code symlinkat(2)}.
     *
     * @param target what it says, relative; an absolute one is not permitted, while one that leads out with {@code ..}
     *     may be made but never followed
     */
    public void symlink(String target, String path) throws HostException {
        requireWritable();
        PathWalk.check(target);
        Path hostTarget = HostNames.targetToHost(target);
        change(path, Last.ENTRY, place -> {
            Path name = newName(place);
            quota.take(WriteQuota.ENTRY);
            place.directory().createSymlink(name, hostTarget);
        });
    }

    /** What a symbolic link says; an absolute one, which tells about the host, is not permitted. */
    public String readLink(String path) throws HostException {
        return at(path, Last.NOFOLLOW, place -> {
            Path name = nameOr(place, HostErr.INVAL);
            BasicFileAttributes there = place.directory().attributes(name);
            requireDirectoryIfWanted(place, there);
            if (!there.isSymbolicLink()) {
                throw new HostException(HostErr.INVAL);
            }
            return HostNames.targetToGuest(place.directory().readLink(name));
        });
    }

    /**
     * The entries as they are now, without {@code .} and {@code ..}. Those whose names are not UTF-8 are left out,
     * since a guest could not name them.
     */
    public List<DirectoryEntry> list() throws HostException {
        return call(() -> {
            List<DirectoryEntry> entries = new ArrayList<>();
            for (Path each : directory.list()) {
                Optional<String> name = HostNames.toGuest(each);
                if (name.isPresent()) {
                    entry(name.get(), each).ifPresent(entries::add);
                }
            }
            return entries;
        });
    }

    private Optional<DirectoryEntry> entry(String name, Path host) throws IOException {
        try {
            BasicFileAttributes basic = directory.attributes(host);
            FileType type = basic.isOther() ? directory.stat(host).type() : FileStats.type(basic);
            return Optional.of(new DirectoryEntry(
                    name,
                    type,
                    FileStats.inode(basic.fileKey(), directory.path().resolve(host))));
        } catch (NoSuchFileException e) {
            // Removed since it was listed.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            directory.close();
        } catch (IOException e) {
            // Nothing was written through it, so nothing is lost.
        }
    }

    private void requireWritable() throws HostException {
        if (readOnly) {
            throw new HostException(HostErr.PERM);
        }
    }

    private static void requireDirectoryIfWanted(PathWalk place, BasicFileAttributes attributes) throws HostException {
        if (place.directoryWanted() && !attributes.isDirectory()) {
            throw new HostException(HostErr.NOTDIR);
        }
    }

    /** Whether a directory is the one of that name in another, or lies in it. */
    private static boolean isWithin(OpenDirectory directory, OpenDirectory parent, Path name) {
        return directory.path().startsWith(parent.path().resolve(name));
    }

    private static Path nameOr(PathWalk place, HostErr error) throws HostException {
        Path name = place.name();
        if (name == null) {
            throw new HostException(error);
        }
        return name;
    }

    /**
     * The name of something to make that is no directory: with a trailing slash it cannot be made. A file in the place is
     * NOTDIR then, as the test suites of WASI want it, where Linux says EXIST.
     */
    private static Path newName(PathWalk place) throws HostException, IOException {
        Path name = nameOr(place, HostErr.EXIST);
        if (place.directoryWanted()) {
            BasicFileAttributes there = attributesIfAny(place.directory(), name);
            if (there == null) {
                throw new HostException(HostErr.NOENT);
            }
            throw new HostException(there.isDirectory() || there.isSymbolicLink() ? HostErr.EXIST : HostErr.NOTDIR);
        }
        return name;
    }

    static @Nullable BasicFileAttributes attributesIfAny(OpenDirectory directory, Path name) throws IOException {
        try {
            return directory.attributes(name);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private interface Step<T> {
        T run() throws HostException, IOException;
    }

    private interface At<T> {
        T run(PathWalk place) throws HostException, IOException;
    }

    private interface Change {
        void run(PathWalk place) throws HostException, IOException;
    }

    private interface Act {
        void run() throws HostException, IOException;
    }

    private void change(String path, Last last, Change change) throws HostException {
        act(() -> {
            try (PathWalk place = PathWalk.walk(directory, path, last)) {
                change.run(place);
            }
        });
    }

    private static void act(Act act) throws HostException {
        try {
            act.run();
        } catch (IOException e) {
            throw HostErrors.of(e);
        } catch (UnsupportedOperationException e) {
            throw HostErrors.of(e);
        }
    }

    private <T> T at(String path, Last last, At<T> act) throws HostException {
        return call(() -> {
            try (PathWalk place = PathWalk.walk(directory, path, last)) {
                return act.run(place);
            }
        });
    }

    private static <T> T call(Step<T> step) throws HostException {
        try {
            return step.run();
        } catch (IOException e) {
            throw HostErrors.of(e);
        } catch (UnsupportedOperationException e) {
            throw HostErrors.of(e);
        }
    }
}
