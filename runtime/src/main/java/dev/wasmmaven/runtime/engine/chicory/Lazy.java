package dev.wasmmaven.runtime.engine.chicory;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is computed once, when it is first asked for. */
final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> computation;
    private @Nullable T value;

    Lazy(Supplier<T> computation) {
        this.computation = computation;
    }

    @Override
    public synchronized T get() {
        T known = value;
        if (known == null) {
            known = computation.get();
            value = known;
        }
        return known;
    }
}
