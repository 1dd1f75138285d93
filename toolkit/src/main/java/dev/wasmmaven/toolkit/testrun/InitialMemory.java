package dev.wasmmaven.toolkit.testrun;

import dev.wasmmaven.toolkit.provenance.Leb128;
import dev.wasmmaven.toolkit.provenance.WasmSections;
import dev.wasmmaven.toolkit.provenance.WasmSections.Section;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a core module's memory holds from the start, where it stands in the file (core specification 5.5.14): active segments at
 * constant addresses, and passive ones which the module's own code puts at such, as linkers have it for memories that threads share.
 */
final class InitialMemory {

    private static final String DATA = "data";
    private static final String CODE = "code";

    private static final int PASSIVE = 1;
    private static final int EXPLICIT_INDEX = 2;
    private static final byte I32_CONST = 0x41;
    private static final byte END = 0x0b;
    private static final byte BULK_PREFIX = (byte) 0xfc;
    private static final int MEMORY_INIT = 8;

    /**
     * Bytes that are in memory from the start.
     *
     * @param address of the first one
     * @param offset of the first one in the file
     */
    record Range(long address, int offset, int size) {

        private boolean contains(long begin, long length) {
            return begin >= address && begin + length <= address + size;
        }
    }

    private final List<Range> ranges = new ArrayList<>();

    private InitialMemory() {}

    /**
     * The memories of the core modules in a module or component, without those that are not understood.
     *
     * @throws IllegalArgumentException the file is not well-formed
     */
    static List<InitialMemory> of(byte[] wasm) {
        Map<String, Section> byName = new HashMap<>();
        List<Section> sections = WasmSections.of(wasm);
        sections.forEach(each -> byName.put(each.name(), each));
        List<InitialMemory> memories = new ArrayList<>();
        for (Section section : sections) {
            if (section.name().equals(DATA) || section.name().endsWith(" " + DATA)) {
                String module = section.name().substring(0, section.name().length() - DATA.length());
                InitialMemory memory = new InitialMemory();
                try {
                    memory.read(section, byName.get(module + CODE));
                    memories.add(memory);
                } catch (BufferUnderflowException | IllegalArgumentException e) {
                    // Addresses that are only known when the module runs, or no valid module.
                }
            }
        }
        return memories;
    }

    /** In the order of the file. */
    List<Range> ranges() {
        return ranges;
    }

    /** Where in the file the bytes stand that begin at an address, if so many of them stand there. */
    OptionalInt offset(long address, long length) {
        for (Range each : ranges) {
            if (each.contains(address, length)) {
                return OptionalInt.of((int) (each.offset() + address - each.address()));
            }
        }
        return OptionalInt.empty();
    }

    private void read(Section data, @Nullable Section code) {
        Map<Integer, Placement> placements =
                code == null ? Map.of() : placements(code.contents().duplicate());
        ByteBuffer in = data.contents().duplicate();
        int count = Leb128.unsigned(in);
        for (int index = 0; index < count; index++) {
            int flags = Leb128.unsigned(in);
            if ((flags & EXPLICIT_INDEX) != 0) {
                Leb128.unsigned(in);
            }
            boolean passive = (flags & PASSIVE) != 0;
            long address = passive ? -1 : constant(in);
            int size = Leb128.unsigned(in);
            Placement placement = placements.get(index);
            if (passive && placement != null && placement.size() == size) {
                address = placement.address();
            }
            if (address >= 0) {
                ranges.add(new Range(address, data.offset() + in.position(), size));
            }
            if (size < 0 || size > in.remaining()) {
                throw new IllegalArgumentException("a segment goes beyond the end");
            }
            in.position(in.position() + size);
        }
    }

    private static long constant(ByteBuffer in) {
        if (in.get() != I32_CONST) {
            throw new IllegalArgumentException("not at a constant address");
        }
        long value = Leb128.signed(in) & 0xffff_ffffL;
        if (in.get() != END) {
            throw new IllegalArgumentException("not at a constant address");
        }
        return value;
    }

    /** A passive segment is copied, as a whole, to an address. */
    private record Placement(long address, int size) {}

    /** Looks for {@code i32.const ADDRESS, i32.const 0, i32.const SIZE, memory.init SEGMENT}. */
    private static Map<Integer, Placement> placements(ByteBuffer code) {
        Map<Integer, Placement> found = new HashMap<>();
        for (int at = 0; at < code.limit(); at++) {
            if (code.get(at) == I32_CONST) {
                code.position(at + 1);
                try {
                    placement(code, found);
                } catch (BufferUnderflowException | IllegalArgumentException e) {
                    // Not an instruction at all, or another one.
                }
            }
        }
        return found;
    }

    private static void placement(ByteBuffer code, Map<Integer, Placement> found) {
        long address = Leb128.signed(code) & 0xffff_ffffL;
        if (code.get() != I32_CONST || Leb128.signed(code) != 0 || code.get() != I32_CONST) {
            return;
        }
        int size = (int) Leb128.signed(code);
        if (code.get() == BULK_PREFIX && Leb128.unsigned(code) == MEMORY_INIT) {
            found.putIfAbsent(Leb128.unsigned(code), new Placement(address, size));
        }
    }
}
