package dev.wasmmaven.runtime.wasi02;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.wasi.Call;
import dev.wasmmaven.runtime.wasi.Declaration;
import dev.wasmmaven.runtime.wasi.Traps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code wasi:io/streams}. Where the specification says "traps", a {@link Traps#trap} is thrown; where it leaves room,
 * the practice of Wasmtime is followed: a write is checked against what is permitted at that moment.
 */
final class StreamFunctions {

    static final Declaration STREAMS = Declaration.of(
            "wasi:io/streams",
            List.of(Resources.ERROR, Resources.POLLABLE, Resources.INPUT_STREAM, Resources.OUTPUT_STREAM),
            """
            variant stream-error { last-operation-failed(error), closed }
            input-stream.read: func(len: u64) -> result<list<u8>, stream-error>
            input-stream.blocking-read: func(len: u64) -> result<list<u8>, stream-error>
            input-stream.skip: func(len: u64) -> result<u64, stream-error>
            input-stream.blocking-skip: func(len: u64) -> result<u64, stream-error>
            input-stream.subscribe: func() -> pollable
            output-stream.check-write: func() -> result<u64, stream-error>
            output-stream.write: func(contents: list<u8>) -> result<_, stream-error>
            output-stream.blocking-write-and-flush: func(contents: list<u8>) -> result<_, stream-error>
            output-stream.flush: func() -> result<_, stream-error>
            output-stream.blocking-flush: func() -> result<_, stream-error>
            output-stream.subscribe: func() -> pollable
            output-stream.write-zeroes: func(len: u64) -> result<_, stream-error>
            output-stream.blocking-write-zeroes-and-flush: func(len: u64) -> result<_, stream-error>
            output-stream.splice: func(src: borrow<input-stream>, len: u64) -> result<u64, stream-error>
            output-stream.blocking-splice: func(src: borrow<input-stream>, len: u64) -> result<u64, stream-error>
            """);

    private static final String INPUT = "input-stream";
    private static final String OUTPUT = "output-stream";

    /** What the blocking writes take at most, as the specification says. */
    private static final int MAX_BLOCKING_WRITE = 4096;

    private StreamFunctions() {}

    static Implementation implementation() {
        return new Implementation(STREAMS)
                .streamMethod(INPUT, "read", call -> new Val.Bytes(read(call, false)))
                .streamMethod(INPUT, "blocking-read", call -> new Val.Bytes(read(call, true)))
                .streamMethod(INPUT, "skip", call -> new Val.U64(read(call, false).length))
                .streamMethod(INPUT, "blocking-skip", call -> new Val.U64(read(call, true).length))
                .method(INPUT, "subscribe", call -> subscribe(call, call.object(Resources.INPUT_STREAM, 0)))
                .streamMethod(
                        OUTPUT, "check-write", call -> new Val.U64(output(call).permit()))
                .streamMethod(OUTPUT, "write", StreamFunctions::write)
                .streamMethod(OUTPUT, "blocking-write-and-flush", StreamFunctions::blockingWriteAndFlush)
                .streamMethod(OUTPUT, "flush", call -> {
                    output(call).flush();
                    return null;
                })
                .streamMethod(OUTPUT, "blocking-flush", call -> {
                    output(call).flush();
                    awaitPermit(call, output(call));
                    return null;
                })
                .method(OUTPUT, "subscribe", call -> subscribe(call, output(call)))
                .streamMethod(OUTPUT, "write-zeroes", StreamFunctions::writeZeroes)
                .streamMethod(OUTPUT, "blocking-write-zeroes-and-flush", StreamFunctions::blockingWriteZeroesAndFlush)
                .streamMethod(OUTPUT, "splice", StreamFunctions::splice)
                .streamMethod(OUTPUT, "blocking-splice", StreamFunctions::blockingSplice);
    }

    private static ByteOutput output(Call call) {
        return call.object(Resources.OUTPUT_STREAM, 0);
    }

    private static Val subscribe(Call call, StreamEnd stream) {
        return call.own(Resources.POLLABLE, stream.subscribe());
    }

    private static byte[] read(Call call, boolean blocking) throws StreamException {
        return read(call, call.object(Resources.INPUT_STREAM, 0), call.u64UpTo(1, ByteInput.MAX_READ), blocking);
    }

    private static byte[] read(Call call, ByteInput input, int limit, boolean blocking) throws StreamException {
        byte[] bytes = input.read(limit);
        while (blocking && bytes.length == 0 && limit > 0) {
            input.await(call);
            bytes = input.read(limit);
        }
        return bytes;
    }

    private static @Nullable Val write(Call call) throws StreamException {
        ByteOutput output = output(call);
        byte[] bytes = call.bytes(1);
        requirePermit(output, bytes.length);
        output.write(bytes, 0, bytes.length);
        return null;
    }

    private static @Nullable Val writeZeroes(Call call) throws StreamException {
        ByteOutput output = output(call);
        long length = call.u64(1);
        requirePermit(output, length);
        output.write(new byte[(int) length], 0, (int) length);
        return null;
    }

    private static void requirePermit(ByteOutput output, long length) throws StreamException {
        int permit = output.permit();
        if (Long.compareUnsigned(length, permit) > 0) {
            throw Traps.trap("a write of " + Long.toUnsignedString(length) + " bytes where check-write permits "
                    + permit + ": write exceeded budget");
        }
    }

    private static @Nullable Val blockingWriteAndFlush(Call call) throws StreamException {
        byte[] bytes = call.bytes(1);
        requireShort(bytes.length, "blocking-write-and-flush");
        writeAndFlush(call, output(call), bytes);
        return null;
    }

    private static @Nullable Val blockingWriteZeroesAndFlush(Call call) throws StreamException {
        long length = call.u64(1);
        requireShort(length, "blocking-write-zeroes-and-flush");
        writeAndFlush(call, output(call), new byte[(int) length]);
        return null;
    }

    private static void requireShort(long length, String function) {
        if (Long.compareUnsigned(length, MAX_BLOCKING_WRITE) > 0) {
            throw Traps.trap("Buffer too large for " + function + " (expected at most " + MAX_BLOCKING_WRITE + ")");
        }
    }

    private static void writeAndFlush(Call call, ByteOutput output, byte[] bytes) throws StreamException {
        int written = 0;
        do {
            int length = Math.min(bytes.length - written, awaitPermit(call, output));
            output.write(bytes, written, length);
            written += length;
        } while (written < bytes.length);
        try {
            output.flush();
            awaitPermit(call, output);
        } catch (StreamException e) {
            // That the write closed the stream is told by the next operation, a failure by this one.
            if (e.failure() != null) {
                throw e;
            }
        }
    }

    /** Waits until at least one byte is permitted. */
    private static int awaitPermit(Call call, ByteOutput output) throws StreamException {
        int permit = output.permit();
        while (permit == 0) {
            output.await(call);
            permit = output.permit();
        }
        return permit;
    }

    private static Val splice(Call call) throws StreamException {
        ByteOutput output = output(call);
        int limit = Math.min(call.u64UpTo(2, ByteInput.MAX_READ), output.permit());
        return spliced(call, output, limit, false);
    }

    private static Val blockingSplice(Call call) throws StreamException {
        ByteOutput output = output(call);
        int limit = Math.min(call.u64UpTo(2, ByteInput.MAX_READ), awaitPermit(call, output));
        return spliced(call, output, limit, true);
    }

    private static Val spliced(Call call, ByteOutput output, int limit, boolean blocking) throws StreamException {
        if (limit == 0) {
            return new Val.U64(0);
        }
        byte[] bytes = read(call, call.object(Resources.INPUT_STREAM, 1), limit, blocking);
        if (blocking) {
            writeAndFlush(call, output, bytes);
        } else if (bytes.length > 0) {
            output.write(bytes, 0, bytes.length);
        }
        return new Val.U64(bytes.length);
    }
}
