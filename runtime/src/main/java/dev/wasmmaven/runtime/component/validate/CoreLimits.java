package dev.wasmmaven.runtime.component.validate;

import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreTableType;
import java.util.OptionalLong;

/** Validity of the limits of tables and memories (core specification 3.2.1). */
final class CoreLimits {

    /** Pages of a memory with 32-bit addresses. */
    private static final long MAX_PAGES = 1 << 16;

    private CoreLimits() {}

    static void checkTable(CoreTableType type) {
        checkOrder(type.min(), type.max());
    }

    static void checkMemory(CoreMemoryType type) {
        checkOrder(type.minPages(), type.maxPages());
        if (type.minPages() > MAX_PAGES || type.maxPages().orElse(0) > MAX_PAGES) {
            throw Invalid.because("memory size must be at most " + MAX_PAGES + " pages");
        }
        if (type.shared() && type.maxPages().isEmpty()) {
            throw Invalid.because("shared memory must have maximum size");
        }
    }

    private static void checkOrder(long min, OptionalLong max) {
        if (max.isPresent() && min > max.getAsLong()) {
            throw Invalid.because("size minimum must not be greater than maximum");
        }
    }
}
