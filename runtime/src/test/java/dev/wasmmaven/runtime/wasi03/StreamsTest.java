package dev.wasmmaven.runtime.wasi03;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.component.abi.HostBuffer;
import dev.wasmmaven.runtime.component.abi.StreamVal;
import dev.wasmmaven.runtime.component.task.StreamEnd;
import dev.wasmmaven.runtime.component.value.Val;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.host.HostEnvironment;
import dev.wasmmaven.runtime.wasi.Values;
import dev.wasmmaven.runtime.wasi03.Guest03.Pending;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Standard streams and timers of WASI 0.3")
class StreamsTest {

    private static final String STDIN = "wasi:cli/stdin";
    private static final String STDOUT = "wasi:cli/stdout";
    private static final String READ = "read-via-stream";
    private static final String WRITE = "write-via-stream";
    private static final String CLOCK = "wasi:clocks/monotonic-clock";
    private static final Val A_DAY = new Val.U64(86_400_000_000_000L);

    private static HostEnvironment.Builder input(String text) {
        return HostEnvironment.builder().stdin(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("standard input is read to its end in pieces, and then the future says that all went well")
    void stdin() {
        try (Guest03 guest = new Guest03(input("some input"))) {
            Val result = guest.call(STDIN, READ);
            assertThat(guest.readAll(Guest03.part(result, 0), 3)).isEqualTo("some input");
            assertThat(guest.await(Guest03.part(result, 1))).isEqualTo(Values.OK);
        }
    }

    @Test
    @DisplayName("what one stream of standard input leaves, the next one reads")
    void stdinTwice() {
        try (Guest03 guest = new Guest03(input("firstsecond"))) {
            StreamEnd first = ((StreamVal) Guest03.part(guest.call(STDIN, READ), 0)).take();
            HostBuffer buffer = HostBuffer.room(5);
            first.copy(buffer);
            first.takeEvent();
            first.drop();
            assertThat(buffer.taken()).isEqualTo(Guest03.bytes("first"));
            assertThat(guest.readAll(Guest03.part(guest.call(STDIN, READ), 0), 100))
                    .isEqualTo("second");
        }
    }

    @Test
    @DisplayName("a read of input that does not come can be given up, and loses nothing of what comes later")
    void cancelledRead() throws IOException {
        PipedOutputStream typing = new PipedOutputStream();
        try (Guest03 guest = new Guest03(HostEnvironment.builder().stdin(new PipedInputStream(typing)))) {
            Val stream = Guest03.part(guest.call(STDIN, READ), 0);
            StreamEnd end = ((StreamVal) stream).take();
            end.copy(HostBuffer.room(10));
            assertThat(end.hasPendingEvent()).isFalse();
            end.cancel();
            int cancelled = 2;
            assertThat(end.takeEvent().payload()).isEqualTo(cancelled);
            typing.write("late".getBytes(StandardCharsets.UTF_8));
            typing.close();
            assertThat(guest.readAll(new StreamVal(end), 10)).isEqualTo("late");
        }
    }

    @Test
    @DisplayName("what a guest has written is there when it goes on, and the future waits for the end of the stream")
    void stdout() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (Guest03 guest = new Guest03(HostEnvironment.builder().stdout(output))) {
            Guest03.Writer writer = guest.new Writer();
            Val done = guest.call(STDOUT, WRITE, writer.stream());
            assertThat(writer.write("one ")).isTrue();
            assertThat(output).hasToString("one ");
            assertThat(writer.write("two")).isTrue();
            assertThat(output).hasToString("one two");
            writer.end.drop();
            assertThat(guest.await(done)).isEqualTo(Values.OK);
        }
    }

    @Test
    @DisplayName("a failure to write drops the stream, counts nothing as written and is what the future tells")
    void brokenPipe() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (Guest03 guest = new Guest03(HostEnvironment.builder().stdout(broken))) {
            Guest03.Writer writer = guest.new Writer();
            Val done = guest.call(STDOUT, WRITE, writer.stream());
            writer.begin("lost");
            int droppedWithNothing = 1;
            assertThat(writer.end.takeEvent().payload()).isEqualTo(droppedWithNothing);
            assertThat(guest.await(done)).isEqualTo(Values.error(new Val.EnumOf("pipe")));
        }
    }

    @Test
    @DisplayName("standard input that is given to standard output passes through without the guest")
    void piped() {
        String text = "0123456789".repeat(100_000);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (Guest03 guest = new Guest03(input(text).stdout(output))) {
            Val result = guest.call(STDIN, READ);
            Val done = guest.call(STDOUT, WRITE, Guest03.part(result, 0));
            assertThat(guest.await(done)).isEqualTo(Values.OK);
            assertThat(guest.await(Guest03.part(result, 1))).isEqualTo(Values.OK);
            assertThat(output).hasToString(text);
        }
    }

    @Test
    @DisplayName("while nobody takes what the guest writes, its timers go on")
    void slowReader() {
        CountDownLatch reading = new CountDownLatch(1);
        OutputStream slow = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    reading.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        try (Guest03 guest = new Guest03(HostEnvironment.builder().stdout(slow))) {
            Pending timer = guest.begin(CLOCK, "wait-for", new Val.U64(1_000_000));
            Guest03.Writer writer = guest.new Writer();
            guest.call(STDOUT, WRITE, writer.stream());
            writer.begin("x");
            guest.until(() -> timer.over);
            assertThat(writer.end.hasPendingEvent()).isFalse();
            reading.countDown();
            guest.until(writer.end::hasPendingEvent);
            int one = 1 << 4;
            assertThat(writer.end.takeEvent().payload()).isEqualTo(one);
        }
    }

    @Test
    @DisplayName("timers run side by side, the shortest ends first, and one that is given up does not")
    void timers() {
        try (Guest03 guest = new Guest03(HostEnvironment.builder())) {
            Pending day = guest.begin(CLOCK, "wait-for", A_DAY);
            Pending longer = guest.begin(CLOCK, "wait-for", new Val.U64(30_000_000));
            Pending shorter = guest.begin(CLOCK, "wait-for", new Val.U64(1_000_000));
            assertThat(guest.begin(CLOCK, "wait-for", new Val.U64(0)).over).isTrue();
            assertThat(guest.begin(CLOCK, "wait-until", new Val.U64(0)).over).isTrue();
            guest.until(() -> shorter.over);
            guest.until(() -> longer.over);
            assertThat(day.over).isFalse();
            day.cancel();
            assertThat(day.cancelled).isTrue();
            assertThatThrownBy(() -> guest.until(() -> false))
                    .isInstanceOf(TrapException.class)
                    .hasMessageContaining("deadlock");
        }
    }

    @Test
    @DisplayName("a guest that waits for the end of a stream that nobody ends is in a deadlock")
    void deadlock() {
        try (Guest03 guest = new Guest03(HostEnvironment.builder())) {
            Guest03.Writer writer = guest.new Writer();
            Val done = guest.call(STDOUT, WRITE, writer.stream());
            assertThatThrownBy(() -> guest.await(done))
                    .isInstanceOf(TrapException.class)
                    .hasMessageContaining("deadlock");
        }
    }
}
