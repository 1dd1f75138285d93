package dev.wasmmaven.toolkit.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The two directions of a socket as streams that do not wait for each other, which those of {@link java.nio.channels.Channels} do
 * before JDK 19 (JDK-8279339).
 */
final class ChannelStreams {

    private static final int BUFFER_BYTES = 1 << 16;

    private ChannelStreams() {}

    /** What arrives, buffered. Closing it closes the socket. */
    static InputStream input(SocketChannel channel) {
        return new Input(channel);
    }

    /** What is sent; not buffered. Closing it closes the socket. */
    static OutputStream output(SocketChannel channel) {
        return new Output(channel);
    }

    private static final class Input extends InputStream {
        private final SocketChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

        Input(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            return fill() ? buffer.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, buffer.remaining());
            buffer.get(bytes, offset, count);
            return count;
        }

        /** Whether there is a byte. */
        private boolean fill() throws IOException {
            if (!buffer.hasRemaining()) {
                buffer.clear();
                int count = channel.read(buffer);
                buffer.flip();
                return count > 0;
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static final class Output extends OutputStream {
        private final SocketChannel channel;

        Output(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
