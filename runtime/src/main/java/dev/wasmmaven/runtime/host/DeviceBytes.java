package dev.wasmmaven.runtime.host;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bytes of the operating system's generator, as {@code /dev/urandom} of Linux and macOS gives them: cryptographically secure, and
 * without blocking once the system is up (random(4)). {@link SecureBytes} seeds itself from there as well, but takes a start longer
 * than many guests run, and twice the time for each byte.
 */
final class DeviceBytes implements HostRandom {

    private static final Path DEVICE = Path.of("/dev/urandom");

    /** More than this is read at once; less comes from bytes read in advance, since most of a short read is the system call. */
    private static final int SHORT = 512;

    private static final int READ_AHEAD = 4096;

    private final FileInputStream device;

    // Guarded by itself; what has been given away is zero.
    private final byte[] ahead = new byte[READ_AHEAD];
    private int left;

    private DeviceBytes(FileInputStream device) {
        this.device = device;
    }

    /** Opens the device; empty where there is none. */
    @SuppressWarnings("StreamResourceLeak") // It is open for as long as guests may ask, as the JVM is.
    static Optional<HostRandom> open() {
        try {
            // A file with contents of its own would give everyone the same bytes.
            boolean device =
                    Files.readAttributes(DEVICE, BasicFileAttributes.class).isOther();
            return device ? Optional.of(new DeviceBytes(new FileInputStream(DEVICE.toFile()))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void fill(byte[] destination, int offset, int length) {
        if (length > SHORT) {
            read(destination, offset, length);
            return;
        }
        synchronized (ahead) {
            if (left < length) {
                read(ahead, 0, READ_AHEAD);
                left = READ_AHEAD;
            }
            int end = left;
            left -= length;
            System.arraycopy(ahead, left, destination, offset, length);
            Arrays.fill(ahead, left, end, (byte) 0);
        }
    }

    private void read(byte[] destination, int offset, int length) {
        try {
            if (device.readNBytes(destination, offset, length) < length) {
                throw new EOFException(DEVICE + " has ended");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
