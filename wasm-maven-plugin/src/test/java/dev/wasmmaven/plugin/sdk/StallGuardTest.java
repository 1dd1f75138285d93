package dev.wasmmaven.plugin.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StallGuardTest {

    private static final Duration LONG = Duration.ofHours(1);

    private static SdkException stalled(long seconds) {
        return new SdkException(DiagnosticId.SDK_DOWNLOAD_FAILED, "silent for " + seconds + " s", "wait");
    }

    private static void run(StallGuard.Transfer transfer, Duration limit, long touched) throws Exception {
        StallGuard.run(transfer, () -> touched, limit, StallGuardTest::stalled, "testing");
    }

    @Test
    @DisplayName("a transfer runs to its end, on a thread that is named after it and does not keep the JVM")
    void ends() throws Exception {
        AtomicReference<Thread> ran = new AtomicReference<>();
        run(() -> ran.set(Thread.currentThread()), LONG, System.nanoTime());
        assertThat(ran.get().getName()).isEqualTo("testing");
        assertThat(ran.get().isDaemon()).isTrue();
    }

    @Test
    @DisplayName("what a transfer throws is thrown as it is")
    void fails() {
        IOException own = new IOException("reset");
        assertThatThrownBy(() -> run(
                        () -> {
                            throw own;
                        },
                        LONG,
                        System.nanoTime()))
                .isSameAs(own);
    }

    @Test
    @DisplayName("a transfer that is silent for longer than the limit is interrupted and given up")
    void stalls() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertThatThrownBy(() -> run(
                        () -> {
                            try {
                                new CountDownLatch(1).await();
                            } finally {
                                interrupted.countDown();
                            }
                        },
                        Duration.ofSeconds(90),
                        System.nanoTime() - Duration.ofSeconds(91).toNanos()))
                .isInstanceOf(SdkException.class)
                .hasMessage("silent for 90 s");
        interrupted.await();
    }

    @Test
    @DisplayName("an interrupted build ends the transfer, and its thread stays interrupted")
    void interrupted() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> run(
                        () -> {
                            try {
                                new CountDownLatch(1).await();
                            } finally {
                                ended.countDown();
                            }
                        },
                        LONG,
                        System.nanoTime()))
                .isInstanceOf(SdkException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        ended.await();
    }
}
