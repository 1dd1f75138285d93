package dev.wasmmaven.runtime.component.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the host does for the guests of one store while they go on: timers, events that it waits for, and work that may block,
 * on other threads. As long as any of it is outstanding, guests that wait are not in a deadlock. Completions run on the store's
 * thread, and so does everything here that does not say otherwise.
 */
public final class HostOperations {

    /** An idle thread ends soon, so that none outlives its store for long. */
    private static final long IDLE_THREAD_MILLIS = 500;

    /** So that a guest with thousands of streams does not get as many threads; the rest waits its turn. */
    private static final int MOST_THREADS = 64;

    /** A moment, as {@link System#nanoTime} has it, and what to do then. */
    private record Timer(long deadline, long order, Runnable completion) {}

    private record Event(BooleanSupplier ready, Runnable completion) {}

    private final Sleeper sleeper;
    private final long origin = System.nanoTime();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(this::sinceOrigin).thenComparingLong(Timer::order));
    private final List<Event> events = new ArrayList<>(2);
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private @Nullable ThreadPoolExecutor workers;
    private long timersMade;
    private int underWay;

    HostOperations(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** Values of {@link System#nanoTime} can only be compared by their difference. */
    private long sinceOrigin(Timer timer) {
        return timer.deadline() - origin;
    }

    /**
     * Does something at a moment.
     *
     * @param deadline as {@link System#nanoTime} has it
     * @return gives it up
     */
    public Runnable at(long deadline, Runnable completion) {
        Timer timer = new Timer(deadline, timersMade++, completion);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    /**
     * Does something once a condition holds. Whoever makes it true wakes the store ({@link Store#wake}).
     *
     * @param ready must not block
     * @return gives it up
     */
    public Runnable when(BooleanSupplier ready, Runnable completion) {
        Event event = new Event(ready, completion);
        events.add(event);
        return () -> events.remove(event);
    }

    /** Does something soon, but not now: from a guest's call, which must return first. */
    public void soon(Runnable completion) {
        inbox.add(completion);
    }

    /**
     * Does work that may block: here if nothing else of the store could go on meanwhile, as a change of threads takes longer
     * than most such work; else on another thread.
     *
     * @param othersCanGoOn whether guests could
     * @param work uses nothing of the store; what it throws is thrown on the store's thread
     * @param completion is given the result
     */
    <T> void work(boolean othersCanGoOn, Supplier<T> work, Consumer<? super T> completion) {
        if (!othersCanGoOn && !outstanding()) {
            completion.accept(work.get());
            return;
        }
        underWay++;
        workers().execute(() -> completed(outcome(work, completion)));
    }

    private static <T> Runnable outcome(Supplier<T> work, Consumer<? super T> completion) {
        try {
            T result = work.get();
            return () -> completion.accept(result);
        } catch (RuntimeException | Error e) {
            return () -> {
                throw e;
            };
        }
    }

    private void completed(Runnable completion) {
        inbox.add(() -> {
            underWay--;
            completion.run();
        });
        sleeper.wake();
    }

    private Executor workers() {
        ThreadPoolExecutor known = workers;
        if (known == null) {
            known = new ThreadPoolExecutor(
                    MOST_THREADS,
                    MOST_THREADS,
                    IDLE_THREAD_MILLIS,
                    TimeUnit.MILLISECONDS,
                    new LinkedBlockingQueue<>(),
                    HostOperations::worker);
            known.allowCoreThreadTimeOut(true);
            workers = known;
        }
        return known;
    }

    private static Thread worker(Runnable body) {
        Thread thread = new Thread(body, "wasi-work");
        thread.setDaemon(true);
        return thread;
    }

    /** Whether anything may still come from the host. */
    boolean outstanding() {
        return underWay > 0 || !timers.isEmpty() || !events.isEmpty() || !inbox.isEmpty();
    }

    /**
     * Runs the completions of all that is over.
     *
     * @return whether there were any
     */
    boolean runCompletions() {
        boolean any = false;
        for (Runnable message = inbox.poll(); message != null; message = inbox.poll()) {
            any = true;
            message.run();
        }
        for (Timer timer = timers.peek(); timer != null && isDue(timer); timer = timers.peek()) {
            any = true;
            timers.remove(timer);
            timer.completion().run();
        }
        return (!events.isEmpty() && runEvents()) || any;
    }

    private static boolean isDue(Timer timer) {
        return timer.deadline() - System.nanoTime() <= 0;
    }

    private boolean runEvents() {
        boolean any = false;
        for (Event event : List.copyOf(events)) {
            // A completion may have given up another.
            if (events.contains(event) && event.ready().getAsBoolean()) {
                any = true;
                events.remove(event);
                event.completion().run();
            }
        }
        return any;
    }

    /** Sleeps until something is over. */
    void sleep() {
        Timer next = timers.peek();
        sleeper.sleep(this::isSomethingOver, next == null ? Long.MAX_VALUE : next.deadline());
    }

    private boolean isSomethingOver() {
        return !inbox.isEmpty()
                || events.stream().anyMatch(event -> event.ready().getAsBoolean());
    }

    /** Lets threads end when their work does. */
    void close() {
        if (workers != null) {
            workers.shutdown();
        }
    }
}
