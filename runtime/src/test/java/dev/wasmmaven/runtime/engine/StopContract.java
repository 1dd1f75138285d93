package dev.wasmmaven.runtime.engine;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The seam's test kit: stopping a guest. */
public abstract class StopContract extends EngineContract {

    protected StopContract(CoreEngine engine, CoreOptions.Mode mode) {
        super(engine, mode);
    }

    private CoreModule spinning() {
        return load(
                single(types(), types(), new Code().loop(Code.VOID).br(0).end().end()));
    }

    @Test
    @DisplayName("(g) a tight loop is stopped from another thread, and the thread is left without an interrupt")
    void stopLoop() throws Exception {
        CoreInstance instance = engine().instantiate(spinning(), List.of());
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<long[]> running = pool.submit(() -> call(instance, "f"));
            TimeUnit.MILLISECONDS.sleep(100);
            assertThat(running.isDone()).isFalse();
            instance.stop();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(running::get)
                    .satisfies(e ->
                            assertThat(((TrapException) e.getCause()).kind()).isEqualTo(TrapKind.INTERRUPTED));
            assertThat(pool.submit(() -> Thread.currentThread().isInterrupted()).get())
                    .isFalse();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("(g) functions that call each other without a loop and without end are stopped, compiled for good too")
    void stopRecursion() throws Exception {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(ModuleAssembler.I32));
        int own = 0;
        Code callsItself = new Code().localGet(0).i32Const(1).i32Sub().call(own);
        module.export(
                "f",
                Kind.FUNC,
                module.func(
                        type,
                        0,
                        new Code()
                                .localGet(0)
                                .ifThen(Code.VOID)
                                .then(callsItself)
                                .then(callsItself)
                                .end()
                                .end()));
        CoreInstance instance = instantiate(module);
        int longerThanAnyoneWaits = 64;
        CompletableFuture<TrapException> ended =
                CompletableFuture.supplyAsync(() -> trap(instance, "f", longerThanAnyoneWaits));
        TimeUnit.MILLISECONDS.sleep(500);
        instance.stop();

        assertThat(ended.get(20, TimeUnit.SECONDS).kind()).isEqualTo(TrapKind.INTERRUPTED);
    }

    @Test
    @DisplayName("(g) an instance that was stopped before a call traps at once")
    void stopBefore() {
        CoreInstance instance = engine().instantiate(spinning(), List.of());
        instance.stop();

        assertThat(trap(instance, "f").kind()).isEqualTo(TrapKind.INTERRUPTED);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    @DisplayName("(g) a stop during a call from a host function, which swallows the interrupt, still stops the guest")
    void stopInHostFunction() throws Exception {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types());
        int host = module.importFunc("host", "sleep", type);
        module.export(
                "f",
                Kind.FUNC,
                module.func(
                        type,
                        0,
                        new Code().loop(Code.VOID).call(host).br(0).end().end()));
        CountDownLatch sleeping = new CountDownLatch(1);
        CoreInstance instance = instantiate(module, engine().hostFunc(VOID, (caller, args) -> {
            sleeping.countDown();
            try {
                TimeUnit.SECONDS.sleep(50);
            } catch (InterruptedException e) {
                return null;
            }
            return null;
        }));
        CompletableFuture<TrapException> ended = CompletableFuture.supplyAsync(() -> trap(instance, "f"));
        sleeping.await();
        instance.stop();

        assertThat(ended.get(20, TimeUnit.SECONDS).kind()).isEqualTo(TrapKind.INTERRUPTED);
    }

    @Test
    @DisplayName("(g) a start function can be stopped, as can a guest that called into another instance")
    void stopStartAndNested() throws Exception {
        ModuleAssembler start = new ModuleAssembler();
        start.start(start.func(
                start.type(types()), 0, new Code().loop(Code.VOID).br(0).end().end()));
        CoreModule loaded = load(start);
        CoreStop stop = new CoreStop();
        CompletableFuture<Void> starting =
                CompletableFuture.runAsync(() -> assertThatExceptionOfType(TrapException.class)
                        .isThrownBy(() -> engine().instantiate(loaded, List.of(), stop))
                        .returns(TrapKind.INTERRUPTED, TrapException::kind));
        TimeUnit.MILLISECONDS.sleep(50);
        stop.stop();
        starting.get(20, TimeUnit.SECONDS);

        CoreInstance inner = engine().instantiate(spinning(), List.of());
        ModuleAssembler outer = new ModuleAssembler();
        int type = outer.type(types());
        int imported = outer.importFunc("inner", "f", type);
        outer.export(
                "f", Kind.FUNC, outer.func(type, 0, new Code().call(imported).end()));
        CoreInstance caller = instantiate(outer, inner.func("f").orElseThrow());
        CompletableFuture<TrapException> ended = CompletableFuture.supplyAsync(() -> trap(caller, "f"));
        TimeUnit.MILLISECONDS.sleep(50);
        inner.stop();

        assertThat(ended.get(20, TimeUnit.SECONDS).kind()).isEqualTo(TrapKind.INTERRUPTED);
    }

    @Test
    @DisplayName("(g) a stop that races with the end of a call never leaves an interrupt behind")
    void stopRaces() throws Exception {
        CoreModule module = load(single(types(), types(), new Code().end()));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 300; i++) {
                CoreInstance instance = engine().instantiate(module, List.of());
                Future<Boolean> leaked = pool.submit(() -> {
                    try {
                        while (!instance.stopSwitch().isStopped()) {
                            call(instance, "f");
                        }
                    } catch (TrapException e) {
                        assertThat(e.kind()).isEqualTo(TrapKind.INTERRUPTED);
                    }
                    return Thread.currentThread().isInterrupted();
                });
                instance.stop();
                assertThat(leaked.get()).isFalse();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
