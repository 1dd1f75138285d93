package dev.wasmmaven.runtime.host;

import java.security.SecureRandom;

/**
 * Bytes of the JVM's default {@link SecureRandom}, which is seeded from the operating system and does not block ({@code
 * getInstanceStrong()} may).
 */
final class SecureBytes implements HostRandom {

    /** For all guests: these where the operating system's cannot be read directly. */
    static final HostRandom INSTANCE = DeviceBytes.open().orElseGet(SecureBytes::new);

    private final SecureRandom random = new SecureRandom();

    SecureBytes() {}

    @Override
    public void fill(byte[] destination, int offset, int length) {
        if (offset == 0 && length == destination.length) {
            random.nextBytes(destination);
            return;
        }
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        System.arraycopy(bytes, 0, destination, offset, length);
    }
}
