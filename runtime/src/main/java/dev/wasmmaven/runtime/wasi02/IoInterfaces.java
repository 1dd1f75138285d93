package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.FileErrors;
import dev.wasmmaven.runtime.wasi.Traps;
import dev.wasmmaven.runtime.wasi.Values;
import java.util.ArrayList;
import java.util.List;

/** {@code wasi:io/error} and {@code wasi:io/poll}. */
final class IoInterfaces {

    static final Declaration ERROR = Declaration.of("wasi:io/error", List.of(Resources.ERROR), """
            error.to-debug-string: func() -> string
            """);

    static final Declaration POLL = Declaration.of("wasi:io/poll", List.of(Resources.POLLABLE), """
            pollable.ready: func() -> bool
            pollable.block: func()
            poll: func(in: list<borrow<pollable>>) -> list<u32>
            """);

    private IoInterfaces() {}

    static Implementation error() {
        return new Implementation(ERROR).method("error", "to-debug-string", call -> {
            HostException error = call.object(Resources.ERROR, 0);
            Throwable cause = error.getCause();
            return new Val.Str(FileErrors.label(error.error()) + (cause == null ? "" : ": " + cause.getMessage()));
        });
    }

    static Implementation poll() {
        return new Implementation(POLL)
                .method(
                        "pollable",
                        "ready",
                        call -> new Val.Bool(call.object(Resources.POLLABLE, 0).ready()))
                .method("pollable", "block", call -> {
                    call.object(Resources.POLLABLE, 0).await(call);
                    return null;
                })
                .func("poll", IoInterfaces::pollAll);
    }

    private static Val pollAll(Call call) {
        List<Pollable> events = new ArrayList<>();
        call.list(0).forEach(handle -> events.add(call.host().object(Resources.POLLABLE, handle)));
        if (events.isEmpty()) {
            throw Traps.trap("poll was called with an empty list, which would wait for ever: empty poll list");
        }
        new FirstOf(events).await(call);
        List<Val> happened = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).ready()) {
                happened.add(new Val.U32(i));
            }
        }
        return Values.list(happened);
    }

    /** Ready with the first of several events. */
    private record FirstOf(List<Pollable> events) implements Pollable {

        @Override
        public boolean ready() {
            for (Pollable each : events) {
                if (each.ready()) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public long deadline() {
            long now = System.nanoTime();
            long wait = Long.MAX_VALUE;
            for (Pollable each : events) {
                if (each.deadline() != Long.MAX_VALUE) {
                    wait = Math.min(wait, each.deadline() - now);
                }
            }
            return wait == Long.MAX_VALUE ? Long.MAX_VALUE : now + wait;
        }
    }
}
