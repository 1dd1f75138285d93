package dev.wasmmaven.runtime.inspect;

import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.Optional;

/**
 * What of the name section (core specification 7.4.1) is shown.
 *
 * @param functions how many of them have a name
 */
record NameSection(Optional<String> module, int functions) {

    static final NameSection EMPTY = new NameSection(Optional.empty(), 0);

    private static final int MODULE = 0;
    private static final int FUNCTIONS = 1;

    /** Reads it; one that is damaged counts as empty, since the specification lets tools ignore it. */
    static NameSection read(String file, byte[] bytes, int start, int end) {
        Optional<String> module = Optional.empty();
        int functions = 0;
        try {
            Leb128 in = new Leb128(file, bytes, start, end);
            while (in.hasRemaining()) {
                int id = in.u8();
                long size = in.u32();
                int from = in.position();
                in.skip(size);
                Leb128 inside = new Leb128(file, bytes, from, in.position());
                if (id == MODULE) {
                    module = Optional.of(inside.name(in.position()));
                } else if (id == FUNCTIONS) {
                    functions = (int) inside.u32();
                }
            }
        } catch (MalformedException e) {
            return EMPTY;
        }
        return new NameSection(module, functions);
    }
}
