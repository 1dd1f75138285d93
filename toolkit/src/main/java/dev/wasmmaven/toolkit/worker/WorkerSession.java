package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.testrun.GuestRequest;
import dev.wasmmaven.toolkit.testrun.GuestRun;
import dev.wasmmaven.toolkit.testrun.ProgramException;
import dev.wasmmaven.toolkit.testrun.RuntimePrograms;
import dev.wasmmaven.toolkit.testrun.TestFailure;
import dev.wasmmaven.toolkit.testrun.TestProgram;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The worker's side of one build: does what the frames that it is sent say, and answers. */
final class WorkerSession {

    private final RuntimePrograms programs;
    private final OutputStream answers;
    private final Map<Integer, CompletableFuture<TestProgram>> loaded = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "worker");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean closed;
    private volatile boolean sound = true;

    /**
     * @param programs closed by whoever made them, after {@link #close}
     * @param answers where answers go
     */
    WorkerSession(RuntimePrograms programs, OutputStream answers) {
        this.programs = programs;
        this.answers = answers;
    }

    /** Does what the frames of a stream say, until it ends; what was begun last may still go on. */
    void work(InputStream requests) throws IOException {
        for (Optional<DataInputStream> next = Frame.read(requests); next.isPresent(); next = Frame.read(requests)) {
            DataInputStream frame = next.get();
            int kind = frame.readUnsignedByte();
            int id = frame.readInt();
            switch (kind) {
                case Requests.LOAD -> load(id, Path.of(Wire.readText(frame)));
                case Requests.RUN -> run(id, frame.readInt(), Wire.readRequest(frame));
                case Requests.UNLOAD -> unload(id);
                default -> throw new IOException("no request has the number " + kind);
            }
        }
    }

    /** Whether nothing of ours, such as the Java heap, has failed a test so far. */
    boolean isSound() {
        return sound;
    }

    /** Nothing more is begun; what fails from now on fails because of that. */
    void close() {
        closed = true;
        threads.shutdown();
    }

    /** Waits for what was begun last, after {@link #close}; false if it goes on after this time. */
    boolean awaitEnd(Duration time) {
        try {
            return threads.awaitTermination(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void load(int id, Path file) {
        // Known from here on, so that a request to run it may follow at once.
        CompletableFuture<TestProgram> program = new CompletableFuture<>();
        loaded.put(id, program);
        threads.execute(() -> answer(id, () -> {
            try {
                program.complete(programs.load(file));
            } catch (ProgramException e) {
                program.completeExceptionally(e);
                throw e;
            }
            return out -> {};
        }));
    }

    private void run(int id, int program, GuestRequest request) {
        CompletableFuture<TestProgram> known = loaded.get(program);
        if (known == null) {
            throw new IllegalStateException("no program was to be loaded as " + program);
        }
        threads.execute(() -> answer(id, () -> {
            GuestRun run = get(known).run(request);
            return out -> Wire.write(out, run);
        }));
    }

    private static TestProgram get(CompletableFuture<TestProgram> program) {
        try {
            return program.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProgramException cause ? cause : e;
        }
    }

    private void unload(int program) {
        CompletableFuture<TestProgram> known = loaded.remove(program);
        if (known != null) {
            threads.execute(() -> close(known));
        }
    }

    private static void close(CompletableFuture<TestProgram> program) {
        try {
            program.join().close();
        } catch (CompletionException e) {
            // It could not be loaded, so that there is nothing to give back.
            return;
        }
    }

    /** Does something and has it answered. */
    private interface Work {
        Frame.Content perform();
    }

    private void answer(int id, Work work) {
        int kind;
        Frame.Content content;
        try {
            content = work.perform();
            kind = Requests.DONE;
        } catch (ProgramException e) {
            if (!closed && isOurs(e.failure())) {
                sound = false;
            }
            content = out -> Wire.write(out, e.failure());
            kind = Requests.FAILED;
        }
        try {
            send(kind, id, content);
        } catch (IOException e) {
            // Nobody listens any more; the end of the input will end this worker too.
            return;
        }
    }

    private static boolean isOurs(TestFailure failure) {
        return failure.kind() == TestFailure.Kind.INTERNAL
                || failure.diagnosticId().equals(Optional.of(DiagnosticId.HOST_FAILED));
    }

    private void send(int kind, int id, Frame.Content content) throws IOException {
        synchronized (answers) {
            Frame.write(answers, out -> {
                out.writeByte(kind);
                out.writeInt(id);
                content.writeTo(out);
            });
        }
    }
}
