package dev.wasmmaven.runtime.host;

/** Random bytes. Implementations are thread-safe; a test gives its own. */
@FunctionalInterface
public interface HostRandom {

    /** Fills the range with random bytes, without blocking. */
    void fill(byte[] destination, int offset, int length);

    /** Cryptographically secure bytes of the host: the operating system's, or where it has no device for them the JVM's. */
    static HostRandom secure() {
        return SecureBytes.INSTANCE;
    }
}
