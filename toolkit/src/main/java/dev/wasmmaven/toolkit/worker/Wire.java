package dev.wasmmaven.toolkit.worker;

import dev.wasmmaven.runtime.Preopen;
import dev.wasmmaven.runtime.RunResult;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.WasmFrame;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import dev.wasmmaven.toolkit.testrun.CapturedOutput;
import dev.wasmmaven.toolkit.testrun.GuestRequest;
import dev.wasmmaven.toolkit.testrun.GuestRun;
import dev.wasmmaven.toolkit.testrun.TestFailure;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How what is said between the build and a worker is written down. */
final class Wire {

    private static final int EXITED = 0;
    private static final int TRAPPED = 1;
    private static final int TIMED_OUT = 2;
    private static final int CANCELLED = 3;

    private Wire() {}

    /** Writes one element. */
    private interface Writer<T> {
        void write(DataOutputStream out, T value) throws IOException;
    }

    /** Reads one element. */
    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    static void write(DataOutputStream out, GuestRequest request) throws IOException {
        writeList(out, request.args(), Wire::writeText);
        writeList(out, List.copyOf(request.env().entrySet()), (each, variable) -> {
            writeText(each, variable.getKey());
            writeText(each, variable.getValue());
        });
        writeList(out, request.preopens(), (each, preopen) -> {
            writeText(each, preopen.host().toString());
            writeText(each, preopen.guest());
            each.writeBoolean(preopen.readOnly());
        });
        out.writeBoolean(request.network());
        writeOptional(out, request.timeout(), Wire::writeDuration);
        out.writeInt(request.outputLimit());
    }

    static GuestRequest readRequest(DataInputStream in) throws IOException {
        List<String> args = readList(in, Wire::readText);
        Map<String, String> env = new LinkedHashMap<>();
        readList(in, each -> Map.entry(readText(each), readText(each)))
                .forEach(each -> env.put(each.getKey(), each.getValue()));
        List<Preopen> preopens =
                readList(in, each -> new Preopen(Path.of(readText(each)), readText(each), each.readBoolean()));
        boolean network = in.readBoolean();
        Optional<Duration> timeout = readOptional(in, Wire::readDuration);
        return new GuestRequest(args, env, preopens, network, timeout, in.readInt());
    }

    static void write(DataOutputStream out, GuestRun run) throws IOException {
        writeResult(out, run.result());
        writeOutput(out, run.stdout());
        writeOutput(out, run.stderr());
    }

    static GuestRun readRun(DataInputStream in) throws IOException {
        return new GuestRun(readResult(in), readOutput(in), readOutput(in));
    }

    static void write(DataOutputStream out, TestFailure failure) throws IOException {
        writeText(out, failure.kind().name());
        writeText(out, failure.message());
        writeOptional(out, failure.location(), Wire::writeText);
        writeList(out, failure.backtrace(), Wire::writeText);
        writeOptional(out, failure.diagnosticId().map(Enum::name), Wire::writeText);
        writeOptional(out, failure.nextStep(), Wire::writeText);
    }

    static TestFailure readFailure(DataInputStream in) throws IOException {
        return new TestFailure(
                TestFailure.Kind.valueOf(readText(in)),
                readText(in),
                readOptional(in, Wire::readText),
                readList(in, Wire::readText),
                readOptional(in, Wire::readText).map(DiagnosticId::valueOf),
                readOptional(in, Wire::readText));
    }

    private static void writeResult(DataOutputStream out, RunResult result) throws IOException {
        if (result instanceof RunResult.Exited exited) {
            out.writeByte(EXITED);
            out.writeInt(exited.exitCode());
        } else if (result instanceof RunResult.Trapped trapped) {
            out.writeByte(TRAPPED);
            writeTrap(out, trapped.trap());
        } else if (result instanceof RunResult.TimedOut timedOut) {
            out.writeByte(TIMED_OUT);
            writeDuration(out, timedOut.timeout());
        } else if (result instanceof RunResult.Cancelled) {
            out.writeByte(CANCELLED);
        } else {
            throw new IllegalArgumentException("not the end of a program: " + result);
        }
        writeDuration(out, result.elapsed());
    }

    private static RunResult readResult(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case EXITED -> new RunResult.Exited(in.readInt(), readDuration(in));
            case TRAPPED -> new RunResult.Trapped(readTrap(in), readDuration(in));
            case TIMED_OUT -> new RunResult.TimedOut(readDuration(in), readDuration(in));
            case CANCELLED -> new RunResult.Cancelled(readDuration(in));
            default -> throw new IOException("no end of a run has the number " + kind);
        };
    }

    private static void writeTrap(DataOutputStream out, TrapException trap) throws IOException {
        writeText(out, trap.kind().name());
        writeText(out, trap.getMessage());
        writeList(out, trap.backtrace(), (each, frame) -> {
            writeText(each, frame.module());
            each.writeInt(frame.functionIndex());
            writeText(each, frame.function());
        });
    }

    private static TrapException readTrap(DataInputStream in) throws IOException {
        return new TrapException(
                TrapKind.valueOf(readText(in)),
                readText(in),
                readList(in, each -> new WasmFrame(readText(each), each.readInt(), readText(each))),
                null);
    }

    private static void writeOutput(DataOutputStream out, CapturedOutput output) throws IOException {
        writeText(out, output.text());
        out.writeLong(output.omittedBytes());
    }

    private static CapturedOutput readOutput(DataInputStream in) throws IOException {
        return new CapturedOutput(readText(in), in.readLong());
    }

    /** In seconds and nanoseconds: a timeout may be longer than a long has nanoseconds. */
    private static void writeDuration(DataOutputStream out, Duration duration) throws IOException {
        out.writeLong(duration.getSeconds());
        out.writeInt(duration.getNano());
    }

    private static Duration readDuration(DataInputStream in) throws IOException {
        return Duration.ofSeconds(in.readLong(), in.readInt());
    }

    /** {@link DataOutputStream#writeUTF} takes 64 KiB at most. */
    static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static <T> void writeList(DataOutputStream out, List<T> list, Writer<T> writer) throws IOException {
        out.writeInt(list.size());
        for (T each : list) {
            writer.write(out, each);
        }
    }

    private static <T> List<T> readList(DataInputStream in, Reader<T> reader) throws IOException {
        List<T> list = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            list.add(reader.read(in));
        }
        return list;
    }

    private static <T> void writeOptional(DataOutputStream out, Optional<T> value, Writer<T> writer)
            throws IOException {
        writeList(out, value.stream().toList(), writer);
    }

    private static <T> Optional<T> readOptional(DataInputStream in, Reader<T> reader) throws IOException {
        return readList(in, reader).stream().findFirst();
    }
}
