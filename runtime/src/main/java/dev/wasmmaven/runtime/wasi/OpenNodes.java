package dev.wasmmaven.runtime.wasi;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.fs.HostNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The files and directories that a run has open, each held by descriptors and by streams, which outlive the descriptor
 * that they were made of.
 */
public final class OpenNodes {

    private final int limit;
    private final Set<Held<?>> open = new LinkedHashSet<>();

    /** @param limit of nodes open at once */
    public OpenNodes(int limit) {
        this.limit = limit;
    }

    /** {@code MFILE} if there is no room for one more, before anything is opened or made for it. */
    public void requireRoom() throws HostException {
        if (open.size() >= limit) {
            throw new HostException(HostErr.MFILE);
        }
    }

    /** Takes a node in, with one holder. */
    public <T extends HostNode> Held<T> add(T node) {
        Held<T> held = new Held<>(node);
        open.add(held);
        return held;
    }

    public void closeAll() {
        List.copyOf(open).forEach(Held::close);
    }

    /**
     * A node with its holders; closed when the last of them lets go.
     *
     * @param <T> file or directory
     */
    public final class Held<T extends HostNode> {

        private final T node;
        private int holders = 1;

        private Held(T node) {
            this.node = node;
        }

        public T get() {
            return node;
        }

        /** One more holder. */
        public Held<T> hold() {
            holders++;
            return this;
        }

        /** One holder less. */
        public void release() {
            holders--;
            if (holders == 0) {
                close();
            }
        }

        private void close() {
            if (open.remove(this)) {
                node.close();
            }
        }
    }
}
