package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostClocks;
import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.HostInput;
import dev.wasmmaven.runtime.host.StopSignal;
import dev.wasmmaven.runtime.host.fs.HostFile;
import dev.wasmmaven.runtime.host.net.HostTcpSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code poll_oneoff}: waits for the first of several events, which is also how a guest sleeps. */
final class PollFunctions {

    private static final int EVENT_SIZE = 32;

    private static final int CLOCK = 0;
    private static final int FD_READ = 1;
    private static final int FD_WRITE = 2;

    /** Longest wait, some 146 years, so that deadlines can be compared by their difference. */
    private static final long MAX_WAIT = Long.MAX_VALUE / 2;

    private final Descriptors descriptors;
    private final HostClocks clocks;
    private final StopSignal signal;

    PollFunctions(Descriptors descriptors, HostClocks clocks, StopSignal signal) {
        this.descriptors = descriptors;
        this.clocks = clocks;
        this.signal = signal;
    }

    /** Where the parts of a clock {@code subscription} are. */
    enum Layout {
        WASI01(48, 16),
        /** In {@code wasi_unstable} an identifier comes before the clock. */
        UNSTABLE(56, 24);

        private final int size;
        private final int clock;

        Layout(int size, int clock) {
            this.size = size;
            this.clock = clock;
        }
    }

    /** An event that may have happened. */
    private interface Subscription {

        int type();

        long userdata();

        boolean happened();
    }

    /** @param deadline as {@link System#nanoTime()} */
    private record Timer(long userdata, long deadline) implements Subscription {
        @Override
        public int type() {
            return CLOCK;
        }

        @Override
        public boolean happened() {
            return deadline - System.nanoTime() <= 0;
        }
    }

    /** A file never blocks. */
    private record Ready(long userdata, int type, long bytes, boolean hangup) implements Subscription {
        @Override
        public boolean happened() {
            return true;
        }
    }

    private record Incoming(long userdata, HostInput input) implements Subscription {
        @Override
        public int type() {
            return FD_READ;
        }

        @Override
        public boolean happened() {
            return input.ready();
        }
    }

    /** A socket; an error or the end also counts, since a read or write would meet it at once. */
    private record Traffic(long userdata, int type, Descriptor descriptor, StopSignal signal) implements Subscription {
        @Override
        public boolean happened() {
            if (descriptor instanceof Descriptor.Listener listening) {
                return listening.listener().ready(signal);
            }
            HostTcpSocket socket = ((Descriptor.Socket) descriptor).socket();
            return type == FD_READ ? socket.readable(signal) : socket.writable(signal);
        }

        long bytes() {
            if (descriptor instanceof Descriptor.Socket socket && type == FD_READ) {
                return socket.socket().buffered();
            }
            return 1;
        }
    }

    /** Arguments: subscriptions, where the events go, number of subscriptions, where the number of events goes. */
    void pollOneoff(Call call) throws HostException {
        pollOneoff(call, Layout.WASI01);
    }

    void pollOneoff(Call call, Layout layout) throws HostException {
        long count = Integer.toUnsignedLong(call.i32(2));
        if (count == 0) {
            // It would sleep for ever.
            throw new HostException(HostErr.INVAL);
        }
        GuestMemory memory = call.memory();
        memory.requireAligned(call.i32(0), Long.BYTES);
        memory.requireAligned(call.i32(1), Long.BYTES);
        memory.requireRange(call.i32(0), count * layout.size);
        memory.requireRange(call.i32(1), count * EVENT_SIZE);
        long now = System.nanoTime();
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            subscriptions.add(subscription(memory.copy(call.i32(0) + i * layout.size, layout.size), layout.clock, now));
        }
        signal.await(() -> subscriptions.stream().anyMatch(Subscription::happened), deadline(subscriptions, now));
        int written = 0;
        for (Subscription each : subscriptions) {
            if (each.happened()) {
                memory.write(call.i32(1) + written * EVENT_SIZE, event(each));
                written++;
            }
        }
        memory.i32(call.i32(3), written);
    }

    private static long deadline(List<Subscription> subscriptions, long now) {
        Optional<Long> wait = subscriptions.stream()
                .filter(Timer.class::isInstance)
                .map(each -> ((Timer) each).deadline() - now)
                .min(Long::compare);
        return wait.isPresent() ? now + wait.get() : Long.MAX_VALUE;
    }

    private Subscription subscription(ByteBuffer bytes, int clock, long now) throws HostException {
        long userdata = bytes.getLong(0);
        int type = Byte.toUnsignedInt(bytes.get(8));
        return switch (type) {
            case CLOCK -> new Timer(userdata, now + wait(bytes, clock));
            case FD_READ ->
                incoming(userdata, descriptors.get(bytes.getInt(16), Rights.POLL_FD_READWRITE | Rights.FD_READ));
            case FD_WRITE ->
                outgoing(userdata, descriptors.get(bytes.getInt(16), Rights.POLL_FD_READWRITE | Rights.FD_WRITE));
            default -> throw new HostException(HostErr.INVAL);
        };
    }

    /** Nanoseconds from now until a clock subscription's timeout. */
    private long wait(ByteBuffer bytes, int at) throws HostException {
        int clock = bytes.getInt(at);
        long timeout = bytes.getLong(at + 8);
        int flags = Flags.checked(Short.toUnsignedInt(bytes.getShort(at + 24)), Flags.SUBCLOCK_ABSTIME);
        long present = switch (clock) {
            case ClocksAndRandom.MONOTONIC -> clocks.monotonic();
            case ClocksAndRandom.REALTIME -> clocks.realtime();
            default -> throw new HostException(HostErr.INVAL);
        };
        // Timeouts are unsigned.
        long limited = Long.compareUnsigned(timeout, MAX_WAIT) > 0 ? MAX_WAIT : timeout;
        if (!Flags.has(flags, Flags.SUBCLOCK_ABSTIME)) {
            return limited;
        }
        return Math.max(0, limited - present);
    }

    private Subscription incoming(long userdata, Descriptor descriptor) throws HostException {
        if (descriptor instanceof Descriptor.Input in) {
            return new Incoming(userdata, in.input());
        }
        if (descriptor instanceof Descriptor.OpenFile open) {
            HostFile file = open.file();
            long bytes = file.remaining();
            return new Ready(userdata, FD_READ, bytes, bytes == 0);
        }
        if (descriptor instanceof Descriptor.Socket || descriptor instanceof Descriptor.Listener) {
            return new Traffic(userdata, FD_READ, descriptor, signal);
        }
        throw new HostException(HostErr.BADF);
    }

    private Subscription outgoing(long userdata, Descriptor descriptor) throws HostException {
        if (descriptor instanceof Descriptor.Output || descriptor instanceof Descriptor.OpenFile) {
            return new Ready(userdata, FD_WRITE, 1, false);
        }
        if (descriptor instanceof Descriptor.Socket) {
            return new Traffic(userdata, FD_WRITE, descriptor, signal);
        }
        throw new HostException(HostErr.BADF);
    }

    private static byte[] event(Subscription subscription) {
        ByteBuffer bytes = GuestMemory.structure(EVENT_SIZE);
        bytes.putLong(0, subscription.userdata());
        bytes.putShort(8, (short) Errno.SUCCESS);
        bytes.put(10, (byte) subscription.type());
        if (subscription instanceof Ready ready) {
            bytes.putLong(16, ready.bytes());
            bytes.putShort(24, (short) (ready.hangup() ? Flags.EVENT_HANGUP : 0));
        } else if (subscription instanceof Incoming incoming) {
            int buffered = incoming.input().buffered();
            bytes.putLong(16, buffered);
            bytes.putShort(24, (short) (buffered == 0 ? Flags.EVENT_HANGUP : 0));
        } else if (subscription instanceof Traffic traffic) {
            long there = traffic.bytes();
            bytes.putLong(16, there);
            bytes.putShort(24, (short) (there == 0 ? Flags.EVENT_HANGUP : 0));
        }
        return GuestMemory.bytes(bytes);
    }
}
