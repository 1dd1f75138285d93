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

/** The open descriptors of a guest by number; a new one gets the lowest that is free, as in POSIX. */
final class Descriptors {

    private final List<@Nullable Descriptor> open = new ArrayList<>();
    private final BitSet used = new BitSet();

    /** Takes a descriptor in; returns its number. */
    int add(Descriptor descriptor) {
        int number = used.nextClearBit(0);
        if (number == open.size()) {
            open.add(descriptor);
        } else {
            open.set(number, descriptor);
        }
        used.set(number);
        return number;
    }

    /** The descriptor of that number; {@code BADF} if there is none. */
    Descriptor get(int number) throws HostException {
        Descriptor found = number >= 0 && number < open.size() ? open.get(number) : null;
        if (found == null) {
            throw new HostException(HostErr.BADF);
        }
        return found;
    }

    /** The open file of that number; {@code BADF} if it is something else. */
    HostFile file(int number) throws HostException {
        if (get(number) instanceof Descriptor.OpenFile found) {
            return found.file();
        }
        throw new HostException(HostErr.BADF);
    }

    /** The open file of that number; {@code SPIPE} if it is a stream, {@code BADF} if it is a directory. */
    HostFile seekable(int number) throws HostException {
        Descriptor found = get(number);
        if (found instanceof Descriptor.OpenFile file) {
            return file.file();
        }
        throw new HostException(found instanceof Descriptor.Directory ? HostErr.BADF : HostErr.SPIPE);
    }

    /** The open file or directory of that number; {@code BADF} if it is a stream. */
    HostNode node(int number) throws HostException {
        Descriptor found = get(number);
        if (found instanceof Descriptor.OpenFile file) {
            return file.file();
        }
        if (found instanceof Descriptor.Directory directory) {
            return directory.directory();
        }
        throw new HostException(HostErr.BADF);
    }

    /** The directory that a path starts from; {@code NOTDIR} if it is a file, {@code BADF} if it is a stream. */
    HostDirectory directory(int number) throws HostException {
        Descriptor found = get(number);
        if (found instanceof Descriptor.Directory directory) {
            return directory.directory();
        }
        throw new HostException(found instanceof Descriptor.OpenFile ? HostErr.NOTDIR : HostErr.BADF);
    }

    void close(int number) throws HostException {
        get(number).close();
        open.set(number, null);
        used.clear(number);
    }

    /** Moves a descriptor over another, which is closed. Both must be open. */
    void renumber(int from, int to) throws HostException {
        Descriptor moved = get(from);
        Descriptor replaced = get(to);
        if (from == to) {
            return;
        }
        replaced.close();
        open.set(to, moved);
        open.set(from, null);
        used.clear(from);
    }

    void closeAll() {
        for (Descriptor each : open) {
            if (each != null) {
                each.close();
            }
        }
        open.clear();
        used.clear();
    }
}
