package dev.wasmmaven.runtime.engine.lowering;

import dev.wasmmaven.runtime.engine.binary.InstructionReader;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.function.LongConsumer;

/** Goes through the section of imports (core specification 5.5.5). */
final class ImportReader {

    private static final int HAS_MAX = 1;

    private final String name;
    private final Leb128 in;

    /** @param in at the beginning of the section's contents */
    ImportReader(String name, Leb128 in) {
        this.name = name;
        this.in = in;
    }

    /**
     * Reports what has a function type.
     *
     * @param functions takes the type index of each function
     * @param tags takes the type index of each tag
     */
    void read(LongConsumer functions, LongConsumer tags) {
        for (long count = in.u32(); count > 0; count--) {
            in.skip(in.u32());
            in.skip(in.u32());
            int kind = in.u8();
            switch (kind) {
                case 0 -> functions.accept(in.u32());
                case 1 -> {
                    valueType();
                    limits();
                }
                case 2 -> limits();
                case 3 -> {
                    valueType();
                    in.u8();
                }
                case 4 -> {
                    in.u8();
                    tags.accept(in.u32());
                }
                default -> throw new MalformedException(name + " has an import of unknown kind " + kind, null);
            }
        }
    }

    private void valueType() {
        new InstructionReader(name, in).blockType();
    }

    private void limits() {
        int flags = in.u8();
        in.u64();
        if ((flags & HAS_MAX) != 0) {
            in.u64();
        }
    }
}
