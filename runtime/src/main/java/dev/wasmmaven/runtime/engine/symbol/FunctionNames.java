package dev.wasmmaven.runtime.engine.symbol;

import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Function names of the {@code name} custom section (core specification, appendix, section 7.4.1). */
public final class FunctionNames {

    private static final int FUNCTION_SUBSECTION = 1;

    private FunctionNames() {}

    /**
     * The names of the functions asked for, as they are in the section. A damaged section gives the names before the
     * damage: it never makes a module unusable.
     *
     * @param section contents of the section
     * @param wanted function indices
     */
    public static Map<Integer, String> read(byte[] section, Set<Integer> wanted) {
        Map<Integer, String> names = new HashMap<>();
        try {
            Leb128 in = new Leb128("name section", section, 0, section.length);
            while (in.hasRemaining()) {
                int id = in.u8();
                long size = in.u32();
                if (id == FUNCTION_SUBSECTION) {
                    readFunctions(in, section.length, wanted, names);
                    break;
                }
                in.skip(size);
            }
        } catch (MalformedException e) {
            return names;
        }
        return names;
    }

    private static void readFunctions(Leb128 in, int end, Set<Integer> wanted, Map<Integer, String> names) {
        long count = in.u32();
        for (long i = 0; i < count && names.size() < wanted.size(); i++) {
            int index = (int) in.u32();
            if (wanted.contains(index)) {
                names.put(index, in.name(end));
            } else {
                in.skip(in.u32());
            }
        }
    }
}
