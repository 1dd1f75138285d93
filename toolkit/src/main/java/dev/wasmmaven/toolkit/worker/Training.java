package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.runtime.Preopen;
import dev.wasmmaven.runtime.WasiRuntime;
import dev.wasmmaven.support.cache.FolderCache;
import dev.wasmmaven.toolkit.testrun.GuestRequest;
import dev.wasmmaven.toolkit.testrun.RuntimePrograms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A worker's work on programs of our own, for {@link ClassDataArchive}: the JVM is to see which classes that needs. */
final class Training {

    /** The command line's own, which print a line: a module and a component. */
    private static final List<String> PROGRAMS = List.of("hello.wasm", "hello-component.wasm");

    private static final int OUTPUT_LIMIT = 4096;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Training() {}

    static void run() throws IOException {
        Path folder = Files.createTempDirectory("wasm-test-worker");
        try {
            Path code = folder.resolve("code");
            Path moved = folder.resolve("code-moved");
            byte[] requests = requests(folder);
            work(requests, code);
            // Compiled the first time. The second time it is found on disk, and in another folder, since this process
            // knows
            // the code of the first one already.
            if (Files.isDirectory(code)) {
                Files.move(code, moved);
                work(requests, moved);
            }
        } finally {
            FolderCache.delete(folder);
        }
    }

    private static void work(byte[] requests, Path code) throws IOException {
        try (RuntimePrograms programs =
                new RuntimePrograms(WasiRuntime.builder().codeCache(code).build())) {
            WorkerSession session = new WorkerSession(programs, OutputStream.nullOutputStream());
            session.work(new ByteArrayInputStream(requests));
            session.close();
            session.awaitEnd(PATIENCE);
        }
    }

    private static byte[] requests(Path folder) throws IOException {
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        int program = 0;
        for (String each : PROGRAMS) {
            Path file = folder.resolve(each);
            try (InputStream in = Objects.requireNonNull(Training.class.getResourceAsStream(each), each)) {
                Files.copy(in, file);
            }
            int load = ++program;
            GuestRequest request = new GuestRequest(
                    List.of(each, "x"),
                    Map.of("A", "b"),
                    List.of(new Preopen(folder, ".", false)),
                    false,
                    Optional.of(Duration.ofMinutes(1)),
                    OUTPUT_LIMIT);
            Frame.write(requests, out -> {
                out.writeByte(Requests.LOAD);
                out.writeInt(load);
                Wire.writeText(out, file.toString());
            });
            Frame.write(requests, out -> {
                out.writeByte(Requests.RUN);
                out.writeInt(PROGRAMS.size() + load);
                out.writeInt(load);
                Wire.write(out, request);
            });
        }
        return requests.toByteArray();
    }
}
