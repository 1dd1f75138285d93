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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The worker's side: does what the frames on standard input say, answers on standard output, ends with its input. */
public final class WorkerMain {

    /** The exit code of a worker that cannot go on. */
    private static final int BROKEN = 3;

    private final RuntimePrograms programs;
    private final OutputStream answers;
    private final Map<Integer, TestProgram> loaded = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "worker");
        thread.setDaemon(true);
        return thread;
    });

    private WorkerMain(RuntimePrograms programs, OutputStream answers) {
        this.programs = programs;
        this.answers = answers;
    }

    /**
     * Works until there is nothing more to read.
     *
     * @param arguments how many instances run at the same time
     */
    public static void main(String[] arguments) throws IOException {
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

    private void work(InputStream requests) throws IOException {
        for (Optional<DataInputStream> next = Frame.read(requests); next.isPresent(); next = Frame.read(requests)) {
            DataInputStream frame = next.get();
            int kind = frame.readUnsignedByte();
            int id = frame.readInt();
            switch (kind) {
                case Requests.LOAD -> {
                    Path file = Path.of(Wire.readText(frame));
                    threads.execute(() -> load(id, file));
                }
                case Requests.RUN -> {
                    int program = frame.readInt();
                    GuestRequest request = Wire.readRequest(frame);
                    threads.execute(() -> run(id, program, request));
                }
                case Requests.UNLOAD -> unload(id);
                default -> throw new IOException("no request has the number " + kind);
            }
        }
    }

    private void load(int id, Path file) {
        answer(id, () -> {
            loaded.put(id, programs.load(file));
            return out -> {};
        });
    }

    private void run(int id, int program, GuestRequest request) {
        answer(id, () -> {
            TestProgram known = loaded.get(program);
            if (known == null) {
                throw new IllegalStateException("no program was loaded as " + program);
            }
            GuestRun run = known.run(request);
            return out -> Wire.write(out, run);
        });
    }

    private void unload(int program) {
        TestProgram known = loaded.remove(program);
        if (known != null) {
            known.close();
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
