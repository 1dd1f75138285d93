package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.support.process.Command;
import dev.wasmmaven.support.process.CommandRunner;
import dev.wasmmaven.support.process.Conversation;
import dev.wasmmaven.toolkit.testrun.CapturedOutput;
import dev.wasmmaven.toolkit.testrun.GuestRequest;
import dev.wasmmaven.toolkit.testrun.GuestRun;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A worker without wasm: does at once what a test's name says, and dies if that is its name. */
final class FakeWorker {

    private FakeWorker() {}

    /** Starts one in a process of its own. */
    static Conversation start(Consumer<String> stderr) {
        return CommandRunner.inheriting()
                .converse(
                        Command.of(
                                WorkerJvm.currentJava(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                TestWorkers.classPath().stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(File.pathSeparator)),
                                FakeWorker.class.getName()),
                        stderr);
    }

    public static void main(String[] arguments) throws IOException {
        System.out.println("Listening for transport dt_socket at address: 5005");
        Frame.greet(System.out);
        InputStream in = new BufferedInputStream(System.in);
        for (Optional<DataInputStream> next = Frame.read(in); next.isPresent(); next = Frame.read(in)) {
            DataInputStream frame = next.get();
            int kind = frame.readUnsignedByte();
            int id = frame.readInt();
            if (kind == Requests.LOAD) {
                answer(id, out -> {});
            } else if (kind == Requests.RUN) {
                frame.readInt();
                run(id, Wire.readRequest(frame));
            }
        }
    }

    private static void run(int id, GuestRequest request) throws IOException {
        String name = request.args().get(1);
        switch (name) {
            case "dies" -> {
                System.err.println("java.lang.OutOfMemoryError: Java heap space");
                Runtime.getRuntime().halt(9);
            }
            case "keeps_silent" -> System.err.println(name);
            default ->
                answer(
                        id,
                        out -> Wire.write(
                                out,
                                new GuestRun(
                                        new RunResult.Exited(0, Duration.ofMillis(1)),
                                        new CapturedOutput(
                                                name + " in "
                                                        + ProcessHandle.current()
                                                                .pid(),
                                                0),
                                        CapturedOutput.EMPTY)));
        }
    }

    private static void answer(int id, Frame.Content content) throws IOException {
        Frame.write(System.out, out -> {
            out.writeByte(Requests.DONE);
            out.writeInt(id);
            content.writeTo(out);
        });
    }

    static GuestRequest request(String test, Optional<Duration> timeout) {
        return new GuestRequest(List.of("demo.wasm", test), Map.of(), List.of(), false, timeout, 1024);
    }
}
