package dev.wasmmaven.runtime.host.fs;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock of this JVM for what changes which name leads to which directory, and for what must go by absolute path
 * meanwhile. One for all guests, since their directories may overlap; held for single system calls.
 */
final class Namespace {

    static final ReentrantLock LOCK = new ReentrantLock();

    private Namespace() {}

    /** An act under the lock. */
    @FunctionalInterface
    interface Act<T> {
        T run() throws IOException;
    }

    /** A step under the lock, without a result. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    static void run(Step step) throws IOException {
        LOCK.lock();
        try {
            step.run();
        } finally {
            LOCK.unlock();
        }
    }

    static <T> T locked(Act<T> act) throws IOException {
        LOCK.lock();
        try {
            return act.run();
        } finally {
            LOCK.unlock();
        }
    }
}
