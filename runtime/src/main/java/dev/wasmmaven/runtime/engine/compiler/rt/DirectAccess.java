package dev.wasmmaven.runtime.engine.compiler.rt;

import java.nio.ByteOrder;
import java.util.Set;

/** What generated code needs that reads and writes arrays through the JDK's internal {@code Unsafe}. */
public final class DirectAccess {

    private static final String PACKAGE = "jdk.internal.misc";

    /** Architectures that load and store at any address, and in the order of bytes that WebAssembly has. */
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

    /** Where a byte array's first element is, from its beginning, in bytes; negative if that is not known. */
    public static final long ARRAY_BASE = arrayBase();

    private DirectAccess() {}

    /** Whether code in that module may use it, and the machine is one for it. */
    public static boolean isAvailable(Module generated) {
        return Object.class.getModule().isExported(PACKAGE, generated)
                && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                && ARCHITECTURES.contains(System.getProperty("os.arch", ""))
                && ARRAY_BASE > 0;
    }

    /** By reflection, since it is an int in some JDKs and a long in others. */
    private static long arrayBase() {
        try {
            return Class.forName(PACKAGE + ".Unsafe")
                    .getField("ARRAY_BYTE_BASE_OFFSET")
                    .getLong(null);
        } catch (ReflectiveOperationException e) {
            return -1;
        }
    }

    /** The exception that becomes a trap. */
    public static RuntimeException outside(long index, byte[] memory) {
        return new IndexOutOfBoundsException(index + " of " + memory.length);
    }
}
