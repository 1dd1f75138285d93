package dev.wasmmaven.support.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;

/** Moves the lines of one stream into a queue, on a thread of its own, so that the child never waits for the other stream. */
final class LinePump implements Runnable {

    /** What goes through the queue. */
    sealed interface Event permits Line, End, Exit {}

    /** One line, without its end. */
    record Line(boolean error, String text) implements Event {}

    /** A stream has ended. */
    record End(boolean error) implements Event {}

    /** The process has ended; descendants of it may still hold the streams. */
    record Exit() implements Event {}

    private final InputStream stream;
    private final boolean error;
    private final BlockingQueue<Event> queue;

    private LinePump(InputStream stream, boolean error, BlockingQueue<Event> queue) {
        this.stream = stream;
        this.error = error;
        this.queue = queue;
    }

    static Thread start(InputStream stream, boolean error, BlockingQueue<Event> queue, String name) {
        Thread thread = new Thread(new LinePump(stream, error, queue), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void run() {
        try {
            pump();
            queue.put(new End(error));
        } catch (InterruptedException e) {
            // The runner has what it wants and does not read the queue any more.
            Thread.currentThread().interrupt();
        }
    }

    private void pump() throws InterruptedException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                queue.put(new Line(error, line));
            }
        } catch (IOException e) {
            // A process that is ended closes its pipes under the reader: the same as the end of the stream.
            return;
        }
    }
}
