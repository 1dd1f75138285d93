package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreImport;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.error.UnlinkableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The threads that a guest starts (proposal wasi-threads): each is a new instance of its module over the same imports and
 * the same shared memory, on a thread of its own, where {@code wasi_thread_start} is called.
 */
final class GuestThreads {

    private static final String MODULE = "wasi";
    private static final String SPAWN = "thread-spawn";
    /** The exported function that a thread begins with: takes the thread's id and what {@code thread-spawn} was given. */
    static final String ENTRY = "wasi_thread_start";

    private static final CoreFuncType SPAWN_TYPE = new CoreFuncType(List.of(CoreValType.I32), List.of(CoreValType.I32));
    private static final CoreFuncType ENTRY_TYPE =
            new CoreFuncType(List.of(CoreValType.I32, CoreValType.I32), List.of());

    /** Thread ids go from 1 to this; the bits above have other uses in guests' locks. */
    private static final int MAX_ID = (1 << 29) - 1;

    /** {@code errno} AGAIN, negative as every error of {@code thread-spawn} is. */
    private static final int NO_MORE = -6;

    /** What a thread of the guest does. */
    interface Body {
        void run(int id, int argument);
    }

    private static final Body NONE = (id, argument) -> {};

    private final String name;
    private final long stackSize;
    private final int limit;
    private final Consumer<Runnable> runner;

    // Guarded by this.
    private final Map<Integer, Thread> running = new HashMap<>();
    private Body body = NONE;
    private int lastId;
    private boolean closed;

    /**
     * @param name of the program
     * @param stackSize of each thread, in bytes
     * @param limit how many may run at the same time, beside the first
     * @param runner runs what a thread does, and throws nothing whatever that throws
     */
    GuestThreads(String name, long stackSize, int limit, Consumer<Runnable> runner) {
        this.name = name;
        this.stackSize = stackSize;
        this.limit = limit;
        this.runner = runner;
    }

    /** Whether the module can start threads. */
    static boolean startedBy(CoreModule module) {
        return module.imports().stream().anyMatch(GuestThreads::isSpawn);
    }

    private static boolean isSpawn(CoreImport wanted) {
        return wanted.module().equals(MODULE) && wanted.name().equals(SPAWN);
    }

    /**
     * The function for the import {@code thread-spawn}; empty for every other.
     *
     * @throws UnlinkableException it has another type than the proposal says, or there is nothing for a thread to call
     */
    Optional<CoreFunc> resolve(CoreEngine engine, CoreModule module, CoreImport wanted) {
        if (!isSpawn(wanted)) {
            return Optional.empty();
        }
        if (!SPAWN_TYPE.equals(wanted.type())) {
            throw new UnlinkableException(
                    "the import " + MODULE + "." + SPAWN + " has the type " + wanted.type()
                            + ", but wasi-threads defines " + SPAWN_TYPE,
                    null);
        }
        boolean entry = module.exports().stream()
                .anyMatch(export -> export.name().equals(ENTRY) && export.type().equals(ENTRY_TYPE));
        if (!entry) {
            throw new UnlinkableException(
                    module.name() + " imports " + MODULE + "." + SPAWN + ", but does not export the function " + ENTRY
                            + " of two i32 that a thread begins with",
                    "build for wasm32-wasip1-threads, whose C library has it (clang: -pthread --target=wasm32-wasip1-threads);"
                            + " a linker that dropped it keeps it with --export=" + ENTRY,
                    null);
        }
        return Optional.of(engine.hostFunc(SPAWN_TYPE, (caller, args) -> new long[] {spawn((int) args[0])}));
    }

    /** Says what each thread does. */
    synchronized void use(Body value) {
        body = value;
    }

    private synchronized int spawn(int argument) {
        if (closed || running.size() >= limit) {
            return NO_MORE;
        }
        int id = nextId();
        Body entered = body;
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        runner.accept(() -> entered.run(id, argument));
                    } finally {
                        ended(id);
                    }
                },
                "wasm " + name + " " + id,
                stackSize);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            // The operating system's limit is lower than ours.
            return NO_MORE;
        }
        running.put(id, thread);
        return id;
    }

    private int nextId() {
        do {
            lastId = lastId == MAX_ID ? 1 : lastId + 1;
        } while (running.containsKey(lastId));
        return lastId;
    }

    private synchronized void ended(int id) {
        running.remove(id);
    }

    private synchronized List<Thread> close() {
        closed = true;
        return List.copyOf(running.values());
    }

    /** Starts no more threads, and waits for those that run, which must have been stopped. */
    void awaitEnd(long nanos) {
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        for (Thread thread : close()) {
            long left = deadline - System.nanoTime();
            while (thread.isAlive() && left > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedJoin(thread, left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = deadline - System.nanoTime();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
