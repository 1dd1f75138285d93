package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.toolkit.testrun.ProgramException;
import dev.wasmmaven.toolkit.testrun.TestFailure;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The build's side of one worker: asks, and hands each answer to whoever waits for it. Used by many threads at once. */
final class Worker implements AutoCloseable {

    /** How long a worker may take to keep compiled code on disk and end by itself. */
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final WorkerConnection connection;
    private final Thread reader;
    private final AtomicInteger ids = new AtomicInteger();

    // Guarded by this.
    private final Map<Integer, Pending> pending = new TreeMap<>();
    private @Nullable Death death;

    private volatile boolean closed;

    /** What was asked, in words, and where its answer goes. */
    private record Pending(String what, CompletableFuture<Answer> answer) {}

    /** How it ended: the first sentence, and what was asked at that time. */
    private record Death(String cause, List<String> victims) {}

    /** A frame without its head. */
    record Answer(boolean done, DataInputStream content) {}

    /** The worker had ended before it was asked. */
    static final class GoneException extends Exception {
        GoneException() {
            super("the worker has ended", null, false, false);
        }
    }

    /** Talks to a worker that has greeted. */
    Worker(WorkerConnection connection) {
        this.connection = connection;
        reader = new Thread(() -> read(connection.answers()), "wasm-test-worker-" + connection.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** An int for a request and its answer. */
    int newId() {
        return ids.incrementAndGet();
    }

    /**
     * Asks for something.
     *
     * @param what what is asked, in words, for the case that the worker dies of it
     * @throws GoneException it had ended before
     */
    CompletableFuture<Answer> ask(int kind, int id, String what, Frame.Content content) throws GoneException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        synchronized (this) {
            if (death != null) {
                throw new GoneException();
            }
            pending.put(id, new Pending(what, answer));
        }
        tell(kind, id, content);
        return answer;
    }

    /** Says something that is not answered; if the worker is gone, whoever waits for it will be told. */
    void tell(int kind, int id, Frame.Content content) {
        OutputStream requests = connection.requests();
        synchronized (requests) {
            try {
                Frame.write(requests, out -> {
                    out.writeByte(kind);
                    out.writeInt(id);
                    content.writeTo(out);
                });
            } catch (IOException e) {
                // It has ended, which its reader notices too.
                return;
            }
        }
    }

    private void read(InputStream answers) {
        try {
            for (Optional<DataInputStream> next = Frame.read(answers); next.isPresent(); next = Frame.read(answers)) {
                DataInputStream content = next.get();
                boolean done = content.readUnsignedByte() == Requests.DONE;
                Optional<Pending> asked = take(content.readInt());
                asked.ifPresent(each -> each.answer().complete(new Answer(done, content)));
            }
            die(ending());
        } catch (IOException e) {
            die(ending());
        }
    }

    private String ending() {
        return closed ? "it was no longer needed" : connection.ending(FAREWELL);
    }

    private synchronized Optional<Pending> take(int id) {
        return Optional.ofNullable(pending.remove(id));
    }

    private void die(String cause) {
        List<Pending> unanswered;
        Death recorded;
        synchronized (this) {
            unanswered = new ArrayList<>(pending.values());
            pending.clear();
            recorded = death == null
                    ? new Death(cause, unanswered.stream().map(Pending::what).toList())
                    : death;
            death = recorded;
        }
        for (Pending each : unanswered) {
            each.answer().completeExceptionally(new ProgramException(failure(recorded, each.what())));
        }
    }

    private static TestFailure failure(Death death, String own) {
        List<String> others =
                death.victims().stream().filter(each -> !each.equals(own)).toList();
        String beside = others.isEmpty() ? "" : "; at the same time ran " + String.join(", ", others);
        return Failures.crashed("the JVM that ran it died" + beside + ": " + death.cause());
    }

    /** Ends the process at once, because of what was asked: its fellows are told that. */
    void kill(String cause) {
        synchronized (this) {
            if (death == null) {
                death = new Death(
                        cause, pending.values().stream().map(Pending::what).toList());
            }
        }
        connection.kill();
    }

    /** Whether it may be asked. */
    synchronized boolean isAlive() {
        return death == null;
    }

    /** Lets it end by itself, which takes a moment if it has code to keep, or ends it; one that is kept for others goes on. */
    @Override
    public void close() {
        closed = true;
        connection.close(FAREWELL);
        try {
            // Its classes may be gone soon: Maven closes the plugin's class loader.
            reader.join(FAREWELL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
