package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostInput;
import dev.wasmmaven.runtime.host.HostOutput;
import dev.wasmmaven.runtime.host.fs.HostDirectory;
import dev.wasmmaven.runtime.host.fs.HostFile;
import dev.wasmmaven.runtime.host.net.HostTcpListener;
import dev.wasmmaven.runtime.host.net.HostTcpSocket;
import java.util.Optional;

/** What a descriptor number stands for. */
sealed interface Descriptor {

    /** Gives the thing behind it back. */
    void close();

    /** Standard input. */
    record Input(HostInput input, boolean terminal, Blocking blocking) implements Descriptor {
        @Override
        public void close() {
            input.close();
        }
    }

    /** Standard output or error. */
    record Output(HostOutput output, boolean terminal, Blocking blocking) implements Descriptor {
        @Override
        public void close() {
            // The stream belongs to whoever gave it; every write has been flushed.
        }
    }

    /** An open file. */
    record OpenFile(HostFile file, Blocking blocking) implements Descriptor {
        @Override
        public void close() {
            file.close();
        }
    }

    /**
     * An open directory.
     *
     * @param preopen the name under which the guest was given it, if it was
     * @param listing where reading it is
     */
    record Directory(HostDirectory directory, Optional<String> preopen, Listing listing) implements Descriptor {

        Directory(HostDirectory directory, Optional<String> preopen) {
            this(directory, preopen, new Listing(directory));
        }

        @Override
        public void close() {
            directory.close();
        }
    }

    /** A listening socket. */
    record Listener(HostTcpListener listener, Blocking blocking) implements Descriptor {
        @Override
        public void close() {
            listener.close();
        }
    }

    /** A connected socket. */
    record Socket(HostTcpSocket socket, Blocking blocking) implements Descriptor {
        @Override
        public void close() {
            socket.close();
        }
    }

    /** The flag NONBLOCK, which the guest can change. Files never block, so for them it is only remembered. */
    final class Blocking {
        private boolean nonblock;

        Blocking(boolean nonblock) {
            this.nonblock = nonblock;
        }

        boolean nonblock() {
            return nonblock;
        }

        void nonblock(boolean value) {
            nonblock = value;
        }
    }
}
