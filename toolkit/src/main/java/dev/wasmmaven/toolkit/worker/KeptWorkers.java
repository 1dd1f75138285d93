package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandException;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.toolkit.worker.KeepFolder.UnsuitableException;
import dev.wasmmaven.toolkit.worker.KeptConnection.UselessException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Workers that go on after a build, for the next one: its tests then meet code that is loaded and compiled. Nothing of this fails a
 * build: where there can be no such worker, there is one that ends with the build.
 */
public final class KeptWorkers {

    /** Ignores the signals of a terminal, which reach all that was started from it; the JVM respects that. */
    private static final List<String> DETACHED = List.of("/bin/sh", "-c", "trap '' INT HUP QUIT; exec \"$@\"", "sh");

    /**
     * An idle worker gives back what it does not need. These flags make no difference to what runs: the heap is shrunk when it is
     * collected as a whole.
     */
    private static final List<String> FLAGS =
            List.of("-Xms48m", "-XX:-ShrinkHeapInSteps", "-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=40");

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration START = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 5;

    /** How many with the same key may wait for builds at the same time. */
    private static final int MOST = 4;

    private final Path cache;
    private final Duration idle;
    private final Listener listener;

    /** Hears what happens. */
    public interface Listener {

        /** Something that explains itself only to who looks for it. */
        void debug(String message);

        /** Nothing is kept, for a reason that the user can do something about. */
        void notKept(String reason);
    }

    /**
     * Those of a user.
     *
     * @param cache the user's folder for what can be made again
     * @param idle how long a worker waits for another build, before it ends; at most 30 days
     */
    public KeptWorkers(Path cache, Duration idle, Listener listener) {
        this.cache = cache;
        this.idle = idle.compareTo(LONGEST) < 0 ? idle : LONGEST;
        this.listener = listener;
    }

    /** Sockets in folders that only one user can enter, and signals that a shell can switch off. */
    static boolean isSupported() {
        return File.separatorChar == '/';
    }

    /** A worker that is kept, found or started; empty if there can be none. */
    Optional<WorkerConnection> take(WorkerJvm jvm) {
        if (!isSupported()) {
            listener.notKept("that is not supported on this operating system");
            return Optional.empty();
        }
        try {
            return take(jvm, KeepFolder.in(cache));
        } catch (UnsuitableException e) {
            listener.notKept(String.valueOf(e.getMessage()));
        } catch (IOException | CommandException e) {
            listener.debug("the JVM for the tests is not kept: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private Optional<WorkerConnection> take(WorkerJvm jvm, KeepFolder folder) throws IOException, InterruptedException {
        KeptKey key = KeptKey.of(jvm);
        Hello hello = new Hello(Hello.BUILD, jvm.threads(), idle);
        int busy = 0;
        for (Path socket : folder.sockets(key.digits())) {
            try {
                Optional<KeptConnection> connection = KeptConnection.open(socket, hello);
                if (connection.isPresent()) {
                    listener.debug("tests run in a JVM that was kept, process "
                            + connection.get().pid());
                    return Optional.of(connection.get());
                }
                busy++;
            } catch (UselessException e) {
                forget(socket, e, listener);
            }
        }
        if (busy >= MOST) {
            listener.debug(busy + " JVMs for tests are kept already, and have builds");
            return Optional.empty();
        }
        folder.deleteOldLogs();
        return start(jvm, key, folder, hello);
    }

    /** Whoever still lives there sees that it cannot be found any more, and ends. */
    private static void forget(Path socket, UselessException reason, Listener listener) throws IOException {
        listener.debug("no JVM for tests at " + socket + ": " + reason.getMessage());
        Files.deleteIfExists(socket);
    }

    private Optional<WorkerConnection> start(WorkerJvm jvm, KeptKey key, KeepFolder folder, Hello hello)
            throws IOException, InterruptedException {
        Path socket = folder.newSocket(key.digits());
        ProcessHandle process = CommandRunner.withEnvironment(key.environment())
                .launch(command(jvm, socket).in(key.directory().orElse(folder.path())), KeepFolder.log(socket));
        long deadline = System.nanoTime() + START.toNanos();
        while (!Files.exists(socket)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                listener.debug(
                        "no JVM for tests could be started to be kept; what it said is in " + KeepFolder.log(socket));
                return Optional.empty();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        try {
            Optional<KeptConnection> connection = KeptConnection.open(socket, hello);
            listener.debug("tests run in a JVM that is kept, process " + process.pid());
            return connection.map(each -> each);
        } catch (UselessException e) {
            forget(socket, e, listener);
            return Optional.empty();
        }
    }

    private Command command(WorkerJvm jvm, Path socket) {
        List<String> arguments = new ArrayList<>(DETACHED);
        arguments.addAll(
                jvm.command(jvm.extra(FLAGS), WorkerMain.KEEP, socket.toString(), Long.toString(START.toMillis())));
        return new Command(arguments, Map.of(), Optional.empty(), Optional.empty());
    }
}
