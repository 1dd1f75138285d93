package dev.wasmmaven.runtime.engine.binary;

/**
 * How many of each a module may have: the limits of the WebAssembly JavaScript interface, "Limits", which other engines keep as
 * well. They bound what a few hostile bytes can make a parser allocate.
 */
final class ModuleLimits {

    static final int TYPES = 1_000_000;
    static final int IMPORTS = 1_000_000;
    static final int FUNCTIONS = 1_000_000;
    static final int TABLES = 100_000;
    static final int MEMORIES = 100;
    static final int GLOBALS = 1_000_000;
    static final int TAGS = 1_000_000;
    static final int EXPORTS = 1_000_000;
    static final int DATA_SEGMENTS = 100_000;
    static final int ELEMENT_SEGMENTS = 10_000_000;

    /** Of one segment, and with which one table begins. */
    static final int ELEMENTS = 10_000_000;

    static final int PARAMETERS = 1000;
    static final int RESULTS = 1000;
    static final int FIELDS = 10_000;

    /** Supertypes above a type. */
    static final int SUBTYPING_DEPTH = 63;

    /** Bytes of a function's body, with the declarations of its locals. */
    static final int FUNCTION_BYTES = 7_654_321;

    /** Of a function, without its parameters. */
    static final int LOCALS = 50_000;

    private ModuleLimits() {}
}
