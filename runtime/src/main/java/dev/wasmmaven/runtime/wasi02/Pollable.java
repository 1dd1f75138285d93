package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.wasi.Call;

/** One event that a guest may wait for ({@code pollable} of {@code wasi:io/poll}). */
interface Pollable {

    /** Whether it has happened; looked at under the lock of the run's signal, so it must not block. */
    boolean ready();

    /** Value of {@link System#nanoTime()} from which on it is ready by itself; {@link Long#MAX_VALUE} for never. */
    default long deadline() {
        return Long.MAX_VALUE;
    }

    /** Blocks the guest until it has happened. */
    default void await(Call call) {
        while (!ready()) {
            call.host().await(this::ready, deadline());
        }
    }
}
