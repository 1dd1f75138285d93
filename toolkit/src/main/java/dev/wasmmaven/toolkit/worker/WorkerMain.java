package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.toolkit.testrun.RuntimePrograms;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;

/** The worker's process: for one build, which is at its standard input and output and which it ends with; or one that is kept. */
public final class WorkerMain {

    /** What a worker is asked to do that is to be kept. */
    static final String KEEP = "keep";

    /** The exit code of a worker that cannot go on. */
    private static final int BROKEN = 3;

    private WorkerMain() {}

    /**
     * Works until there is nothing more to do.
     *
     * @param arguments how many instances run at the same time; or {@value ClassDataArchive#TRAIN}; or {@value #KEEP}, the
     *     socket to be found at, and how many milliseconds to wait for the first build
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals(ClassDataArchive.TRAIN)) {
            Training.run();
            return;
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> giveUp(problem));
        if (arguments[0].equals(KEEP)) {
            if (!new KeptWorker(Path.of(arguments[1]), Duration.ofMillis(Long.parseLong(arguments[2]))).serve()) {
                Runtime.getRuntime().halt(BROKEN);
            }
            return;
        }
        // The descriptors and not System.in and System.out: those are for whoever prints, such as an agent.
        OutputStream answers = new FileOutputStream(FileDescriptor.out);
        try (RuntimePrograms programs = RuntimePrograms.forThreads(Integer.parseInt(arguments[0]))) {
            Frame.greet(answers);
            new WorkerSession(programs, answers).work(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
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
}
