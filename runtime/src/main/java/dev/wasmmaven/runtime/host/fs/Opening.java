package dev.wasmmaven.runtime.host.fs;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.WriteQuota;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/**
 * The end of {@code open}: what is at the name decides what is done. It is looked at first, since opening a FIFO would
 * block, and opening for reading what may only be read must not ask for more.
 */
final class Opening {

    /** How often a file may appear or vanish between looking and opening before we give up. */
    private static final int ATTEMPTS = 8;

    private final PathWalk place;
    private final OpenMode mode;
    private final boolean readOnly;
    private final WriteQuota quota;

    Opening(PathWalk place, OpenMode mode, boolean readOnly, WriteQuota quota) {
        this.place = place;
        this.mode = mode;
        this.readOnly = readOnly;
        this.quota = quota;
    }

    HostNode open() throws HostException, IOException {
        Path name = place.name();
        if (name == null) {
            requireDirectoryMode();
            return HostDirectory.adopt(place.directory().reopen(), readOnly, quota);
        }
        if (mode.create() && place.directoryWanted()) {
            throw new HostException(HostErr.ISDIR);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                BasicFileAttributes there = HostDirectory.attributesIfAny(place.directory(), name);
                return there == null ? create(name) : existing(name, there);
            } catch (FileAlreadyExistsException | NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private HostNode create(Path name) throws HostException, IOException {
        if (!mode.create()) {
            throw new HostException(HostErr.NOENT);
        }
        quota.take(WriteQuota.ENTRY);
        return file(name, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    private HostNode existing(Path name, BasicFileAttributes there) throws HostException, IOException {
        if (mode.create() && mode.exclusive()) {
            throw new HostException(HostErr.EXIST);
        }
        if (there.isSymbolicLink()) {
            throw new HostException(HostErr.LOOP);
        }
        if (there.isDirectory()) {
            requireDirectoryMode();
            return HostDirectory.adopt(place.directory().open(name), readOnly, quota);
        }
        if (mode.directory() || place.directoryWanted()) {
            throw new HostException(HostErr.NOTDIR);
        }
        if (there.isOther()) {
            requireHarmless(place.directory().stat(name).type());
        }
        return file(
                name,
                mode.truncate() ? Set.of(StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE) : Set.of());
    }

    private void requireDirectoryMode() throws HostException {
        if (mode.create() && mode.exclusive()) {
            throw new HostException(HostErr.EXIST);
        }
        if (mode.changes()) {
            throw new HostException(HostErr.ISDIR);
        }
    }

    private static void requireHarmless(FileType type) throws HostException {
        if (type == FileType.SOCKET) {
            throw new HostException(HostErr.NXIO);
        }
        if (type != FileType.CHARACTER_DEVICE) {
            throw new HostException(HostErr.NOTSUP);
        }
    }

    private HostNode file(Path name, Set<StandardOpenOption> needed) throws IOException {
        boolean readable = mode.read() || !mode.write();
        Set<OpenOption> options = new HashSet<>(needed);
        if (mode.write()) {
            options.add(StandardOpenOption.WRITE);
        }
        if (readable) {
            options.add(StandardOpenOption.READ);
        }
        FileChannel channel = place.directory().openFile(name, options);
        boolean done = false;
        try {
            FileStat stat = place.directory().stat(name);
            Location location = new Location(place.directory().path().resolve(name));
            HostFile file = new HostFile(channel, location, stat, readable, mode.write(), readOnly, quota);
            done = true;
            return file;
        } finally {
            if (!done) {
                channel.close();
            }
        }
    }
}
