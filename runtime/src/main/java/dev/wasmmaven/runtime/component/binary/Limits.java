package dev.wasmmaven.runtime.component.binary;

/**
 * Limits of this implementation, those of {@code wasmparser} so that both accept the same components. They bound what a
 * few hostile bytes can make us allocate or compute.
 */
public final class Limits {

    /** Bytes of a name. */
    public static final int NAME_BYTES = 100_000;

    /** Modules and components in a file, nested ones included; so also how deep components are inside each other. */
    public static final int MODULES_AND_COMPONENTS = 1000;

    /** Types inside types. */
    public static final int NESTING = 100;

    public static final int TYPES = 1_000_000;
    public static final int FUNCTIONS = 1_000_000;
    public static final int EXPORTS = 1_000_000;
    public static final int CORE_ITEMS = 1_000_000;
    public static final int MODULES = 1000;
    public static final int COMPONENTS = 1000;
    public static final int INSTANCES = 4096;
    public static final int DECLARATIONS = 1_000_000;
    public static final int CORE_DECLARATIONS = 100_000;
    public static final int FIELDS = 10_000;
    public static final int FLAGS = 1000;
    public static final int FIXED_LIST_ELEMENTS = 1 << 30;
    public static final int PARAMETERS = 1000;
    public static final int RESULTS = 1000;
    public static final int SUPERTYPES = 5;
    public static final int CANONICAL_OPTIONS = 10;
    public static final int ARGUMENTS = 100_000;

    /** Nodes of a type, each counted as often as it is referred to. */
    public static final int TYPE_SIZE = 1_000_000;

    /** Levels of a type. */
    public static final int TYPE_DEPTH = 100;

    /** Bytes of a value in a 64-bit memory must be fewer (Binary.md, notes on Type Definitions). */
    public static final long VALUE_BYTES = 1L << 28;

    private Limits() {}
}
