package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.HostDirectory;
import dev.wasmmaven.runtime.host.fs.HostFile;
import dev.wasmmaven.runtime.host.fs.HostNode;
import java.util.Set;

/** A {@code descriptor}: an open file or directory, and how it was opened. */
public final class Descriptor {

    private final OpenNodes.Held<? extends HostNode> node;
    private final Set<String> flags;
    private final boolean readOnly;

    private Descriptor(OpenNodes.Held<? extends HostNode> node, Set<String> flags, boolean readOnly) {
        this.node = node;
        this.flags = flags;
        this.readOnly = readOnly;
    }

    /**
     * Takes over one hold on the node.
     *
     * @param flags {@code descriptor-flags} to report
     * @param readOnly whether it lies in a directory whose contents the guest may only read
     */
    public static Descriptor of(OpenNodes.Held<? extends HostNode> node, Set<String> flags, boolean readOnly) {
        return new Descriptor(node, flags, readOnly);
    }

    public HostNode node() {
        return node.get();
    }

    public Set<String> flags() {
        return flags;
    }

    public boolean readOnly() {
        return readOnly;
    }

    /** {@code not-permitted} if the guest may only read here. */
    public void requireWritable() throws HostException {
        if (readOnly) {
            throw new HostException(HostErr.PERM);
        }
    }

    /** The file; {@code bad-descriptor} if it is a directory. */
    public HostFile file() throws HostException {
        if (node() instanceof HostFile file) {
            return file;
        }
        throw new HostException(HostErr.BADF);
    }

    /** The file with one more hold on it, for a stream; an error if it is a directory. */
    public OpenNodes.Held<HostFile> holdFile(HostErr ifDirectory) throws HostException {
        if (node.get() instanceof HostFile) {
            @SuppressWarnings("unchecked") // Its node is a file.
            OpenNodes.Held<HostFile> file = (OpenNodes.Held<HostFile>) node;
            return file.hold();
        }
        throw new HostException(ifDirectory);
    }

    /** The directory; {@code not-directory} if it is a file. */
    public HostDirectory directory() throws HostException {
        if (node() instanceof HostDirectory directory) {
            return directory;
        }
        throw new HostException(HostErr.NOTDIR);
    }

    public void close() {
        node.release();
    }
}
