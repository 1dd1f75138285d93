package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.HostDirectory;
import dev.wasmmaven.runtime.host.fs.HostFile;
import dev.wasmmaven.runtime.host.fs.HostNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open descriptors of a guest by number, with their rights; a new one gets the lowest number that is free, as in
 * POSIX. Every way to a descriptor names the rights that its use needs, and is refused with
 * {@link NotCapableException} if one of them was taken away.
 */
final class Descriptors {

    /** No right is needed. */
    static final long NONE = 0;

    /** A descriptor with what it may do, itself and for those that come from it. */
    record Slot(Descriptor descriptor, long base, long inheriting) {}

    private final List<@Nullable Slot> open = new ArrayList<>();
    private final BitSet used = new BitSet();
    private final int limit;

    /** @param limit of descriptors that are open at once */
    Descriptors(int limit) {
        this.limit = limit;
    }

    /** Takes a descriptor in, with all rights of its kind; returns its number. {@code MFILE} if the table is full. */
    int add(Descriptor descriptor) throws HostException {
        return add(descriptor, Rights.ALL, Rights.ALL);
    }

    /** Takes a descriptor in that came from another, with the rights of its kind that it may inherit. */
    int addFrom(Slot from, Descriptor descriptor) throws HostException {
        // What the kind of the other had not, it did not lose.
        long lost = Rights.inheriting(from.descriptor()) & ~from.inheriting();
        return add(descriptor, ~lost, ~lost);
    }

    private int add(Descriptor descriptor, long base, long inheriting) throws HostException {
        if (full()) {
            descriptor.close();
            throw new HostException(HostErr.MFILE);
        }
        int number = used.nextClearBit(0);
        Slot slot = new Slot(descriptor, base & Rights.base(descriptor), inheriting & Rights.inheriting(descriptor));
        if (number == open.size()) {
            open.add(slot);
        } else {
            open.set(number, slot);
        }
        used.set(number);
        return number;
    }

    /** {@code MFILE} if there is no room for one more, before anything is opened or made for it. */
    void requireRoom() throws HostException {
        if (full()) {
            throw new HostException(HostErr.MFILE);
        }
    }

    private boolean full() {
        return used.cardinality() >= limit;
    }

    /** The descriptor of that number with its rights; {@code BADF} if there is none. */
    Slot slot(int number) throws HostException {
        Slot found = number >= 0 && number < open.size() ? open.get(number) : null;
        if (found == null) {
            throw new HostException(HostErr.BADF);
        }
        return found;
    }

    /** The descriptor of that number; {@code BADF} if there is none. */
    Descriptor get(int number, long rights) throws HostException {
        Slot slot = slot(number);
        // A right that the kind never had is answered by the function itself, with an error that says more.
        long lost = Rights.base(slot.descriptor()) & ~slot.base();
        if ((lost & rights) != 0) {
            throw new NotCapableException();
        }
        return slot.descriptor();
    }

    /** The open file of that number; {@code BADF} if it is something else. */
    HostFile file(int number, long rights) throws HostException {
        if (get(number, rights) instanceof Descriptor.OpenFile found) {
            return found.file();
        }
        throw new HostException(HostErr.BADF);
    }

    /**
     * The open file of that number; {@code BADF} if it is a directory, or a standard stream that goes the other way than
     * FD_READ or FD_WRITE among the rights, else {@code SPIPE}.
     */
    HostFile seekable(int number, long rights) throws HostException {
        Descriptor found = get(number, rights);
        if (found instanceof Descriptor.OpenFile file) {
            return file.file();
        }
        if ((found instanceof Descriptor.Output && (rights & Rights.FD_READ) != 0)
                || (found instanceof Descriptor.Input && (rights & Rights.FD_WRITE) != 0)) {
            throw new HostException(HostErr.BADF);
        }
        throw new HostException(found instanceof Descriptor.Directory ? HostErr.BADF : HostErr.SPIPE);
    }

    /** The open file or directory of that number; {@code BADF} if it is a stream or socket. */
    HostNode node(int number, long rights) throws HostException {
        Descriptor found = get(number, rights);
        if (found instanceof Descriptor.OpenFile file) {
            return file.file();
        }
        if (found instanceof Descriptor.Directory directory) {
            return directory.directory();
        }
        throw new HostException(HostErr.BADF);
    }

    /** The directory that a path starts from; {@code NOTDIR} if it is a file, {@code BADF} if it is a stream. */
    HostDirectory directory(int number, long rights) throws HostException {
        Descriptor found = get(number, rights);
        if (found instanceof Descriptor.Directory directory) {
            return directory.directory();
        }
        throw new HostException(found instanceof Descriptor.OpenFile ? HostErr.NOTDIR : HostErr.BADF);
    }

    /** Leaves a descriptor only these rights; {@link NotCapableException} if it does not have them all. */
    void restrict(int number, long base, long inheriting) throws HostException {
        Slot slot = slot(number);
        if ((base & ~slot.base()) != 0 || (inheriting & ~slot.inheriting()) != 0) {
            throw new NotCapableException();
        }
        open.set(number, new Slot(slot.descriptor(), base, inheriting));
    }

    void close(int number) throws HostException {
        Descriptor closed = slot(number).descriptor();
        open.set(number, null);
        used.clear(number);
        closed.close();
    }

    /** Moves a descriptor over another, which is closed. Both must be open. */
    void renumber(int from, int to) throws HostException {
        Slot moved = slot(from);
        Slot replaced = slot(to);
        if (from == to) {
            return;
        }
        open.set(to, moved);
        open.set(from, null);
        used.clear(from);
        replaced.descriptor().close();
    }

    void closeAll() {
        for (Slot each : open) {
            if (each != null) {
                each.descriptor().close();
            }
        }
        open.clear();
        used.clear();
    }
}
