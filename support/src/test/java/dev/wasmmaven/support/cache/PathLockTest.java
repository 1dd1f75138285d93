package dev.wasmmaven.support.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class PathLockTest {

    @TempDir
    Path temp;

    /** A process that takes the lock, says so, and keeps it until its input ends. */
    public static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            PathLock lock = PathLock.acquire(Path.of(arguments[0]));
            try {
                System.out.println("held");
                int end = System.in.read();
                System.out.println("released " + end);
            } finally {
                lock.close();
            }
        }
    }

    @Test
    @DisplayName("of many threads one at a time has the lock")
    void threads() throws Exception {
        Path file = temp.resolve("folder/lock");
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(pool.submit(() -> PathLock.holding(file, () -> {}, () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    return inside.decrementAndGet();
                })));
            }
            for (Future<Integer> each : all) {
                assertThat(each.get()).isZero();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(most).hasValue(1);
        assertThat(file).isRegularFile().isEmptyFile();
    }

    @Test
    @DisplayName("another process has the lock until it lets go, and the one who waits is told")
    void processes() throws Exception {
        Path file = temp.resolve("lock");
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("held");
            CountDownLatch busy = new CountDownLatch(1);
            Future<String> waiting = pool.submit(() -> PathLock.holding(file, busy::countDown, () -> "mine"));
            busy.await();
            assertThat(waiting.isDone()).isFalse();
            holder.getOutputStream().close();
            assertThat(waiting.get()).isEqualTo("mine");
        } finally {
            pool.shutdownNow();
            holder.destroyForcibly();
        }
    }

    @Test
    @DisplayName("one who waits can be interrupted, and the lock is free afterwards")
    void interrupted() throws Exception {
        Path file = temp.resolve("lock");
        PathLock mine = PathLock.acquire(file);
        CountDownLatch busy = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        Thread other = new Thread(() -> {
            try {
                PathLock.acquire(file, busy::countDown).close();
            } catch (InterruptedIOException e) {
                interrupted.incrementAndGet();
            } catch (IOException e) {
                interrupted.set(-1);
            }
        });
        other.start();
        busy.await();
        other.interrupt();
        other.join();
        assertThat(interrupted).hasValue(1);
        mine.close();
        assertThat(PathLock.<String>holding(file, () -> {}, () -> "free")).isEqualTo("free");
    }

    @Test
    @DisplayName("taking the lock twice in one thread is a mistake that is reported, not a deadlock")
    void notReentrant() throws IOException {
        Path file = temp.resolve("lock");
        PathLock lock = PathLock.acquire(file);
        try {
            assertThatThrownBy(() -> PathLock.acquire(file)).isInstanceOf(IllegalStateException.class);
        } finally {
            lock.close();
        }
        assertThat(PathLock.<String>holding(file, () -> {}, () -> "free")).isEqualTo("free");
    }
}
