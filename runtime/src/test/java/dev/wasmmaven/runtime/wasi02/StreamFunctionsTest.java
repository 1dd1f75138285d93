package dev.wasmmaven.runtime.wasi02;

import static dev.wasmmaven.runtime.wasi02.Guest02.STREAMS;
import static dev.wasmmaven.runtime.wasi02.Guest02.bytes;
import static dev.wasmmaven.runtime.wasi02.Guest02.u64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.wasi.Values;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StreamFunctionsTest {

    private static final String READ = "[method]input-stream.read";
    private static final String BLOCKING_READ = "[method]input-stream.blocking-read";
    private static final String CHECK_WRITE = "[method]output-stream.check-write";
    private static final String WRITE = "[method]output-stream.write";
    private static final String WRITE_AND_FLUSH = "[method]output-stream.blocking-write-and-flush";
    private static final String SPLICE = "[method]output-stream.splice";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private Guest02 guest(InputStream stdin) {
        return Guest02.of(HostEnvironment.builder().stdin(stdin).stdout(written));
    }

    private Guest02 guest(String stdin) {
        return guest(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
    }

    private static Val stdin(Guest02 guest) {
        return guest.call("wasi:cli/stdin", "get-stdin");
    }

    private static Val stdout(Guest02 guest) {
        return guest.call("wasi:cli/stdout", "get-stdout");
    }

    private String out() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** Takes what the test permits, like a socket whose peer is slow. */
    private static final class SlowOutput extends ByteOutput {

        private final Queue<Integer> permits = new ArrayDeque<>();
        private final StringBuilder taken = new StringBuilder();
        private int permit;
        private int flushes;

        @Override
        int permit() {
            return permit;
        }

        @Override
        void write(byte[] bytes, int offset, int length) {
            taken.append(new String(bytes, offset, length, StandardCharsets.UTF_8))
                    .append('|');
            permit = 0;
        }

        @Override
        void flush() {
            flushes++;
            permit = 0;
        }

        @Override
        public boolean ready() {
            if (permit == 0 && !permits.isEmpty()) {
                permit = permits.remove();
            }
            return permit > 0;
        }

        @Override
        void close() {
            taken.append("closed");
        }
    }

    @Test
    @DisplayName("a read gives what is there, up to what is asked for, and closed at the end, again and again")
    void read() {
        try (Guest02 guest = guest("hello")) {
            Val in = stdin(guest);
            assertThat(guest.ok(STREAMS, BLOCKING_READ, in, u64(2))).isEqualTo(bytes("he"));
            assertThat(guest.ok(STREAMS, READ, in, u64(0))).isEqualTo(bytes(""));
            assertThat(guest.ok(STREAMS, "[method]input-stream.blocking-skip", in, u64(1)))
                    .isEqualTo(u64(1));
            assertThat(guest.ok(STREAMS, READ, in, u64(-1))).isEqualTo(bytes("lo"));
            assertThat(guest.streamError(BLOCKING_READ, in, u64(1))).isEqualTo("closed");
            assertThat(guest.streamError(READ, in, u64(0))).isEqualTo("closed");
            assertThat(guest.streamError("[method]input-stream.skip", in, u64(1)))
                    .isEqualTo("closed");
        }
    }

    @Test
    @DisplayName("a read that would wait gives nothing, and its pollable wakes the guest when there is something")
    void blocking() throws IOException {
        PipedOutputStream source = new PipedOutputStream();
        try (Guest02 guest = guest(new PipedInputStream(source))) {
            Val in = stdin(guest);
            assertThat(guest.ok(STREAMS, READ, in, u64(10))).isEqualTo(bytes(""));
            Val pollable = guest.call(STREAMS, "[method]input-stream.subscribe", in);
            assertThat(guest.call("wasi:io/poll", "[method]pollable.ready", pollable))
                    .isEqualTo(new Val.Bool(false));
            source.write('x');
            source.flush();
            guest.call("wasi:io/poll", "[method]pollable.block", pollable);
            assertThat(guest.ok(STREAMS, READ, in, u64(10))).isEqualTo(bytes("x"));
            source.close();
            assertThat(guest.streamError(BLOCKING_READ, in, u64(10))).isEqualTo("closed");
        }
    }

    @Test
    @DisplayName("a guest that waits for input is stopped")
    void stopped() throws IOException {
        try (Guest02 guest = guest(new PipedInputStream(new PipedOutputStream()))) {
            Val in = stdin(guest);
            guest.host.stop();
            assertThatThrownBy(() -> guest.call(STREAMS, BLOCKING_READ, in, u64(1)))
                    .isInstanceOfSatisfying(
                            TrapException.class, e -> assertThat(e.kind()).isEqualTo(TrapKind.INTERRUPTED));
        }
    }

    @Test
    @DisplayName(
            "a failure is told once, with a cause that the file system's code is found in; then the stream is closed")
    void failure() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        try (Guest02 guest = guest(broken)) {
            Val in = stdin(guest);
            Val.VariantOf error = (Val.VariantOf) guest.error(STREAMS, BLOCKING_READ, in, u64(1));
            assertThat(error.label()).isEqualTo("last-operation-failed");
            Val cause = error.payload().orElseThrow();
            assertThat(guest.call("wasi:io/error", "[method]error.to-debug-string", cause))
                    .isEqualTo(new Val.Str("io: the disk is gone"));
            assertThat(guest.call(Guest02.FILES, "filesystem-error-code", cause))
                    .isEqualTo(Values.some(new Val.EnumOf("io")));
            assertThat(guest.streamError(READ, in, u64(1))).isEqualTo("closed");
        }
    }

    @Test
    @DisplayName("what is written is flushed at once, whichever function writes it")
    void write() {
        try (Guest02 guest = guest("")) {
            Val out = stdout(guest);
            assertThat(((Val.U64) guest.ok(STREAMS, CHECK_WRITE, out)).bits()).isPositive();
            guest.ok(STREAMS, WRITE, out, bytes("a"));
            assertThat(out()).isEqualTo("a");
            guest.ok(STREAMS, WRITE_AND_FLUSH, out, bytes("b"));
            guest.ok(STREAMS, "[method]output-stream.write-zeroes", out, u64(1));
            guest.ok(STREAMS, "[method]output-stream.blocking-write-zeroes-and-flush", out, u64(2));
            guest.ok(STREAMS, "[method]output-stream.flush", out);
            guest.ok(STREAMS, "[method]output-stream.blocking-flush", out);
            assertThat(out()).isEqualTo("ab\0\0\0");
        }
    }

    @Test
    @DisplayName("a write beyond what is permitted is a trap, as is a blocking one of more than 4,096 bytes")
    void budget() {
        try (Guest02 guest = guest("")) {
            SlowOutput slow = new SlowOutput();
            Val out = guest.handle(Resources.OUTPUT_STREAM, slow);
            assertThatThrownBy(() -> guest.call(STREAMS, WRITE, out, bytes("a")))
                    .isInstanceOf(TrapException.class)
                    .hasMessageContaining("write exceeded budget");
            slow.permit = 1;
            assertThatThrownBy(() -> guest.call(STREAMS, "[method]output-stream.write-zeroes", out, u64(-1)))
                    .isInstanceOf(TrapException.class);
            Val.Bytes large = new Val.Bytes(new byte[4097]);
            assertThatThrownBy(() -> guest.call(STREAMS, WRITE_AND_FLUSH, out, large))
                    .isInstanceOf(TrapException.class)
                    .hasMessageContaining("at most 4096");
            assertThatThrownBy(() -> guest.call(
                            STREAMS, "[method]output-stream.blocking-write-zeroes-and-flush", out, u64(4097)))
                    .isInstanceOf(TrapException.class);
        }
    }

    @Test
    @DisplayName("a blocking write goes out in the pieces that are permitted, and waits for the flush")
    void pieces() {
        try (Guest02 guest = guest("")) {
            SlowOutput slow = new SlowOutput();
            slow.permits.add(2);
            slow.permits.add(1);
            slow.permits.add(9);
            slow.permits.add(1);
            Val out = guest.handle(Resources.OUTPUT_STREAM, slow);
            guest.ok(STREAMS, WRITE_AND_FLUSH, out, bytes("hello"));
            assertThat(slow.taken).hasToString("he|l|lo|");
            assertThat(slow.flushes).isEqualTo(1);
        }
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(message);
            }
        };
    }

    @Test
    @DisplayName("a failing write closes the stream, and a closed one takes no more")
    void failingWrite() {
        try (Guest02 guest = Guest02.of(HostEnvironment.builder().stdout(failing("No space left on device")))) {
            Val out = stdout(guest);
            Val.VariantOf error = (Val.VariantOf) guest.error(STREAMS, WRITE_AND_FLUSH, out, bytes("x"));
            assertThat(guest.call(
                            Guest02.FILES,
                            "filesystem-error-code",
                            error.payload().orElseThrow()))
                    .isEqualTo(Values.some(new Val.EnumOf("insufficient-space")));
            assertThat(guest.streamError(CHECK_WRITE, out)).isEqualTo("closed");
            assertThat(guest.streamError(WRITE, out, bytes("x"))).isEqualTo("closed");
            assertThat(guest.streamError("[method]output-stream.flush", out)).isEqualTo("closed");
        }
    }

    @Test
    @DisplayName("a pipe that nobody reads any more is closed, which libc shows as EPIPE")
    void brokenPipe() {
        try (Guest02 guest = Guest02.of(HostEnvironment.builder().stdout(failing("Broken pipe")))) {
            Val out = stdout(guest);
            assertThat(guest.streamError(WRITE_AND_FLUSH, out, bytes("x"))).isEqualTo("closed");
            assertThat(guest.streamError(CHECK_WRITE, out)).isEqualTo("closed");
        }
    }

    @Test
    @DisplayName("a splice moves no more than is asked for, there, and permitted")
    void splice() {
        try (Guest02 guest = guest("hello world")) {
            Val in = stdin(guest);
            SlowOutput slow = new SlowOutput();
            Val out = guest.handle(Resources.OUTPUT_STREAM, slow);
            assertThat(guest.ok(STREAMS, SPLICE, out, in, u64(3))).isEqualTo(u64(0));
            slow.permit = 2;
            assertThat(guest.ok(STREAMS, SPLICE, out, in, u64(3))).isEqualTo(u64(2));
            assertThat(slow.taken).hasToString("he|");
            Val stdout = stdout(guest);
            assertThat(guest.ok(STREAMS, "[method]output-stream.blocking-splice", stdout, in, u64(100)))
                    .isEqualTo(u64(9));
            assertThat(out()).isEqualTo("llo world");
            assertThat(guest.streamError("[method]output-stream.blocking-splice", stdout, in, u64(1)))
                    .isEqualTo("closed");
        }
    }

    @Test
    @DisplayName("a stream cannot be dropped before its pollables")
    void children() {
        try (Guest02 guest = guest("")) {
            Val out = stdout(guest);
            Val pollable = guest.call(STREAMS, "[method]output-stream.subscribe", out);
            assertThatThrownBy(() -> guest.drop(out))
                    .isInstanceOf(TrapException.class)
                    .hasMessageContaining("resource has children");
            Val second = stdout(guest);
            Val other = guest.call(STREAMS, "[method]output-stream.subscribe", second);
            guest.drop(other);
            guest.drop(second);
            guest.drop(pollable);
            assertThat(guest.held()).isZero();
        }
    }

    @Test
    @DisplayName("what a guest leaves behind is closed, streams with pollables too")
    void left() {
        SlowOutput slow = new SlowOutput();
        try (Guest02 guest = guest("")) {
            guest.drop(guest.handle(Resources.ERROR, new HostException(HostErr.IO)));
            Val unrelated = guest.handle(Resources.ERROR, new HostException(HostErr.IO));
            Val out = guest.handle(Resources.OUTPUT_STREAM, slow);
            guest.drop(unrelated);
            // Takes the place of what was dropped, before the stream.
            guest.call(STREAMS, "[method]output-stream.subscribe", out);
        }
        assertThat(slow.taken).hasToString("closed");
    }
}
