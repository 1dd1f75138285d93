package dev.wasmmaven.conformance.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.ComponentInstance;
import dev.wasmmaven.runtime.ComponentLinker;
import dev.wasmmaven.runtime.HostContext;
import dev.wasmmaven.runtime.HostInstance;
import dev.wasmmaven.runtime.HostType;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The components of the script {@code hostile}, called from Java. */
@DisplayName("A component that asks too much of its host")
class HostileComponentsTest {

    private static Path lists;
    private static Path resources;

    private final WasiRuntime runtime = WasiRuntime.builder().codeCache(false).build();
    private final ComponentLinker linker = new ComponentLinker();
    private final HostInstance host = linker.instance("host");
    private final AtomicInteger dropped = new AtomicInteger();
    private final HostType<String> thing = host.resource("thing", String.class, any -> dropped.incrementAndGet());
    private final List<Val> kept = new ArrayList<>();
    private HostContext context;
    private Runnable failure = () -> {};

    @BeforeAll
    static void convert() throws IOException, InterruptedException {
        Path script = SpecSuite.own().path("component/hostile");
        lists = script.resolveSibling("hostile.0.wasm");
        resources = script.resolveSibling("hostile.1.wasm");
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    private ComponentInstance instantiate() {
        host.func("[constructor]thing", (call, args) -> call.own(thing, "a thing"));
        host.func("look", (call, args) -> {
            context = call;
            kept.addAll(args);
            assertThat(call.object(thing, args.get(0))).isEqualTo("a thing");
            return null;
        });
        host.func("look-all", (call, args) -> {
            kept.addAll(((Val.ListOf) args.get(0)).elements());
            return null;
        });
        host.func("fail", (call, args) -> {
            failure.run();
            return null;
        });
        return linker.instantiate(runtime.loadComponent(resources));
    }

    private static Optional<Val> call(ComponentInstance instance, String function, Val... args) {
        return instance.func(function).orElseThrow().call(args);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "numbers; the values of one call are too large",
                "objects; the values of one call are too large",
                "strings; the values of one call are too large",
                "long-list; list is longer than 2^28-1 bytes",
                "long-string; string is longer than 2^28-1 bytes",
                "outside; list pointer/length out of bounds of memory"
            })
    @DisplayName("by lists and strings that are huge, or overlap, traps")
    void lists(String function, String message) {
        try (ComponentInstance instance = new ComponentLinker().instantiate(runtime.loadComponent(lists))) {
            assertThatThrownBy(() -> call(instance, function))
                    .isInstanceOf(TrapException.class)
                    .hasMessageStartingWith(message);
        }
    }

    @Test
    @DisplayName("by a list that is only large gets it through")
    void largeList() {
        try (ComponentInstance instance = new ComponentLinker().instantiate(runtime.loadComponent(lists))) {
            assertThat(call(instance, "large").orElseThrow())
                    .isInstanceOfSatisfying(
                            Val.Bytes.class, list -> assertThat(list.bytes()).hasSize(50_000_000));
        }
    }

    @Test
    @DisplayName("lends handles for a call: the host cannot use them afterwards")
    void borrowed() {
        try (ComponentInstance instance = instantiate()) {
            call(instance, "lend");
            assertThat(kept)
                    .hasSize(3)
                    .allSatisfy(handle -> assertThatIllegalStateException()
                            .isThrownBy(() -> context.object(thing, handle))
                            .withMessageContaining("its call is over"));
            assertThat(dropped).hasValue(1);
            call(instance, "lend");
        }
    }

    @Test
    @DisplayName("by handles that it never drops traps at a limit; closing drops all that they lead to")
    void leak() {
        ComponentInstance instance = instantiate();
        assertThatThrownBy(() -> call(instance, "leak"))
                .isInstanceOf(TrapException.class)
                .hasMessageStartingWith("cannot allocate another handle");
        assertThat(dropped).hasValue(0);
        instance.close();
        assertThat(dropped).hasValueGreaterThan(100_000);
    }

    @Test
    @DisplayName("sees nothing of what a host function throws, checked or not; afterwards it cannot be entered")
    void hostFailures() {
        for (Throwable thrown : List.of(
                new IllegalStateException("unchecked"), new IOException("checked"), new AssertionError("error"))) {
            failure = () -> HostileComponentsTest.<RuntimeException>throwUnchecked(thrown);
            try (ComponentInstance instance =
                    new HostileComponentsTest().with(failure).instantiate()) {
                assertThatThrownBy(() -> call(instance, "fail")).isSameAs(thrown);
                assertThatThrownBy(() -> call(instance, "lend"))
                        .isInstanceOf(TrapException.class)
                        .hasMessage("cannot enter component instance");
            }
        }
    }

    private HostileComponentsTest with(Runnable hostFailure) {
        failure = hostFailure;
        return this;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    @DisplayName("ends with a trap where a host function uses up the stack")
    void deepHost() {
        failure = HostileComponentsTest::recurse;
        try (ComponentInstance instance = instantiate()) {
            assertThatThrownBy(() -> call(instance, "fail"))
                    .isInstanceOfSatisfying(
                            TrapException.class,
                            trap -> assertThat(trap.kind()).isEqualTo(TrapKind.CALL_STACK_EXHAUSTED));
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static void recurse() {
        recurse();
    }

    @Test
    @DisplayName("has its own resources dropped and given away once, and not while they are lent")
    void guestResources() {
        AtomicInteger refused = new AtomicInteger();
        try (ComponentInstance instance = instantiate()) {
            Val cell = call(instance, "[constructor]cell").orElseThrow();
            failure = () -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> instance.drop(cell))
                        .withMessageContaining("is lent to a call");
                refused.incrementAndGet();
            };
            call(instance, "use", cell);
            call(instance, "use", cell);
            assertThat(refused).hasValue(2);
            instance.drop(cell);
            assertThatIllegalStateException().isThrownBy(() -> instance.drop(cell));
            assertThatIllegalStateException().isThrownBy(() -> call(instance, "use", cell));
            // The guest has seen nothing of it.
            call(instance, "lend");
        }
    }
}
