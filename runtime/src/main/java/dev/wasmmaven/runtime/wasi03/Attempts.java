package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.link.HostResult;
import dev.wasmmaven.runtime.component.task.HostOperations;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.wasi.SocketException;
import dev.wasmmaven.runtime.wasi.Values;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** An asynchronous function of sockets that tries, whenever it could succeed, until it has an answer. It can be given up. */
final class Attempts implements Runnable {

    /** What is tried. */
    @FunctionalInterface
    interface Attempt {

        /** The answer, a {@code result<…, error-code>}; empty if it must be tried again. */
        Optional<Val> run() throws SocketException, HostException;
    }

    private final HostOperations operations;
    private final BooleanSupplier ready;
    private final Attempt attempt;
    private final HostResult result;
    private boolean over;
    private Runnable stopWaiting = () -> {};

    private Attempts(HostOperations operations, BooleanSupplier ready, Attempt attempt, HostResult result) {
        this.operations = operations;
        this.ready = ready;
        this.attempt = attempt;
        this.result = result;
    }

    /**
     * Tries at once.
     *
     * @param ready whether an attempt could succeed; whoever changes this wakes the store
     * @return gives it up
     */
    static Runnable begin(HostOperations operations, BooleanSupplier ready, Attempt attempt, HostResult result) {
        Attempts attempts = new Attempts(operations, ready, attempt, result);
        attempts.next();
        return attempts;
    }

    private void next() {
        Optional<Val> answer = ready.getAsBoolean() ? answer() : Optional.empty();
        if (answer.isPresent()) {
            over = true;
            result.complete(answer.get());
        } else {
            stopWaiting = operations.when(ready, this::next);
        }
    }

    private Optional<Val> answer() {
        try {
            return attempt.run();
        } catch (SocketException e) {
            return Optional.of(Values.error(SocketErrors.code(e)));
        } catch (HostException e) {
            return Optional.of(Values.error(SocketErrors.code(e)));
        }
    }

    /** Gives it up. */
    @Override
    public void run() {
        if (!over) {
            over = true;
            stopWaiting.run();
            result.cancelled();
        }
    }
}
