package dev.wasmmaven.runtime.wasi03;

import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.host.HostException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Host operations that may block and may fail, by {@link Store#work}. */
final class Work {

    /** Runs on any thread. */
    @FunctionalInterface
    interface Operation<T> {
        T run() throws HostException;
    }

    private record Result<T>(@Nullable T value, @Nullable HostException failure) {}

    private Work() {}

    /**
     * Does it.
     *
     * @param done takes the result, on the store's thread
     * @param failed takes the failure instead, likewise
     */
    static <T> void run(Store store, Operation<T> operation, Consumer<T> done, Consumer<HostException> failed) {
        store.work(() -> result(operation), result -> {
            HostException failure = result.failure();
            T value = result.value();
            if (failure != null) {
                failed.accept(failure);
            } else if (value != null) {
                done.accept(value);
            }
        });
    }

    private static <T> Result<T> result(Operation<T> operation) {
        try {
            return new Result<>(operation.run(), null);
        } catch (HostException e) {
            return new Result<>(null, e);
        }
    }
}
