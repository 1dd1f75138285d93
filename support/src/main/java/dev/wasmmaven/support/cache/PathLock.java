package dev.wasmmaven.support.cache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock named by a file, against other threads and other processes. Two layers: file locks belong to the whole
 * JVM, so that a second thread would get an exception instead of waiting, and threads need a lock of their own first. Held by one
 * thread, closed by the same; not reentrant. The file stays, empty: deleting it would let two owners in.
 */
public final class PathLock implements AutoCloseable {

    private static final long PAUSE_MILLIS = 20;

    private static final ConcurrentMap<Path, Holders> IN_THIS_JVM = new ConcurrentHashMap<>();

    private final Path key;
    private final Holders holders;
    private final FileChannel channel;

    private PathLock(Path key, Holders holders, FileChannel channel) {
        this.key = key;
        this.holders = holders;
        this.channel = channel;
    }

    /**
     * Waits for the lock and takes it. The file and its folder are made if they are missing.
     *
     * @throws InterruptedIOException the thread was interrupted while it waited; its interrupt status is set
     * @throws IOException the file cannot be made or locked
     * @throws IllegalStateException this thread has the lock already
     */
    public static PathLock acquire(Path file) throws IOException {
        return acquire(file, () -> {});
    }

    /**
     * Waits for the lock and takes it, telling once that it waits.
     *
     * @param onWait called on this thread if another thread or process has the lock; what it throws ends the wait
     * @throws InterruptedIOException the thread was interrupted while it waited; its interrupt status is set
     * @throws IOException the file cannot be made or locked
     * @throws IllegalStateException this thread has the lock already
     */
    public static PathLock acquire(Path file, Runnable onWait) throws IOException {
        Waiting waiting = new Waiting(onWait);
        return take(file, waiting).orElseThrow(() -> new IOException("not locked: " + file));
    }

    /**
     * Does something while holding the lock.
     *
     * @param onWait called before waiting, if another thread or process has the lock
     * @throws IOException as {@link #acquire(Path)}; not from the action
     */
    public static <T> T holding(Path file, Runnable onWait, Supplier<T> action) throws IOException {
        PathLock lock = acquire(file, onWait);
        try {
            return action.get();
        } finally {
            lock.close();
        }
    }

    /**
     * Takes the lock if nobody has it; empty: somebody has.
     *
     * @throws IOException the file cannot be made or locked
     * @throws IllegalStateException this thread has the lock already
     */
    public static Optional<PathLock> tryAcquire(Path file) throws IOException {
        return take(file, null);
    }

    /** Takes the lock, waiting for it unless {@code waiting} is null. */
    private static Optional<PathLock> take(Path file, @Nullable Waiting waiting) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path key = folder == null ? file.toAbsolutePath() : folder.toRealPath().resolve(file.getFileName());
        Holders holders = enter(key, waiting);
        if (holders == null) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = lock(channel, waiting);
            return locked ? Optional.of(new PathLock(key, holders, channel)) : Optional.empty();
        } finally {
            if (!locked) {
                if (channel != null) {
                    channel.close();
                }
                leave(key, holders);
            }
        }
    }

    private static @Nullable Holders enter(Path key, @Nullable Waiting waiting) throws InterruptedIOException {
        Holders holders = IN_THIS_JVM.compute(key, (path, old) -> {
            Holders counted = old == null ? new Holders() : old;
            counted.count++;
            return counted;
        });
        if (holders.lock.isHeldByCurrentThread()) {
            forget(key);
            throw new IllegalStateException("this thread holds the lock already: " + key);
        }
        boolean taken = false;
        try {
            taken = holders.lock.tryLock();
            if (!taken && waiting != null) {
                waiting.tell();
                holders.lock.lockInterruptibly();
                taken = true;
            }
            return taken ? holders : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the lock " + key);
        } finally {
            if (!taken) {
                forget(key);
            }
        }
    }

    private static void leave(Path key, Holders holders) {
        holders.lock.unlock();
        forget(key);
    }

    private static void forget(Path key) {
        IN_THIS_JVM.computeIfPresent(key, (path, holders) -> --holders.count == 0 ? null : holders);
    }

    /** Polls instead of blocking: an interrupted blocking lock closes its channel, and the lock of another class loader's copy throws. */
    private static boolean lock(FileChannel channel, @Nullable Waiting waiting) throws IOException {
        while (true) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return true;
                }
            } catch (OverlappingFileLockException e) {
                // Another class loader in this JVM (a second plugin realm) has it: wait as for another process.
            }
            if (waiting == null) {
                return false;
            }
            waiting.tell();
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for a file lock");
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            leave(key, holders);
        }
    }

    /** Tells once that the lock is waited for. */
    private static final class Waiting {
        private final Runnable onWait;
        private boolean told;

        Waiting(Runnable onWait) {
            this.onWait = onWait;
        }

        void tell() {
            if (!told) {
                told = true;
                onWait.run();
            }
        }
    }

    /** The in-JVM layer of one lock; counted so that the map does not grow for ever. Guarded by the map. */
    private static final class Holders {
        private final ReentrantLock lock = new ReentrantLock();
        private int count;
    }
}
