package dev.wasmmaven.sdk.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hands a response's parts to a thread that waits for each with a limit. The JDK's client has a timeout for the answer's head
 * only: a server that stops sending in the middle would hold a reader of its stream for ever.
 */
final class BodyQueue implements Flow.Subscriber<List<ByteBuffer>> {

    private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();
    private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();

    @Override
    public void onSubscribe(Flow.Subscription value) {
        subscription.set(value);
        value.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        queue.add(new Part(part));
    }

    @Override
    public void onError(Throwable failure) {
        queue.add(new Failed(failure));
    }

    @Override
    public void onComplete() {
        queue.add(new Ended());
    }

    /**
     * The next part; an empty list is the end.
     *
     * @throws StalledException nothing came within the limit
     * @throws IOException the connection broke
     */
    List<ByteBuffer> next(Duration limit) throws IOException, InterruptedException {
        Event event = queue.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (event instanceof Part part) {
            Flow.Subscription current = subscription.get();
            if (current != null) {
                current.request(1);
            }
            return part.bytes();
        }
        if (event instanceof Failed failed) {
            throw failed.cause() instanceof IOException e ? e : new IOException(failed.cause());
        }
        if (event == null) {
            throw new StalledException("the server sent nothing for " + limit.toSeconds() + " s");
        }
        return List.of();
    }

    /** Drops the connection if the response has not ended. */
    void cancel() {
        Flow.Subscription current = subscription.get();
        if (current != null) {
            current.cancel();
        }
    }

    private sealed interface Event {}

    private record Part(List<ByteBuffer> bytes) implements Event {}

    private record Failed(Throwable cause) implements Event {}

    private record Ended() implements Event {}

    /** Nothing came within the limit. */
    static final class StalledException extends IOException {
        StalledException(String message) {
            super(message);
        }
    }
}
