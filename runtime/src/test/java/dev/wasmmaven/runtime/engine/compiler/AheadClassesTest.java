package dev.wasmmaven.runtime.engine.compiler;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.Parser;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Classes made ahead")
class AheadClassesTest {

    private static final int GROUPS = 40;

    private final ClassNames names = new ClassNames("wasm/test/", 0);
    private final List<String> made = new ArrayList<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private AheadClasses classes(AheadClasses.Maker maker) {
        ModuleInfo module = new ModuleInfo(Parser.parse(chain()), false);
        return new AheadClasses(module, names, maker, waiting::push);
    }

    private byte[] make(String name) {
        made.add(name);
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private void work() {
        while (!waiting.isEmpty()) {
            waiting.pop().run();
        }
    }

    /** Functions of which those of the first group call one of each of the others, of the later ones more often. */
    private static byte[] chain() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(new int[] {I32}, I32);
        Code caller = new Code();
        for (int group = 1; group < GROUPS; group++) {
            for (int i = 0; i < group; i++) {
                caller.localGet(0).call(group * ClassNames.GROUP_SIZE).drop();
            }
        }
        module.func(type, 0, caller.localGet(0).end());
        for (int i = 1; i < GROUPS * ClassNames.GROUP_SIZE; i++) {
            module.func(type, 0, new Code().localGet(0).end());
        }
        return module.build();
    }

    @Test
    @DisplayName("are what a needed class calls, the most often called first, and few")
    void order() {
        AheadClasses classes = classes(this::make);
        assertThat(classes.take(names.groupAt(0))).isNull();
        classes.follow(0);
        work();
        List<String> expected = IntStream.range(0, 8)
                .mapToObj(i -> names.groupAt(GROUPS - 1 - i))
                .toList();
        assertThat(made).isEqualTo(expected);
        assertThat(classes.take(names.groupAt(GROUPS - 1)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(names.groupAt(GROUPS - 1));
    }

    @Test
    @DisplayName("are not made when they are needed before anybody has begun")
    void needed() {
        AheadClasses classes = classes(this::make);
        classes.follow(0);
        waiting.pop().run();
        assertThat(classes.take(names.groupAt(GROUPS - 1))).isNull();
        work();
        assertThat(made).isNotEmpty().doesNotContain(names.groupAt(GROUPS - 1));
    }

    @Test
    @DisplayName("that could not be made are left to the thread that needs them")
    void failure() {
        AheadClasses classes = classes(name -> {
            made.add(name);
            throw new OutOfMemoryError(name);
        });
        classes.follow(0);
        work();
        assertThat(made).isNotEmpty();
        assertThat(made).allSatisfy(name -> assertThat(classes.take(name)).isNull());
    }

    @Test
    @DisplayName("are waited for while they are being made, by a thread that was interrupted too")
    void waiting() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AheadClasses classes = classes(name -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return make(name);
        });
        classes.follow(0);
        waiting.pop().run();
        Thread maker = new Thread(waiting.pop());
        maker.start();
        begun.await();
        AtomicReference<byte[]> taken = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>(false);
        Thread guest = new Thread(() -> {
            Thread.currentThread().interrupt();
            taken.set(classes.take(names.groupAt(GROUPS - 1)));
            interrupted.set(Thread.interrupted());
        });
        guest.start();
        go.countDown();
        guest.join();
        maker.join();
        assertThat(taken.get()).isNotNull();
        assertThat(interrupted).hasValue(true);
    }
}
