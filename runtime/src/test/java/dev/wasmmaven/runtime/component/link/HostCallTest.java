package dev.wasmmaven.runtime.component.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.wasmmaven.runtime.component.abi.ValueTypes;
import dev.wasmmaven.runtime.component.handle.HostResource;
import dev.wasmmaven.runtime.component.task.Store;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HostCallTest {

    private final List<String> dropped = new ArrayList<>();
    private final HostResource<String> thing = new HostResource<>("thing", String.class, dropped::add);
    private final HostResource<String> other = new HostResource<>("other", String.class);
    private final Store store = new Store(new ChicoryEngine(1 << 20));
    private final HostCall call = new HostCall(store, new ValueTypes(id -> {
        throw new IllegalStateException(id.toString());
    }));

    @Test
    @DisplayName("a handle leads to its object, and to no object of another type")
    void object() {
        Val handle = call.own(thing, "a");
        assertThat(call.object(thing, handle)).isEqualTo("a");
        assertThatIllegalArgumentException().isThrownBy(() -> call.object(other, handle));
        assertThatIllegalArgumentException().isThrownBy(() -> call.object(thing, new Val.U32(0)));
    }

    @Test
    @DisplayName("what the host took back has no destructor and no handle any more")
    void take() {
        Val handle = call.own(thing, "a");
        assertThat(call.take(thing, handle)).isEqualTo("a");
        assertThatIllegalStateException().isThrownBy(() -> call.object(thing, handle));
        store.close();
        assertThat(dropped).isEmpty();
    }

    @Test
    @DisplayName("closing the store drops what is left, the newest first")
    void close() {
        call.own(thing, "a");
        call.own(thing, "b");
        store.close();
        assertThat(dropped).containsExactly("b", "a");
        assertThat(store.hostObjects().size()).isZero();
    }

    @Test
    @DisplayName("a wait ends when another thread makes the condition true and wakes the store")
    void await() throws InterruptedException {
        AtomicBoolean ready = new AtomicBoolean();
        Thread waker = new Thread(() -> {
            ready.set(true);
            store.wake();
        });
        waker.start();
        call.await(ready::get);
        waker.join();
        assertThat(ready).isTrue();
    }

    @Test
    @DisplayName("a wait ends at its deadline")
    void deadline() {
        call.await(() -> false, System.nanoTime() + 1_000_000);
    }
}
