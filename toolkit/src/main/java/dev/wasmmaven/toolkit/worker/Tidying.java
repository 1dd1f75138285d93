package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.runtime.WasiRuntime;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;

/** Gives memory back between builds. Code of executables is kept, since that is what the worker is kept for, up to a limit. */
final class Tidying {

    /**
     * What loaded classes may take beside the heap, in bytes; a test executable's are some 10 MiB. Of a crate under development each
     * build makes others.
     */
    private static final long MOST_CLASSES = 256L << 20;

    /** How many modules' code is looked at first if that is exceeded; half of it next. */
    private static final int MODULES = 64;

    private volatile boolean due;

    /** There has been a build. */
    void due() {
        due = true;
    }

    boolean isDue() {
        return due;
    }

    /** Whether the worker is as good as a new one afterwards: memory that cannot be given back is held by mistake. */
    boolean perform() {
        due = false;
        collect();
        for (int most = MODULES; most > 0 && classes() > MOST_CLASSES; most /= 2) {
            WasiRuntime.retainCode(most);
            collect();
        }
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return classes() <= MOST_CLASSES && (heap.getMax() < 0 || heap.getUsed() < heap.getMax() / 2);
    }

    /** Twice: what is only softly reachable, or waits for being finalized, is left after the first time. */
    private static void collect() {
        System.gc();
        System.gc();
    }

    private static long classes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }
}
