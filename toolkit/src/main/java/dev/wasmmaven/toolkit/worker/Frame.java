package dev.wasmmaven.toolkit.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A message on a stream between the build and a worker: its length in bytes as an int, then its content. Numbers are big-endian,
 * as {@link DataOutputStream} writes them.
 */
final class Frame {

    /**
     * What a worker writes before its first frame. Whatever comes before it on its standard output is not the worker's, but
     * an agent's or the JVM's.
     */
    private static final byte[] GREETING = "\0wasm-test-worker 1\0".getBytes(StandardCharsets.US_ASCII);

    private Frame() {}

    /** Writes the content of a frame. */
    @FunctionalInterface
    interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** Writes a frame and flushes; the caller has the stream for itself. */
    static void write(OutputStream out, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeInt(0);
        content.writeTo(data);
        byte[] frame = bytes.toByteArray();
        int length = frame.length - Integer.BYTES;
        for (int i = 0; i < Integer.BYTES; i++) {
            frame[i] = (byte) (length >>> ((Integer.BYTES - 1 - i) * Byte.SIZE));
        }
        out.write(frame);
        out.flush();
    }

    /**
     * Reads the next frame; empty at the end of the stream.
     *
     * @throws IOException the stream broke, or ended in the middle of a frame
     */
    static Optional<DataInputStream> read(InputStream in) throws IOException {
        byte[] header = in.readNBytes(Integer.BYTES);
        if (header.length == 0) {
            return Optional.empty();
        }
        int length = new DataInputStream(new ByteArrayInputStream(header)).readInt();
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new EOFException("the stream ended in the middle of a message");
        }
        return Optional.of(new DataInputStream(new ByteArrayInputStream(content)));
    }

    /** Says that frames follow. */
    static void greet(OutputStream out) throws IOException {
        out.write(GREETING);
        out.flush();
    }

    /** Skips what comes before the greeting, and the greeting; false if the stream ends before. */
    static boolean awaitGreeting(InputStream in) throws IOException {
        int matched = 0;
        while (matched < GREETING.length) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            // Its first byte occurs nowhere else in it but at its end, so that no other start has to be tried.
            matched = next == GREETING[matched] ? matched + 1 : next == GREETING[0] ? 1 : 0;
        }
        return true;
    }
}
