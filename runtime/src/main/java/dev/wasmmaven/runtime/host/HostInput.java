package dev.wasmmaven.runtime.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A guest's standard input over any {@link InputStream}. Java cannot interrupt a blocked read of a stream, so a read
 * that would block is made by a daemon thread, one at a time and only on demand: input that the guest does not ask for
 * stays in the stream. The guest's thread waits on the {@link StopSignal} and can be woken.
 *
 * <p>Used by one guest's thread.
 */
public final class HostInput {

    private static final int CHUNK = 64 * 1024;

    private final InputStream stream;
    private final StopSignal signal;

    /** Guards everything below, which the reader thread shares. */
    private final Object lock = new Object();

    private byte[] buffer = new byte[0];
    private int position;
    private int limit;
    private boolean ended;
    private @Nullable IOException failure;
    private boolean requested;
    private @Nullable Thread reader;

    public HostInput(InputStream stream, StopSignal signal) {
        this.stream = Objects.requireNonNull(stream, "stream");
        this.signal = Objects.requireNonNull(signal, "signal");
    }

    /**
     * Reads some bytes, waiting for the first.
     *
     * @return how many, at least one unless {@code length} is 0; -1 at the end
     * @throws StoppedException if the guest is stopped while it waits
     */
    public int read(byte[] destination, int offset, int length) throws HostException {
        if (length == 0) {
            return 0;
        }
        if (!ready()) {
            signal.await(this::settled, Long.MAX_VALUE);
        }
        synchronized (lock) {
            if (position < limit) {
                int count = Math.min(length, limit - position);
                System.arraycopy(buffer, position, destination, offset, count);
                position += count;
                return count;
            }
            IOException failed = failure;
            if (failed != null) {
                failure = null;
                boolean directory = String.valueOf(failed.getMessage()).startsWith("Is a directory");
                throw new HostException(directory ? HostErr.ISDIR : HostErr.IO, failed);
            }
            return -1;
        }
    }

    /**
     * Whether a read would return at once, be it with bytes, the end or an error. If not, reading ahead has been
     * started, and the {@link StopSignal} is woken when this changes.
     */
    public boolean ready() {
        synchronized (lock) {
            if (settled()) {
                return true;
            }
            if (!requested && fillWithoutBlocking()) {
                return true;
            }
            request();
            return false;
        }
    }

    /** Bytes that can be read at once, 0 if unknown. */
    public int buffered() {
        synchronized (lock) {
            return limit - position;
        }
    }

    private boolean settled() {
        synchronized (lock) {
            return position < limit || ended || failure != null;
        }
    }

    /** Takes what the stream has at hand, which by its contract does not block. */
    private boolean fillWithoutBlocking() {
        try {
            int available = stream.available();
            if (available <= 0) {
                return false;
            }
            readInto(Math.min(available, CHUNK));
        } catch (IOException e) {
            failure = e;
        }
        return settled();
    }

    private void readInto(int wanted) throws IOException {
        byte[] bytes = new byte[wanted];
        int count = stream.read(bytes, 0, wanted);
        accept(bytes, count);
    }

    private void accept(byte[] bytes, int count) {
        if (count < 0) {
            ended = true;
        } else {
            buffer = bytes;
            position = 0;
            limit = count;
        }
    }

    private void request() {
        requested = true;
        if (reader == null) {
            Thread thread = new Thread(this::readOnDemand, "wasi-stdin");
            thread.setDaemon(true);
            reader = thread;
            thread.start();
        } else {
            lock.notifyAll();
        }
    }

    private void readOnDemand() {
        byte[] bytes = new byte[CHUNK];
        while (!signal.stopped()) {
            int count = 0;
            IOException failed = null;
            try {
                count = stream.read(bytes, 0, bytes.length);
            } catch (IOException e) {
                failed = e;
            }
            synchronized (lock) {
                if (failed != null) {
                    failure = failed;
                } else {
                    accept(count < 0 ? bytes : Arrays.copyOf(bytes, count), count);
                }
                requested = false;
                if (failed != null || count < 0) {
                    reader = null;
                }
            }
            signal.wake();
            if (failed != null || count < 0 || !awaitRequest()) {
                return;
            }
        }
    }

    private boolean awaitRequest() {
        synchronized (lock) {
            while (!requested) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Lets the reader thread end, once a read that blocks now returns. */
    public void close() {
        synchronized (lock) {
            Thread thread = reader;
            if (thread != null && !requested) {
                thread.interrupt();
            }
        }
    }
}
