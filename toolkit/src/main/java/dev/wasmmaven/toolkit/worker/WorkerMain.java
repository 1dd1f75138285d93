package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.toolkit.testrun.GuestRequest;
import dev.wasmmaven.toolkit.testrun.GuestRun;
import dev.wasmmaven.toolkit.testrun.ProgramException;
import dev.wasmmaven.toolkit.testrun.RuntimePrograms;
import dev.wasmmaven.toolkit.testrun.TestProgram;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The worker's side: does what the frames on standard input say, answers on standard output, ends with its input. */
public final class WorkerMain {

    /** The exit code of a worker that cannot go on. */
    private static final int BROKEN = 3;

    private final RuntimePrograms programs;
    private final OutputStream answers;
    private final Map<Integer, CompletableFuture<TestProgram>> loaded = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "worker");
        thread.setDaemon(true);
        return thread;
    });

    WorkerMain(RuntimePrograms programs, OutputStream answers) {
        this.programs = programs;
        this.answers = answers;
    }

    /**
     * Works until there is nothing more to read.
     *
     * @param arguments how many instances run at the same time; or {@value ClassDataArchive#TRAIN}
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals(ClassDataArchive.TRAIN)) {
            Training.run();
            return;
        }
        // The descriptors and not System.in and System.out: those are for whoever prints, such as an agent.
        OutputStream answers = new FileOutputStream(FileDescriptor.out);
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> giveUp(problem));
        try (RuntimePrograms programs = RuntimePrograms.forThreads(Integer.parseInt(arguments[0]))) {
            Frame.greet(answers);
            new WorkerMain(programs, answers).work(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        }
    }

    /** Something of ours broke, most likely because the heap is exhausted: a new worker is better than one that does half its work. */
    private static void giveUp(Throwable problem) {
        try (OutputStream errors = new FileOutputStream(FileDescriptor.err)) {
            errors.write((problem + System.lineSeparator()).getBytes(Charset.defaultCharset()));
        } catch (IOException | OutOfMemoryError e) {
            // The exit code says enough.
            Runtime.getRuntime().halt(BROKEN);
        }
        Runtime.getRuntime().halt(BROKEN);
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

    /** Waits for what was begun last. */
    void finish() {
        threads.shutdown();
        boolean interrupted = false;
        try {
            interrupted = !threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
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
