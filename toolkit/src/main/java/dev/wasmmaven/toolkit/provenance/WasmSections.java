package dev.wasmmaven.toolkit.provenance;

import dev.wasmmaven.runtime.inspect.SectionNames;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The sections of a {@code .wasm}, in their order (core specification 5.5.2; component model, Binary.md). The modules and
 * components inside a component are taken apart as well.
 */
public final class WasmSections {

    private static final int HEADER = 8;
    private static final int MAGIC = 0x0061_736d;
    private static final int LAYER_AT = 6;
    private static final int COMPONENT_LAYER = 1;
    private static final int MAX_DEPTH = 64;

    private static final int CORE_MODULE = 1;
    private static final int COMPONENT = 4;

    /**
     * A section.
     *
     * @param name what it is and where: {@code core module 1 > custom "name"}
     * @param offset of its contents in the file, in bytes
     * @param contents a view of its bytes
     */
    public record Section(String name, int offset, ByteBuffer contents) {}

    private final ByteBuffer file;
    private final List<Section> sections = new ArrayList<>();

    private WasmSections(byte[] wasm) {
        this.file = ByteBuffer.wrap(wasm).asReadOnlyBuffer();
    }

    /**
     * Takes a file apart.
     *
     * @throws IllegalArgumentException it is not well-formed
     */
    public static List<Section> of(byte[] wasm) {
        WasmSections reader = new WasmSections(wasm);
        try {
            reader.read(0, wasm.length, "", 0);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("cut off", e);
        }
        return List.copyOf(reader.sections);
    }

    private void read(int begin, int end, String where, int depth) {
        if (end - begin < HEADER || file.getInt(begin) != MAGIC || depth > MAX_DEPTH) {
            throw new IllegalArgumentException("no WebAssembly at offset " + begin);
        }
        boolean component = file.get(begin + LAYER_AT) == COMPONENT_LAYER;
        int[] nested = new int[COMPONENT + 1];
        file.limit(end).position(begin + HEADER);
        while (file.hasRemaining()) {
            int id = file.get();
            int size = Leb128.unsigned(file);
            if (size < 0 || size > file.remaining()) {
                throw new IllegalArgumentException("a section goes beyond the end at offset " + file.position());
            }
            int contents = file.position();
            int next = contents + size;
            if (component && (id == CORE_MODULE || id == COMPONENT)) {
                read(contents, next, where + name(id, true) + " " + nested[id]++ + " > ", depth + 1);
            } else {
                String name = id == SectionNames.CUSTOM ? "custom \"" + customName() + "\"" : name(id, component);
                sections.add(new Section(where + name, contents, file.slice(contents, size)));
            }
            file.limit(end).position(next);
        }
    }

    private static String name(int id, boolean component) {
        return component ? SectionNames.ofComponent(id) : SectionNames.ofModule(id);
    }

    private String customName() {
        int length = Leb128.unsigned(file);
        if (length < 0 || length > file.remaining()) {
            throw new IllegalArgumentException("a name goes beyond the end at offset " + file.position());
        }
        byte[] name = new byte[length];
        file.get(name);
        return new String(name, StandardCharsets.UTF_8);
    }
}
