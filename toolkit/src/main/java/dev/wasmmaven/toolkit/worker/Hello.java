package dev.wasmmaven.toolkit.worker;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * What is said to a kept worker first, after its greeting, as a frame. It answers with another: whether it takes the build, and its
 * process id as a long.
 *
 * @param kind {@link #BUILD}, {@link #STOP} or {@link #LOOK}
 * @param threads how many instances run at the same time
 * @param idle how long to wait for another build after this one
 */
record Hello(int kind, int threads, Duration idle) {

    /** A build: frames as {@link Requests} lists them follow. */
    static final int BUILD = 1;

    /** The worker is to end; now, or when the build that it has is over. */
    static final int STOP = 2;

    /** Nothing is wanted but the answer. */
    static final int LOOK = 3;

    private static final int TAKEN = 1;
    private static final int BUSY = 2;

    /**
     * What it answers.
     *
     * @param taken whether the worker does what it was asked, at once; if not, it has another build
     * @param pid its process
     */
    record Reply(boolean taken, long pid) {

        void write(OutputStream out) throws IOException {
            Frame.write(out, content -> {
                content.writeByte(taken ? TAKEN : BUSY);
                content.writeLong(pid);
            });
        }

        /** Empty if the worker has closed the connection instead. */
        static Optional<Reply> read(InputStream in) throws IOException {
            Optional<DataInputStream> frame = Frame.read(in);
            if (frame.isEmpty()) {
                return Optional.empty();
            }
            DataInputStream content = frame.get();
            return Optional.of(new Reply(content.readUnsignedByte() == TAKEN, content.readLong()));
        }
    }

    /** A request to end. */
    static Hello stop() {
        return new Hello(STOP, 1, Duration.ZERO);
    }

    /** A request for an answer only. */
    static Hello look() {
        return new Hello(LOOK, 1, Duration.ZERO);
    }

    void write(OutputStream out) throws IOException {
        Frame.write(out, content -> {
            content.writeByte(kind);
            content.writeInt(threads);
            content.writeLong(idle.toMillis());
        });
    }

    /** Empty if whoever connected has nothing to say. */
    static Optional<Hello> read(InputStream in) throws IOException {
        Optional<DataInputStream> frame = Frame.read(in);
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        DataInputStream content = frame.get();
        return Optional.of(
                new Hello(content.readUnsignedByte(), content.readInt(), Duration.ofMillis(content.readLong())));
    }
}
