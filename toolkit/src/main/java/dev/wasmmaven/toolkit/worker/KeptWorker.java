package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.toolkit.testrun.RuntimePrograms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The worker's side of being kept: one build after the other is served at a socket, and between them nothing of a build is left but
 * warm code. Ends when no build has come for long, when it is asked to, when nobody could find it any more or the plugin has
 * changed, and when it is not certain to be as good as a new one.
 */
final class KeptWorker {

    /** How long what a build leaves running may take to stop: as long as {@code GuestRun} waits for a host function, and a little. */
    private static final Duration STOPPING = Duration.ofSeconds(8);

    /** How long a build waits for what the one before it left. */
    private static final Duration CHANGE_OF_BUILDS = Duration.ofSeconds(2);

    /** How long after a build memory is given back: the next one may begin at once. */
    private static final Duration TIDY_AFTER = Duration.ofSeconds(3);

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);

    private enum State {
        IDLE,
        /** A build is served. */
        BUSY,
        /** A build is over; what it left is being stopped. */
        STOPPING,
        ENDED
    }

    private final Path socket;
    private final ServerSocketChannel server;
    private final List<String> classPath = ClassPathStamps.own();
    private final Tidying tidying = new Tidying();

    // Guarded by this.
    private State state = State.IDLE;
    private boolean stopWanted;
    private boolean sound = true;
    private Duration patience;
    private long idleSince = System.nanoTime();

    /**
     * Can be found from now on.
     *
     * @param socket where
     * @param patience how long to wait for the first build
     */
    KeptWorker(Path socket, Duration patience) throws IOException {
        this.socket = socket;
        this.patience = patience;
        // Whoever sees the name can connect.
        Path unnamed = socket.resolveSibling(socket.getFileName() + ".new");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(unnamed));
        Files.move(unnamed, socket, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Serves builds until it is to end; false if something is left that does not stop. */
    boolean serve() throws IOException {
        background("kept-worker-accept", this::accept);
        awaitEnd();
        Files.deleteIfExists(socket);
        server.close();
        if (sound()) {
            Files.deleteIfExists(KeepFolder.log(socket));
        }
        return sound();
    }

    private synchronized boolean sound() {
        return sound;
    }

    private static void background(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                background("kept-worker-client", () -> serve(client));
            }
        } catch (IOException e) {
            // Closed, or nobody can connect any more.
            stop();
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            InputStream in = ChannelStreams.input(client);
            OutputStream out = ChannelStreams.output(client);
            Frame.greet(out);
            Optional<Hello> hello = Hello.read(in);
            if (hello.isPresent()) {
                serve(hello.get(), in, out);
            }
        } catch (IOException e) {
            // The build has ended, however that was.
            return;
        }
    }

    private void serve(Hello hello, InputStream in, OutputStream out) throws IOException {
        long pid = ProcessHandle.current().pid();
        if (hello.kind() == Hello.STOP) {
            // The answer first: the process may be gone right after.
            new Hello.Reply(!isBusy(), pid).write(out);
            stop();
        } else if (hello.kind() == Hello.LOOK) {
            new Hello.Reply(!isBusy(), pid).write(out);
        } else if (!begin()) {
            new Hello.Reply(false, pid).write(out);
        } else {
            try {
                new Hello.Reply(true, pid).write(out);
                KeepFolder.used(socket);
                build(hello.threads(), in, out);
            } finally {
                end(hello.idle());
            }
        }
    }

    private synchronized boolean isBusy() {
        return state == State.BUSY;
    }

    /** Ends as soon as there is no build. */
    private synchronized void stop() {
        stopWanted = true;
        notifyAll();
    }

    /** Takes a build, if there is no other. */
    private synchronized boolean begin() {
        long deadline = System.nanoTime() + CHANGE_OF_BUILDS.toNanos();
        try {
            while (state == State.STOPPING && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(deadline - System.nanoTime(), 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (state != State.IDLE || stopWanted) {
            return false;
        }
        state = State.BUSY;
        notifyAll();
        return true;
    }

    private void build(int threads, InputStream in, OutputStream out) {
        RuntimePrograms programs = RuntimePrograms.forThreads(threads);
        WorkerSession session = new WorkerSession(programs, out);
        try {
            session.work(in);
        } catch (IOException e) {
            // The build was ended.
        } finally {
            synchronized (this) {
                state = State.STOPPING;
            }
            session.close();
            programs.close();
            boolean stopped = session.awaitEnd(STOPPING) && GuestThreadsLeft.awaitNone(STOPPING);
            synchronized (this) {
                sound &= stopped && session.isSound();
            }
        }
    }

    private synchronized void end(Duration nextPatience) {
        patience = nextPatience;
        idleSince = System.nanoTime();
        state = State.IDLE;
        tidying.due();
        notifyAll();
    }

    private void awaitEnd() throws IOException {
        try {
            while (!isOver()) {
                if (tidying.isDue() && idle().compareTo(TIDY_AFTER) >= 0) {
                    tidy();
                }
                pause();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but to end it.
            Thread.currentThread().interrupt();
        }
    }

    private void tidy() throws IOException {
        KeepFolder.shorten(KeepFolder.log(socket));
        if (!tidying.perform()) {
            stop();
        }
    }

    /** How long there has been no build; nothing if there is one. */
    private synchronized Duration idle() {
        return state == State.IDLE ? Duration.ofNanos(System.nanoTime() - idleSince) : Duration.ZERO;
    }

    /** Decides on the end: from then on no build is taken. */
    private boolean isOver() {
        boolean pointless = !Files.exists(socket) || !ClassPathStamps.own().equals(classPath);
        synchronized (this) {
            if (state == State.IDLE && (stopWanted || !sound || pointless || idle().compareTo(patience) >= 0)) {
                state = State.ENDED;
            }
            return state == State.ENDED;
        }
    }

    private synchronized void pause() throws InterruptedException {
        boolean waited = false;
        while (state == State.BUSY || state == State.STOPPING) {
            wait();
            waited = true;
        }
        if (waited) {
            return;
        }
        Duration next = patience.minus(idle());
        if (tidying.isDue()) {
            next = shorter(next, TIDY_AFTER.minus(idle()));
        }
        TimeUnit.NANOSECONDS.timedWait(
                this, Math.max(shorter(next, CHECK_INTERVAL).toNanos(), 1));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
