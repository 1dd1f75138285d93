package dev.wasmmaven.support.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A child process that is talked to: bytes both ways, for as long as both want. Its standard error is read line by line on a
 * thread of its own, so that the child never waits for it. Closing ends the child with all its descendants. The streams are
 * for one thread each; everything else is safe for use by several.
 */
public final class Conversation implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final int QUEUED_LINES = 256;

    private final Process process;
    private final Thread errors;

    Conversation(Process process, Consumer<String> stderr) {
        this.process = process;
        String name = "conversation-" + process.pid() + "-stderr";
        BlockingQueue<LinePump.Event> queue = new LinkedBlockingQueue<>(QUEUED_LINES);
        LinePump.start(process.getErrorStream(), true, queue, name);
        this.errors = new Thread(() -> handOver(queue, stderr), name + "-lines");
        errors.setDaemon(true);
        errors.start();
    }

    private static void handOver(BlockingQueue<LinePump.Event> queue, Consumer<String> stderr) {
        try {
            while (queue.take() instanceof LinePump.Line line) {
                stderr.accept(line.text());
            }
        } catch (InterruptedException e) {
            // Nobody wants to hear more.
            Thread.currentThread().interrupt();
        }
    }

    /** What the child reads; closing it is the end of its standard input. Not buffered. */
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    /** What the child writes; ends when the child has, and every descendant that holds the stream. */
    public InputStream stdout() {
        return process.getInputStream();
    }

    /** The child's process id. */
    public long pid() {
        return process.pid();
    }

    /**
     * Waits for the child's end, and then for the lines of standard error that are still on their way.
     *
     * @return the exit code, or what the operating system gives for a signal; empty if the child still runs after this time
     * @throws InterruptedException the thread was interrupted; the child goes on
     */
    public OptionalInt awaitEnd(Duration time) throws InterruptedException {
        if (!process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
            return OptionalInt.empty();
        }
        // A descendant may hold the stream for hours.
        errors.join(GRACE.toMillis());
        return OptionalInt.of(process.exitValue());
    }

    /** Ends the child with all its descendants, if they have not ended by themselves, by force if need be. */
    @Override
    public void close() {
        ProcessTree.end(process.toHandle(), GRACE);
        errors.interrupt();
        try {
            process.getOutputStream().close();
            process.getInputStream().close();
        } catch (IOException e) {
            // What was still to be written has nobody to read it.
            return;
        }
    }
}
