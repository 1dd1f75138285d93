package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.runtime.Preopen;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.toolkit.testrun.CapturedOutput;
import dev.wasmmaven.toolkit.testrun.GuestRequest;
import dev.wasmmaven.toolkit.testrun.GuestRun;
import dev.wasmmaven.toolkit.testrun.ProgramException;
import dev.wasmmaven.toolkit.testrun.TestProgram;
import dev.wasmmaven.toolkit.testrun.TestProgramLoader;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs test executables in a JVM of their own, several instances at a time. The JVM is started at once, in the background, so
 * that it is there when cargo has built the tests. If it dies, the next request starts another.
 */
public final class WorkerPrograms implements TestProgramLoader {

    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Supplier<WorkerConnection> opener;
    private final Duration grace;

    // Guarded by this.
    private @Nullable Session session;
    private boolean closed;

    /** A worker, perhaps one that is still starting, and the programs that it has loaded. */
    private static final class Session {
        final CompletableFuture<Worker> worker = new CompletableFuture<>();
        final Map<Path, Load> loads = new HashMap<>();

        boolean isOver() {
            return worker.isCompletedExceptionally()
                    || (worker.isDone() && !worker.join().isAlive());
        }
    }

    /** A program in a worker, perhaps one that is still being loaded. */
    private record Load(Worker worker, int id, CompletableFuture<Worker.Answer> answer) {}

    /** Starts a JVM in the background, which ends with this process. */
    public WorkerPrograms(WorkerJvm jvm) {
        this(() -> new ChildConnection(jvm::start), GRACE);
    }

    /** Finds a JVM that was kept, or starts one that will be, in the background; one of our own if there can be none. */
    public WorkerPrograms(WorkerJvm jvm, KeptWorkers kept) {
        this(() -> kept.take(jvm).orElseGet(() -> new ChildConnection(jvm::start)), GRACE);
    }

    /**
     * Starts a worker in the background.
     *
     * @param opener starts or finds one
     * @param grace how much longer than its timeout an instance may take to be stopped, before its JVM is
     */
    WorkerPrograms(Supplier<WorkerConnection> opener, Duration grace) {
        this.opener = opener;
        this.grace = grace;
        session();
    }

    private synchronized Session session() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        Session current = session;
        if (current == null || current.isOver()) {
            current = new Session();
            session = current;
            start(current.worker);
        }
        return current;
    }

    private void start(CompletableFuture<Worker> worker) {
        Thread thread = new Thread(
                () -> {
                    try {
                        worker.complete(new Worker(opener.get()));
                    } catch (RuntimeException e) {
                        worker.completeExceptionally(e);
                    }
                },
                "wasm-test-worker-start");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public TestProgram load(Path file) {
        try {
            loaded(file);
        } catch (InterruptedException e) {
            // Whoever runs the program is told.
            Thread.currentThread().interrupt();
        }
        return new RemoteProgram(file);
    }

    /** The program in the worker of now; of one that has ended meanwhile, in the next. */
    private Load loaded(Path file) throws InterruptedException {
        while (true) {
            Session current = session();
            Worker worker = get(current.worker);
            try {
                Load load;
                synchronized (this) {
                    load = current.loads.get(file);
                    if (load == null) {
                        int id = worker.newId();
                        load = new Load(
                                worker,
                                id,
                                worker.ask(
                                        Requests.LOAD,
                                        id,
                                        "the loading of " + file.getFileName(),
                                        out -> Wire.writeText(
                                                out, file.toAbsolutePath().toString())));
                        current.loads.put(file, load);
                    }
                }
                content(get(load.answer()));
                return load;
            } catch (Worker.GoneException e) {
                // It died of another test before it was asked, and this one has not run: once more.
            }
        }
    }

    /** Of an executable; knows no worker, since that may be replaced. */
    private final class RemoteProgram implements TestProgram {

        private final Path file;

        RemoteProgram(Path file) {
            this.file = file;
        }

        @Override
        public GuestRun run(GuestRequest request) {
            long begin = System.nanoTime();
            try {
                while (true) {
                    Load load = loaded(file);
                    try {
                        return run(load, request);
                    } catch (Worker.GoneException e) {
                        // It died of another test before it was asked, and this one has not run: once more.
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return withoutOutput(new RunResult.Cancelled(Duration.ofNanos(System.nanoTime() - begin)));
            }
        }

        private GuestRun run(Load load, GuestRequest request) throws InterruptedException, Worker.GoneException {
            Worker worker = load.worker();
            String what = what(request.args());
            CompletableFuture<Worker.Answer> answer = worker.ask(Requests.RUN, worker.newId(), what, out -> {
                out.writeInt(load.id());
                Wire.write(out, absolute(request));
            });
            Optional<Worker.Answer> arrived = get(answer, request.timeout().map(grace::plus));
            if (arrived.isEmpty()) {
                Duration timeout = request.timeout().orElseThrow();
                worker.kill(what + " could not be stopped at its timeout, so that its JVM had to be");
                return withoutOutput(new RunResult.TimedOut(timeout, timeout.plus(grace)));
            }
            try {
                return Wire.readRun(content(arrived.get()));
            } catch (IOException e) {
                throw new ProgramException(Failures.crashed("the answer of its JVM is not understood: " + e));
            }
        }

        /** The test's name is the first argument, if there are any. */
        private String what(List<String> args) {
            return args.size() > 1 && !args.get(1).startsWith("-")
                    ? args.get(1)
                    : String.join(" ", args.subList(1, args.size())) + " of " + file.getFileName();
        }

        @Override
        public void close() {
            Load load;
            synchronized (WorkerPrograms.this) {
                load = session == null ? null : session.loads.remove(file);
            }
            if (load != null) {
                load.worker().tell(Requests.UNLOAD, load.id(), out -> {});
            }
        }
    }

    /** A worker may have another working directory. */
    private static GuestRequest absolute(GuestRequest request) {
        return new GuestRequest(
                request.args(),
                request.env(),
                request.preopens().stream()
                        .map(each -> new Preopen(each.host().toAbsolutePath(), each.guest(), each.readOnly()))
                        .toList(),
                request.network(),
                request.timeout(),
                request.outputLimit());
    }

    private static GuestRun withoutOutput(RunResult result) {
        return new GuestRun(result, CapturedOutput.EMPTY, CapturedOutput.EMPTY);
    }

    /** What was asked for; what could not be done is an exception. */
    private static DataInputStream content(Worker.Answer answer) {
        if (answer.done()) {
            return answer.content();
        }
        try {
            throw new ProgramException(Wire.readFailure(answer.content()));
        } catch (IOException e) {
            throw new ProgramException(Failures.crashed("the answer of its JVM is not understood: " + e));
        }
    }

    private static <T> T get(CompletableFuture<T> future) throws InterruptedException {
        return get(future, Optional.empty()).orElseThrow();
    }

    /** Empty if that takes longer. */
    private static <T> Optional<T> get(CompletableFuture<T> future, Optional<Duration> most)
            throws InterruptedException {
        try {
            return Optional.of(
                    most.isPresent() ? future.get(most.get().toMillis(), TimeUnit.MILLISECONDS) : future.get());
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends what still runs, and the JVM unless it is kept. */
    @Override
    public void close() {
        Session last;
        synchronized (this) {
            closed = true;
            last = session;
        }
        if (last != null) {
            last.worker
                    .handle((worker, problem) -> worker)
                    .thenAccept(worker -> {
                        if (worker != null) {
                            worker.close();
                        }
                    })
                    .join();
        }
    }
}
