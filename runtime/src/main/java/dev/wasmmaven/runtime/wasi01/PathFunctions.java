package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.HostDirectory;
import dev.wasmmaven.runtime.host.fs.HostFile;
import dev.wasmmaven.runtime.host.fs.HostNode;
import dev.wasmmaven.runtime.host.fs.OpenMode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code path_*}. A path is two arguments, pointer and length. */
final class PathFunctions {

    private final Descriptors descriptors;
    private final SetTimes times;

    PathFunctions(Descriptors descriptors, SetTimes times) {
        this.descriptors = descriptors;
        this.times = times;
    }

    private static boolean follow(int lookupflags) throws HostException {
        return Flags.has(Flags.checked(lookupflags, Flags.LOOKUPFLAGS), Flags.LOOKUP_SYMLINK_FOLLOW);
    }

    /** Arguments: directory, path. */
    void createDirectory(Call call) throws HostException {
        descriptors.directory(call.i32(0), Rights.PATH_CREATE_DIRECTORY).createDirectory(call.string(1));
    }

    /** Arguments: directory, lookupflags, path, where the {@code filestat} goes. */
    void filestatGet(Call call) throws HostException {
        call.memory().writeStructure(call.i32(4), filestat(call));
    }

    byte[] filestat(Call call) throws HostException {
        HostDirectory directory = descriptors.directory(call.i32(0), Rights.PATH_FILESTAT_GET);
        boolean follow = follow(call.i32(1));
        return Layouts.filestat(directory.stat(call.string(2), follow));
    }

    /** Arguments: directory, lookupflags, path, time of access, time of change, which of them. */
    void filestatSetTimes(Call call) throws HostException {
        HostDirectory directory = descriptors.directory(call.i32(0), Rights.PATH_FILESTAT_SET_TIMES);
        boolean follow = follow(call.i32(1));
        int which = SetTimes.checked(call.i32(6));
        directory.setTimes(
                call.string(2), follow, times.accessed(which, call.i64(4)), times.modified(which, call.i64(5)));
    }

    /** Arguments: directory, lookupflags, path, new directory, new path. Links to links are made, not followed. */
    void link(Call call) throws HostException {
        HostDirectory directory = descriptors.directory(call.i32(0), Rights.PATH_LINK_SOURCE);
        HostDirectory newDirectory = descriptors.directory(call.i32(4), Rights.PATH_LINK_TARGET);
        if (follow(call.i32(1))) {
            throw new HostException(HostErr.INVAL);
        }
        directory.link(call.string(2), newDirectory, call.string(5));
    }

    /**
     * Arguments: directory, lookupflags, path, oflags, rights, inheriting rights, fdflags, where the descriptor goes.
     * Of the rights, FD_READ and FD_WRITE say what the file is opened for.
     */
    void open(Call call) throws HostException {
        int number = call.i32(0);
        HostDirectory directory = descriptors.directory(number, Rights.PATH_OPEN);
        boolean follow = follow(call.i32(1));
        String path = call.string(2);
        int oflags = Flags.checked(call.i32(4), Flags.OFLAGS);
        long rights = call.i64(5);
        descriptors.get(number, rightsOf(oflags));
        requireInheritable(descriptors.slot(number), rights);
        int fdflags = Flags.checked(call.i32(7), Flags.FDFLAGS);
        call.memory().requireNumber(call.i32(8), Integer.BYTES);
        descriptors.requireRoom();
        HostNode node = directory.open(
                path,
                new OpenMode(
                        (rights & Rights.FD_READ) != 0,
                        (rights & Rights.FD_WRITE) != 0,
                        Flags.has(oflags, Flags.OFLAG_CREAT),
                        Flags.has(oflags, Flags.OFLAG_EXCL),
                        Flags.has(oflags, Flags.OFLAG_TRUNC),
                        Flags.has(oflags, Flags.OFLAG_DIRECTORY),
                        follow));
        Descriptor opened;
        if (node instanceof HostFile file) {
            file.append(Flags.has(fdflags, Flags.FDFLAG_APPEND));
            file.durability(Flags.durability(fdflags));
            opened = new Descriptor.OpenFile(file, new Descriptor.Blocking(Flags.has(fdflags, Flags.FDFLAG_NONBLOCK)));
        } else {
            opened = new Descriptor.Directory((HostDirectory) node, Optional.empty());
        }
        call.memory().i32(call.i32(8), descriptors.addFrom(descriptors.slot(number), opened));
    }

    /** What opening needs of the directory besides PATH_OPEN. */
    private static long rightsOf(int oflags) {
        return (Flags.has(oflags, Flags.OFLAG_CREAT) ? Rights.PATH_CREATE_FILE : 0)
                | (Flags.has(oflags, Flags.OFLAG_TRUNC) ? Rights.PATH_FILESTAT_SET_SIZE : 0);
    }

    /** Asking for what the directory once could pass on, and now cannot, is refused. */
    private static void requireInheritable(Descriptors.Slot directory, long rights) {
        long lost = Rights.inheriting(directory.descriptor()) & ~directory.inheriting();
        if ((rights & lost & (Rights.FD_READ | Rights.FD_WRITE)) != 0) {
            throw new NotCapableException();
        }
    }

    /** Arguments: directory, path, buffer, its length, where the number of bytes goes. What does not fit is cut off. */
    void readlink(Call call) throws HostException {
        HostDirectory directory = descriptors.directory(call.i32(0), Rights.PATH_READLINK);
        byte[] target = directory.readLink(call.string(1)).getBytes(StandardCharsets.UTF_8);
        int length = (int) Math.min(target.length, Integer.toUnsignedLong(call.i32(4)));
        call.memory().write(call.i32(3), target, 0, length);
        call.memory().i32(call.i32(5), length);
    }

    /** Arguments: directory, path. */
    void removeDirectory(Call call) throws HostException {
        descriptors.directory(call.i32(0), Rights.PATH_REMOVE_DIRECTORY).removeDirectory(call.string(1));
    }

    /** Arguments: directory, path, new directory, new path. */
    void rename(Call call) throws HostException {
        HostDirectory directory = descriptors.directory(call.i32(0), Rights.PATH_RENAME_SOURCE);
        HostDirectory newDirectory = descriptors.directory(call.i32(3), Rights.PATH_RENAME_TARGET);
        directory.rename(call.string(1), newDirectory, call.string(4));
    }

    /** Arguments: target, directory, path. */
    void symlink(Call call) throws HostException {
        descriptors.directory(call.i32(2), Rights.PATH_SYMLINK).symlink(call.string(0), call.string(3));
    }

    /** Arguments: directory, path. */
    void unlinkFile(Call call) throws HostException {
        descriptors.directory(call.i32(0), Rights.PATH_UNLINK_FILE).unlinkFile(call.string(1));
    }
}
