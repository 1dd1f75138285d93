package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.DirectoryEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What concerns a descriptor as a whole: its state, attributes, durability, number, and reading a directory. */
final class FdFunctions {

    private static final int MAX_ADVICE = 5;

    private final Descriptors descriptors;
    private final SetTimes times;

    FdFunctions(Descriptors descriptors, SetTimes times) {
        this.descriptors = descriptors;
        this.times = times;
    }

    /** Arguments: descriptor, offset, length, advice. Advice may be ignored, and Java has no use for it. */
    void advise(Call call) throws HostException {
        descriptors.file(call.i32(0), Rights.FD_ADVISE);
        if (Integer.compareUnsigned(call.i32(3), MAX_ADVICE) > 0 || call.i64(1) < 0 || call.i64(2) < 0) {
            throw new HostException(HostErr.INVAL);
        }
    }

    /** Arguments: descriptor, offset, length. */
    void allocate(Call call) throws HostException {
        descriptors.file(call.i32(0), Rights.FD_ALLOCATE).allocate(call.i64(1), call.i64(2));
    }

    /** Argument: descriptor. */
    void close(Call call) throws HostException {
        descriptors.close(call.i32(0));
    }

    /** Argument: descriptor. */
    void datasync(Call call) throws HostException {
        descriptors.file(call.i32(0), Rights.FD_DATASYNC).sync(true);
    }

    /** Argument: descriptor. */
    void sync(Call call) throws HostException {
        descriptors.file(call.i32(0), Rights.FD_SYNC).sync(false);
    }

    /** Arguments: descriptor, where its {@code fdstat} goes. */
    void fdstatGet(Call call) throws HostException {
        Descriptors.Slot slot = descriptors.slot(call.i32(0));
        Descriptor descriptor = slot.descriptor();
        call.memory()
                .writeStructure(
                        call.i32(1),
                        Layouts.fdstat(type(descriptor), flags(descriptor), slot.base(), slot.inheriting()));
    }

    private static int type(Descriptor descriptor) {
        if (descriptor instanceof Descriptor.Input in) {
            return type(in.terminal());
        }
        if (descriptor instanceof Descriptor.Output out) {
            return type(out.terminal());
        }
        if (descriptor instanceof Descriptor.OpenFile open) {
            return Layouts.type(open.file().type());
        }
        return descriptor instanceof Descriptor.Directory ? Layouts.TYPE_DIRECTORY : Layouts.TYPE_SOCKET_STREAM;
    }

    /** A stream that is no terminal may be a pipe or a file: not known. */
    private static int type(boolean terminal) {
        return terminal ? Layouts.TYPE_CHARACTER_DEVICE : Layouts.TYPE_UNKNOWN;
    }

    private static int flags(Descriptor descriptor) {
        int flags = 0;
        if (blocking(descriptor).map(Descriptor.Blocking::nonblock).orElse(false)) {
            flags |= Flags.FDFLAG_NONBLOCK;
        }
        if (descriptor instanceof Descriptor.OpenFile open) {
            flags |= open.file().append() ? Flags.FDFLAG_APPEND : 0;
            flags |= Flags.of(open.file().durability());
        }
        return flags;
    }

    private static Optional<Descriptor.Blocking> blocking(Descriptor descriptor) {
        if (descriptor instanceof Descriptor.Input in) {
            return Optional.of(in.blocking());
        }
        if (descriptor instanceof Descriptor.Output out) {
            return Optional.of(out.blocking());
        }
        if (descriptor instanceof Descriptor.OpenFile open) {
            return Optional.of(open.blocking());
        }
        if (descriptor instanceof Descriptor.Listener listener) {
            return Optional.of(listener.blocking());
        }
        return descriptor instanceof Descriptor.Socket socket ? Optional.of(socket.blocking()) : Optional.empty();
    }

    /** Arguments: descriptor, flags. As with {@code fcntl(2)}, synchronous writes can only be chosen when opening. */
    void fdstatSetFlags(Call call) throws HostException {
        Descriptor descriptor = descriptors.get(call.i32(0), Rights.FD_FDSTAT_SET_FLAGS);
        int flags = Flags.checked(call.i32(1), Flags.FDFLAGS);
        Descriptor.Blocking blocking = blocking(descriptor).orElseThrow(() -> new HostException(HostErr.BADF));
        if (((flags ^ flags(descriptor)) & Flags.FDFLAGS_SYNCHRONOUS) != 0) {
            throw new HostException(HostErr.INVAL);
        }
        blocking.nonblock(Flags.has(flags, Flags.FDFLAG_NONBLOCK));
        if (descriptor instanceof Descriptor.OpenFile open) {
            open.file().append(Flags.has(flags, Flags.FDFLAG_APPEND));
        }
    }

    /** Arguments: descriptor, rights, inheriting rights: what it keeps. */
    void fdstatSetRights(Call call) throws HostException {
        descriptors.restrict(call.i32(0), call.i64(1), call.i64(2));
    }

    /** Arguments: descriptor, where its {@code filestat} goes. */
    void filestatGet(Call call) throws HostException {
        call.memory().writeStructure(call.i32(1), filestat(call));
    }

    byte[] filestat(Call call) throws HostException {
        Descriptor descriptor = descriptors.get(call.i32(0), Rights.FD_FILESTAT_GET);
        boolean onDisk = descriptor instanceof Descriptor.OpenFile || descriptor instanceof Descriptor.Directory;
        return onDisk
                ? Layouts.filestat(
                        descriptors.node(call.i32(0), Descriptors.NONE).stat())
                : Layouts.filestat(type(descriptor));
    }

    /** Arguments: descriptor, size. */
    void filestatSetSize(Call call) throws HostException {
        descriptors.file(call.i32(0), Rights.FD_FILESTAT_SET_SIZE).resize(call.i64(1));
    }

    /** Arguments: descriptor, time of access, time of change, which of them. */
    void filestatSetTimes(Call call) throws HostException {
        int which = SetTimes.checked(call.i32(3));
        descriptors
                .node(call.i32(0), Rights.FD_FILESTAT_SET_TIMES)
                .setTimes(times.accessed(which, call.i64(1)), times.modified(which, call.i64(2)));
    }

    /** Arguments: descriptor, where its {@code prestat} goes. */
    void prestatGet(Call call) throws HostException {
        if (descriptors.get(call.i32(0), Descriptors.NONE) instanceof Descriptor.Directory directory
                && directory.preopen().isPresent()) {
            // Tag 0, a directory, and the length of its name.
            call.memory().i32(call.i32(1), 0);
            call.memory()
                    .i32(call.i32(1) + Integer.BYTES, bytes(directory.preopen().get()).length);
            return;
        }
        throw new HostException(HostErr.BADF);
    }

    /** Arguments: descriptor, buffer, its length. */
    void prestatDirName(Call call) throws HostException {
        if (descriptors.get(call.i32(0), Descriptors.NONE) instanceof Descriptor.Directory directory
                && directory.preopen().isPresent()) {
            byte[] name = bytes(directory.preopen().get());
            if (Integer.compareUnsigned(name.length, call.i32(2)) > 0) {
                throw new HostException(HostErr.NAMETOOLONG);
            }
            call.memory().write(call.i32(1), name);
            return;
        }
        throw new HostException(HostErr.NOTDIR);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Arguments: from, to. */
    void renumber(Call call) throws HostException {
        descriptors.renumber(call.i32(0), call.i32(1));
    }

    /**
     * Arguments: descriptor, buffer, its length, cookie, where the number of bytes goes. A full buffer ends with a
     * truncated entry, which tells the guest that there is more.
     */
    void readdir(Call call) throws HostException {
        if (!(descriptors.get(call.i32(0), Rights.FD_READDIR) instanceof Descriptor.Directory directory)) {
            throw new HostException(HostErr.BADF);
        }
        int buffer = call.i32(1);
        long room = Integer.toUnsignedLong(call.i32(2));
        call.memory().requireRange(buffer, room);
        long cookie = call.i64(3);
        List<DirectoryEntry> entries = directory.listing().entries(cookie);
        long used = 0;
        int first = cookie < 0 || cookie > entries.size() ? entries.size() : (int) cookie;
        for (int i = first; i < entries.size() && used < room; i++) {
            DirectoryEntry entry = entries.get(i);
            byte[] name = bytes(entry.name());
            byte[] head = Layouts.dirent(i + 1L, entry.inode(), name.length, entry.type());
            used += put(call.memory(), (int) (buffer + used), head, room - used);
            used += put(call.memory(), (int) (buffer + used), name, room - used);
        }
        call.memory().i32(call.i32(4), (int) used);
    }

    private static int put(GuestMemory memory, int pointer, byte[] bytes, long room) {
        int length = (int) Math.min(bytes.length, room);
        memory.write(pointer, bytes, 0, length);
        return length;
    }
}
