package dev.wasmmaven.support.cache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

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
     * Waits for the lock and takes it, as {@link #acquire(Path)}.
     *
     * @param busy called before waiting, if another thread or process has the lock
     */
    public static PathLock acquire(Path file, Runnable busy) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path key = folder == null ? file.toAbsolutePath() : folder.toRealPath().resolve(file.getFileName());
        Holders holders = enter(key, busy);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(channel, busy);
            return new PathLock(key, holders, channel);
        } catch (IOException e) {
            if (channel != null) {
                channel.close();
            }
            leave(key, holders);
            throw e;
        }
    }

    /**
     * Does something while holding the lock.
     *
     * @param busy called before waiting, if another thread or process has the lock
     * @throws IOException as {@link #acquire(Path)}; not from the action
     */
    public static <T> T holding(Path file, Runnable busy, Supplier<T> action) throws IOException {
        PathLock lock = acquire(file, busy);
        try {
            return action.get();
        } finally {
            lock.close();
        }
    }

    private static Holders enter(Path key, Runnable busy) throws InterruptedIOException {
        Holders holders = IN_THIS_JVM.compute(key, (path, old) -> {
            Holders counted = old == null ? new Holders() : old;
            counted.count++;
            return counted;
        });
        if (holders.lock.isHeldByCurrentThread()) {
            forget(key);
            throw new IllegalStateException("this thread holds the lock already: " + key);
        }
        try {
            if (!holders.lock.tryLock()) {
                busy.run();
                holders.lock.lockInterruptibly();
            }
            return holders;
        } catch (InterruptedException e) {
            forget(key);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the lock " + key);
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
    private static FileLock lock(FileChannel channel, Runnable busy) throws IOException {
        for (boolean first = true; ; first = false) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // Another class loader in this JVM (a second plugin realm) has it: wait as for another process.
            }
            if (first) {
                busy.run();
            }
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

    /** The in-JVM layer of one lock; counted so that the map does not grow for ever. Guarded by the map. */
    private static final class Holders {
        private final ReentrantLock lock = new ReentrantLock();
        private int count;
    }
}
