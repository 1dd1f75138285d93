package dev.wasmmaven.runtime.wasi03;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.component.abi.HostBuffer;
import dev.wasmmaven.runtime.component.abi.StreamVal;
import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.handle.ResourceVal;
import dev.wasmmaven.runtime.component.link.HostCall;
import dev.wasmmaven.runtime.component.link.HostResult;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.task.StreamEnd;
import dev.wasmmaven.runtime.component.type.PrimitiveType;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.CoreStop;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.wasi.HostState;
import dev.wasmmaven.runtime.wasi.Values;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Calls functions of WASI 0.3, reads and writes their streams and waits for what they do as a guest would, without one. */
final class Guest03 implements AutoCloseable {

    static final String FILES = "wasi:filesystem/types";

    private static final int RESULT_BITS = 4;
    private static final int COMPLETED = 0;
    private static final int DROPPED = 1;

    private static final List<HostResource<?>> RESOURCES =
            List.of(Resources.DESCRIPTOR, Resources.TCP_SOCKET, Resources.UDP_SOCKET);

    final ValueTypes types = new ValueTypes(id -> RESOURCES.stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow()
            .type());
    final Store store;
    private final HostState host;
    private final Wasi03 wasi;

    Guest03(HostEnvironment.Builder environment) {
        host = new HostState(environment.build());
        wasi = new Wasi03(host);
        store = new Store(new ChicoryEngine(1 << 20), new CoreStop(), host.sleeper());
    }

    private Implementation implementation(String interfaceName) {
        return Objects.requireNonNull(wasi.implementation(interfaceName), interfaceName);
    }

    /** The result of a synchronous function. */
    Val call(String interfaceName, String function, Val... args) {
        Val result = Objects.requireNonNull(
                        implementation(interfaceName).functions().get(function), function)
                .call(new HostCall(store, types), List.of(args));
        return result == null ? Values.NONE : result;
    }

    /** The payload of the result of a synchronous function, which must be ok. */
    Val ok(String interfaceName, String function, Val... args) {
        return ok(call(interfaceName, function, args));
    }

    static Val ok(Val result) {
        assertThat(((Val.ResultOf) result).isOk()).as("%s", result).isTrue();
        return ((Val.ResultOf) result).payload().orElse(Values.NONE);
    }

    /** Drops a resource as a guest does that owns it. */
    void drop(Val handle) {
        store.hostObjects().drop(((ResourceVal) handle).rep());
    }

    /** A call of an asynchronous function. */
    static final class Pending implements HostResult {

        private @Nullable Val value;
        private Runnable cancel = () -> {};
        boolean over;
        boolean cancelled;

        @Override
        public void complete(@Nullable Val result) {
            assertThat(over).as("completed twice").isFalse();
            over = true;
            value = result;
        }

        @Override
        public void cancelled() {
            over = true;
            cancelled = true;
        }

        void cancel() {
            cancel.run();
        }

        Val value() {
            return Objects.requireNonNull(value);
        }
    }

    /** Begins a call of an asynchronous function. */
    Pending begin(String interfaceName, String function, Val... args) {
        Pending pending = new Pending();
        pending.cancel = Objects.requireNonNull(
                        implementation(interfaceName).asyncFunctions().get(function), function)
                .call(new HostCall(store, types), List.of(args), pending);
        return pending;
    }

    /** The result of a method of a descriptor. */
    Val file(String method, Val... args) {
        Pending pending = begin(FILES, "[method]descriptor." + method, args);
        until(() -> pending.over);
        return pending.value();
    }

    /** Waits as a store does whose guests all wait. */
    void until(BooleanSupplier done) {
        store.run(() -> {}, done);
    }

    /** A stream of bytes that the guest writes; the readable end is what a function takes. */
    final class Writer {

        private final StreamEnd readable = StreamEnd.create(types.element(Optional.of(PrimitiveType.U8)), false);
        final StreamEnd end = Objects.requireNonNull(readable.other());

        Val stream() {
            return new StreamVal(readable);
        }

        /** Begins a write. */
        void begin(String text) {
            end.copy(HostBuffer.of(bytes(text)));
        }

        /** Whether all was written, and the reader is still there. */
        boolean write(String text) {
            begin(text);
            until(end::hasPendingEvent);
            return end.takeEvent().payload() == (text.length() << RESULT_BITS | COMPLETED);
        }
    }

    /** Reads a stream to its end. */
    String readAll(Val stream, int room) {
        StreamEnd end = ((StreamVal) stream).take();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int result;
        do {
            HostBuffer buffer = HostBuffer.room(room);
            end.copy(buffer);
            until(end::hasPendingEvent);
            int payload = end.takeEvent().payload();
            result = payload & (1 << RESULT_BITS) - 1;
            if (payload >> RESULT_BITS > 0) {
                all.writeBytes(Values.bytes(buffer.taken()));
            }
        } while (result != DROPPED);
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Waits for the value of a future. */
    Val await(Val future) {
        StreamEnd end = ((StreamVal) future).take();
        HostBuffer buffer = HostBuffer.room(1);
        end.copy(buffer);
        until(end::hasPendingEvent);
        assertThat(end.takeEvent().payload()).isEqualTo(COMPLETED);
        return ((Val.ListOf) buffer.taken()).elements().get(0);
    }

    static Val part(Val tuple, int index) {
        return ((Val.TupleOf) tuple).elements().get(index);
    }

    static Val bytes(String text) {
        return new Val.Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static Val error(String label) {
        return Values.error(new Val.VariantOf(label, Optional.empty()));
    }

    /** The first preopened directory. */
    Val directory() {
        Val.ListOf all = (Val.ListOf) call("wasi:filesystem/preopens", "get-directories");
        return part(all.elements().get(0), 0);
    }

    Val open(Val directory, String path, Set<String> openFlags, Set<String> flags) {
        Val.ResultOf opened = (Val.ResultOf) file(
                "open-at",
                directory,
                new Val.FlagsOf(Set.of()),
                new Val.Str(path),
                new Val.FlagsOf(openFlags),
                new Val.FlagsOf(flags));
        return ok(opened);
    }

    @Override
    public void close() {
        store.close();
        host.close();
    }
}
