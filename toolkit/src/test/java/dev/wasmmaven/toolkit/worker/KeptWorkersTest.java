package dev.wasmmaven.toolkit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.wasmmaven.runtime.Preopen;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.toolkit.diagnostics.ToolkitException;
import dev.wasmmaven.toolkit.testrun.GuestRequest;
import dev.wasmmaven.toolkit.testrun.GuestRun;
import dev.wasmmaven.toolkit.testrun.TestProgram;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeptWorkersTest implements KeptWorkers.Listener {

    private static final Duration LONG = Duration.ofMinutes(10);

    /** {@code (module (memory (export "memory") 1) (func (export "_start") (loop (br 0))))} */
    private static final byte[] ENDLESS = {
        0, 'a', 's', 'm', 1, 0, 0, 0, //
        1, 4, 1, 0x60, 0, 0, //
        3, 2, 1, 0, //
        5, 3, 1, 0, 1, //
        7, 19, 2, 6, 'm', 'e', 'm', 'o', 'r', 'y', 2, 0, 6, '_', 's', 't', 'a', 'r', 't', 0, 0, //
        10, 9, 1, 7, 0, 3, 0x40, 0x0c, 0, 0x0b, 0x0b
    };

    @TempDir
    Path folder;

    private final List<String> reasons = new CopyOnWriteArrayList<>();
    private Path cache;
    private Path hello;

    @BeforeEach
    void files() throws IOException {
        cache = folder.resolve("c");
        hello = folder.resolve("hello.wasm");
        try (InputStream in = Training.class.getResourceAsStream("hello.wasm")) {
            Files.copy(Objects.requireNonNull(in), hello);
        }
    }

    @AfterEach
    void nothingIsLeft() {
        new KeptJvms(cache).stop();
    }

    @Override
    public void debug(String message) {}

    @Override
    public void notKept(String reason) {
        reasons.add(reason);
    }

    private KeptWorkers kept(Duration idle) {
        return new KeptWorkers(cache, idle, this);
    }

    private static WorkerJvm jvm(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        all.addAll(List.of(arguments));
        return TestWorkers.jvm(2, all.toArray(String[]::new));
    }

    private WorkerConnection take(String... arguments) {
        return kept(LONG).take(jvm(arguments)).orElseThrow(() -> new AssertionError("not kept: " + reasons));
    }

    /** Process of the worker that a build gets which does nothing. */
    private long build(String... arguments) {
        WorkerConnection connection = take(arguments);
        connection.close(LONG);
        return connection.pid();
    }

    private static GuestRequest request(Map<String, String> env, List<Preopen> preopens) {
        return new GuestRequest(List.of("hello", "x"), env, preopens, false, Optional.of(LONG), 4096);
    }

    private static void awaitEnd(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(each -> each.toString().endsWith(ending)).toList();
        }
    }

    @Test
    @DisplayName(
            "one build after the other runs its tests in the same process, which is not a child that ends with the first")
    void kept() {
        List<Long> workers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            KeptWorkers kept = kept(LONG);
            try (WorkerPrograms programs = new WorkerPrograms(
                    () -> {
                        WorkerConnection connection = kept.take(jvm()).orElseThrow();
                        workers.add(connection.pid());
                        return connection;
                    },
                    LONG)) {
                TestProgram program = programs.load(hello);
                GuestRun run = program.run(request(Map.of(), List.of()));
                assertThat(run.result()).isInstanceOf(RunResult.Exited.class);
                assertThat(run.stdout().text()).isNotEmpty();
            }
        }
        assertThat(workers).hasSize(2).containsOnly(workers.get(0));
        assertThat(workers.get(0)).isNotEqualTo(ProcessHandle.current().pid());
    }

    @Test
    @DisplayName("two builds at once have a worker each, and the next one takes one of them")
    void twoBuilds() {
        WorkerConnection first = take();
        WorkerConnection second = take();
        assertThat(second.pid()).isNotEqualTo(first.pid());
        first.close(LONG);
        second.close(LONG);
        assertThat(build()).isIn(first.pid(), second.pid());
    }

    @Test
    @DisplayName("other arguments for the JVM make another worker")
    void otherArguments() {
        assertThat(build("-Dname=value")).isNotEqualTo(build());
    }

    @Test
    @DisplayName("what a build leaves running when it is killed is stopped, and the worker takes the next build")
    void killedBuild() throws Exception {
        Path endless = Files.write(folder.resolve("endless.wasm"), ENDLESS);
        WorkerConnection killed = take();
        for (int load : List.of(1, 2)) {
            Frame.write(killed.requests(), out -> {
                out.writeByte(Requests.LOAD);
                out.writeInt(load);
                Wire.writeText(out, (load == 1 ? endless : hello).toString());
            });
            Frame.write(killed.requests(), out -> {
                out.writeByte(Requests.RUN);
                out.writeInt(2 + load);
                out.writeInt(load);
                Wire.write(out, request(Map.of(), List.of()));
            });
        }
        // Two are loaded, and of those that run one comes to an end.
        for (int answers = 0; answers < 3; answers++) {
            assertThat(Frame.read(killed.answers())).isPresent();
        }
        killed.close(LONG);

        Path socket = files(".sock").get(0);
        Optional<KeptConnection> next = Optional.empty();
        while (next.isEmpty()) {
            next = KeptConnection.open(socket, new Hello(Hello.BUILD, 1, LONG));
        }
        assertThat(next.get().pid()).isEqualTo(killed.pid());
        next.get().close(LONG);
    }

    @Test
    @DisplayName("a worker that was killed between builds is replaced, and so is whatever else does not answer as one")
    void killedWorker() throws Exception {
        long first = build();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        awaitEnd(first);
        assertThat(new KeptJvms(cache).list()).isEmpty();
        Path socket = files(".sock").get(0);
        Path other = socket.resolveSibling(socket.getFileName().toString().replace(".sock", "0.sock"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(other));
            Thread closes = new Thread(() -> {
                try {
                    server.accept().close();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            closes.start();
            assertThat(build()).isNotEqualTo(first);
            closes.join();
        }
        assertThat(socket).doesNotExist();
        assertThat(other).doesNotExist();
    }

    @Test
    @DisplayName("a worker that dies of a test takes that test with it, and what it said is told")
    void diesAtWork() throws Exception {
        WorkerConnection connection = take();
        Files.writeString(files(".log").get(0), "java.lang.OutOfMemoryError: Java heap space\n");
        ProcessHandle.of(connection.pid()).orElseThrow().destroyForcibly();
        assertThat(Frame.read(connection.answers())).isEmpty();
        assertThat(connection.ending(LONG)).isEqualTo("it ended:\n  java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    @DisplayName("a worker ends when no build has come for as long as the last one said, and leaves nothing")
    void idle() throws Exception {
        WorkerConnection connection = kept(Duration.ofMillis(1)).take(jvm()).orElseThrow();
        connection.close(LONG);
        awaitEnd(connection.pid());
        assertThat(files(".sock")).isEmpty();
        assertThat(files(".log")).isEmpty();
    }

    @Test
    @DisplayName("a worker ends when the plugin has changed")
    void changedPlugin() throws Exception {
        Path jar = Files.createFile(folder.resolve("plugin.jar"));
        WorkerJvm own = jvm();
        List<Path> classPath = new ArrayList<>(own.classPath());
        classPath.add(jar);
        WorkerConnection connection = kept(LONG)
                .take(new WorkerJvm(own.java(), classPath, own.arguments(), 1, Optional.empty()))
                .orElseThrow();
        connection.close(LONG);
        Files.writeString(jar, "new");
        awaitEnd(connection.pid());
    }

    @Test
    @DisplayName("workers are listed, and end when they are told to, one that has a build after it")
    void stopped() {
        long idle = build("-Dname=idle");
        WorkerConnection busy = take();
        KeptJvms kept = new KeptJvms(cache);
        assertThat(kept.list())
                .extracting(KeptJvms.KeptJvm::pid, KeptJvms.KeptJvm::busy)
                .containsExactlyInAnyOrder(tuple(idle, false), tuple(busy.pid(), true));
        assertThat(kept.list())
                .allSatisfy(each -> assertThat(each.since().orElseThrow())
                        .isBetween(Instant.now().minus(LONG), Instant.now().plusSeconds(1)));
        assertThat(kept.stop()).isEqualTo(new KeptJvms.Stopped(1, 1));
        assertThat(ProcessHandle.of(idle).filter(ProcessHandle::isAlive)).isEmpty();
        busy.close(LONG);
        awaitEnd(busy.pid());
        assertThat(kept.list()).isEmpty();
        assertThat(kept.stop()).isEqualTo(new KeptJvms.Stopped(0, 0));
    }

    @Test
    @DisplayName("nothing is kept where others could enter, and the build has a worker all the same")
    void othersCanEnter() throws Exception {
        Path open = Files.createDirectories(cache.resolve("test-jvm-kept"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (WorkerPrograms programs = new WorkerPrograms(jvm(), kept(LONG))) {
            assertThat(programs.load(hello)
                            .run(request(Map.of(), List.of()))
                            .stdout()
                            .text())
                    .isNotEmpty();
        }
        assertThat(reasons).containsExactly("others can enter " + open);
        assertThat(files(".sock")).isEmpty();
        assertThatThrownBy(() -> new KeptJvms(cache).stop())
                .isInstanceOf(ToolkitException.class)
                .hasMessage("the JVMs that are kept for tests cannot be asked: others can enter " + open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    @DisplayName("a JVM that refuses its arguments is not kept but refused, as without")
    void badArguments() {
        try (WorkerPrograms programs = new WorkerPrograms(jvm("-XX:+NoSuchFlag"), kept(LONG))) {
            assertThatThrownBy(() -> programs.load(hello))
                    .isInstanceOf(WorkerException.class)
                    .hasMessageContaining("NoSuchFlag");
        }
    }
}
