package dev.wasmmaven.runtime.engine.compiler;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of this process that make classes before they are needed, one for each core but that which the guest runs on. They do not
 * keep the process alive. What was asked for last comes first, being nearest to where the guest is now; what has waited longest
 * is dropped when there is too much of it.
 */
final class AheadCompiler implements Executor {

    /** Those of all modules. */
    static final AheadCompiler SHARED = new AheadCompiler(Runtime.getRuntime().availableProcessors() - 1);

    private static final int MAX_WAITING = 256;

    /** Bytes; the splitting of functions follows their nesting. */
    private static final long STACK = 64L << 20;

    private final int threads;
    private final LinkedBlockingDeque<Runnable> waiting = new LinkedBlockingDeque<>() {
        @Override
        public boolean offer(Runnable work) {
            if (size() >= MAX_WAITING) {
                pollLast();
            }
            return offerFirst(work);
        }
    };
    private final ThreadPoolExecutor executor;

    @SuppressWarnings("ThreadPriorityCheck") // Only a hint: a scheduler that ignores it costs some speed.
    private AheadCompiler(int threads) {
        this.threads = threads;
        int pool = Math.max(1, threads);
        this.executor = new ThreadPoolExecutor(pool, pool, 1, TimeUnit.SECONDS, waiting, work -> {
            Thread thread = new Thread(null, work, "wasm-ahead-compiler", STACK, false);
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Does the work some time, or never. */
    @Override
    public void execute(Runnable work) {
        if (threads > 0) {
            executor.execute(work);
        }
    }
}
