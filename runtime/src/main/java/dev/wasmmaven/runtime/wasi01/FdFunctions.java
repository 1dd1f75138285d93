package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.DirectoryEntry;
import dev.wasmmaven.runtime.host.fs.HostFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
        descriptors.file(call.i32(0));
        if (Integer.compareUnsigned(call.i32(3), MAX_ADVICE) > 0 || call.i64(1) < 0 || call.i64(2) < 0) {
            throw new HostException(HostErr.INVAL);
        }
    }

    /**
     * Arguments: descriptor, offset, length. Java cannot reserve space: extending the file instead would promise what
     * a later write may fail to keep.
     */
    void allocate(Call call) throws HostException {
        descriptors.file(call.i32(0));
        throw new HostException(HostErr.NOTSUP);
    }

    /** Argument: descriptor. */
    void close(Call call) throws HostException {
        descriptors.close(call.i32(0));
    }

    /** Argument: descriptor. */
    void datasync(Call call) throws HostException {
        descriptors.file(call.i32(0)).sync(true);
    }

    /** Argument: descriptor. */
    void sync(Call call) throws HostException {
        descriptors.file(call.i32(0)).sync(false);
    }

    /** Arguments: descriptor, where its {@code fdstat} goes. */
    void fdstatGet(Call call) throws HostException {
        call.memory().write(call.i32(1), fdstat(descriptors.get(call.i32(0))));
    }

    private static byte[] fdstat(Descriptor descriptor) {
        if (descriptor instanceof Descriptor.Input in) {
            return Layouts.fdstat(type(in.terminal()), flags(in.blocking()), Rights.FD_READ, Rights.FD_READ);
        }
        if (descriptor instanceof Descriptor.Output out) {
            return Layouts.fdstat(type(out.terminal()), flags(out.blocking()), Rights.FD_WRITE, Rights.FD_WRITE);
        }
        if (descriptor instanceof Descriptor.OpenFile open) {
            HostFile file = open.file();
            long rights = Rights.ofFile(file.readable(), file.writable());
            int flags = flags(open.blocking()) | (file.append() ? Flags.FDFLAG_APPEND : 0);
            return Layouts.fdstat(Layouts.type(file.type()), flags, rights, rights);
        }
        boolean preopen = ((Descriptor.Directory) descriptor).preopen().isPresent();
        return Layouts.fdstat(
                Layouts.TYPE_DIRECTORY,
                0,
                preopen ? Rights.PREOPEN_BASE : Rights.DIRECTORY,
                preopen ? Rights.PREOPEN_INHERITING : Rights.ALL);
    }

    /** A stream that is no terminal may be a pipe or a file: not known. */
    private static int type(boolean terminal) {
        return terminal ? Layouts.TYPE_CHARACTER_DEVICE : Layouts.TYPE_UNKNOWN;
    }

    private static int flags(Descriptor.Blocking blocking) {
        return blocking.nonblock() ? Flags.FDFLAG_NONBLOCK : 0;
    }

    /** Arguments: descriptor, flags. */
    void fdstatSetFlags(Call call) throws HostException {
        Descriptor descriptor = descriptors.get(call.i32(0));
        int flags = Flags.checked(call.i32(1), Flags.FDFLAGS);
        if (descriptor instanceof Descriptor.Directory) {
            throw new HostException(HostErr.BADF);
        }
        if (Flags.has(flags, Flags.FDFLAGS_SYNCHRONOUS)) {
            throw new HostException(HostErr.INVAL);
        }
        boolean nonblock = Flags.has(flags, Flags.FDFLAG_NONBLOCK);
        if (descriptor instanceof Descriptor.OpenFile open) {
            open.file().append(Flags.has(flags, Flags.FDFLAG_APPEND));
            open.blocking().nonblock(nonblock);
        } else if (descriptor instanceof Descriptor.Input in) {
            in.blocking().nonblock(nonblock);
        } else if (descriptor instanceof Descriptor.Output out) {
            out.blocking().nonblock(nonblock);
        }
    }

    /** Arguments: descriptor, rights, inheriting rights. Rights are reported, not kept. */
    void fdstatSetRights(Call call) throws HostException {
        descriptors.get(call.i32(0));
        throw new HostException(HostErr.NOTSUP);
    }

    /** Arguments: descriptor, where its {@code filestat} goes. */
    void filestatGet(Call call) throws HostException {
        int number = call.i32(0);
        Descriptor descriptor = descriptors.get(number);
        byte[] stat;
        if (descriptor instanceof Descriptor.Input in) {
            stat = Layouts.filestat(type(in.terminal()));
        } else if (descriptor instanceof Descriptor.Output out) {
            stat = Layouts.filestat(type(out.terminal()));
        } else {
            stat = Layouts.filestat(descriptors.node(number).stat());
        }
        call.memory().write(call.i32(1), stat);
    }

    /** Arguments: descriptor, size. */
    void filestatSetSize(Call call) throws HostException {
        descriptors.file(call.i32(0)).resize(call.i64(1));
    }

    /** Arguments: descriptor, time of access, time of change, which of them. */
    void filestatSetTimes(Call call) throws HostException {
        int which = SetTimes.checked(call.i32(3));
        descriptors.node(call.i32(0)).setTimes(times.accessed(which, call.i64(1)), times.modified(which, call.i64(2)));
    }

    /** Arguments: descriptor, where its {@code prestat} goes. */
    void prestatGet(Call call) throws HostException {
        if (descriptors.get(call.i32(0)) instanceof Descriptor.Directory directory
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
        if (descriptors.get(call.i32(0)) instanceof Descriptor.Directory directory
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
        if (!(descriptors.get(call.i32(0)) instanceof Descriptor.Directory directory)) {
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
