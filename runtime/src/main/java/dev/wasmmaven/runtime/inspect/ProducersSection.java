package dev.wasmmaven.runtime.inspect;

import dev.wasmmaven.runtime.engine.binary.Leb128;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The custom section {@code producers} of a module or component (tool conventions: Producers). */
public final class ProducersSection {

    /** The section's name. */
    public static final String NAME = "producers";

    private ProducersSection() {}

    /**
     * Reads the section: fields such as {@code language} to names with versions.
     *
     * @param file names the file in messages
     * @param start offset of the contents, after the name
     * @throws dev.wasmmaven.runtime.error.MalformedException it is damaged
     */
    public static Map<String, List<String>> read(String file, byte[] bytes, int start, int end) {
        Map<String, List<String>> producers = new LinkedHashMap<>();
        Leb128 in = new Leb128(file, bytes, start, end);
        for (long fields = in.u32(); fields > 0; fields--) {
            List<String> values = producers.computeIfAbsent(in.name(end), field -> new ArrayList<>());
            for (long count = in.u32(); count > 0; count--) {
                values.add((in.name(end) + " " + in.name(end)).strip());
            }
        }
        return producers;
    }
}
