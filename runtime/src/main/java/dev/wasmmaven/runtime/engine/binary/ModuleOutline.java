package dev.wasmmaven.runtime.engine.binary;

import dev.wasmmaven.runtime.error.MalformedException;
import dev.wasmmaven.runtime.error.UnsupportedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** The sections of a module, found without looking into them. */
public final class ModuleOutline {

    /**
     * A section.
     *
     * @param id the section id (core specification 5.5.2)
     * @param name the name of a custom section, else empty
     * @param start offset in the file of the contents, after id, size and, in a custom section, the name
     * @param end offset in the file of the first byte after the section
     */
    public record Section(int id, String name, int start, int end) {}

    private static final int CUSTOM = 0;
    private static final int MEMORIES = 5;
    private static final int DATA = 11;

    /** No section's id has this bit. */
    private static final int WITHOUT_SEGMENTS = 0x80;

    private static final int HAS_MAX = 1;
    private static final String NAME_SECTION = "name";
    private static final int HEADER_SIZE = 8;
    private static final byte[] MAGIC = {0, 'a', 's', 'm'};

    /** How ELF files begin, those of {@code wasmtime compile} too. */
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    /** The text format (core specification 6): white space and comments, then a parenthesis and a keyword. */
    private static final Pattern TEXT_FORMAT = Pattern.compile("(?s)(?:\\s|;;[^\n]*+|\\(;.*?;\\))*+\\([a-z]");

    /** How many bytes are looked at to tell the text format. */
    private static final int TEXT_LOOKED_AT = 1024;

    /** Version of the component model's binary format, in the layer after that of core modules. */
    private static final int COMPONENT_VERSION = 13;

    /** The section with the highest number, that of tags (core specification 5.5.2). */
    private static final int LAST_SECTION = 13;

    private final byte[] bytes;
    private final List<Section> sections;

    private ModuleOutline(byte[] bytes, List<Section> sections) {
        this.bytes = bytes;
        this.sections = List.copyOf(sections);
    }

    /**
     * Reads the header and the section headers.
     *
     * @param name names the file in messages
     * @throws MalformedException no header, an unknown version, an unknown section, or one that reaches past the end
     * @throws UnsupportedException a component
     */
    public static ModuleOutline of(String name, byte[] bytes) {
        checkHeader(name, bytes);
        List<Section> sections = new ArrayList<>();
        Leb128 in = new Leb128(name, bytes, HEADER_SIZE, bytes.length);
        while (in.position() < bytes.length) {
            int at = in.position();
            int id = in.u8();
            if (id > LAST_SECTION) {
                throw new MalformedException(
                        name + " has a section of unknown kind " + id + " at offset " + hex(at), null);
            }
            long size = in.u32();
            long end = in.position() + size;
            if (end > bytes.length) {
                throw new MalformedException(
                        name + " is cut off: section " + id + " at offset " + hex(at) + " has " + size
                                + " bytes, but only " + (bytes.length - in.position()) + " follow",
                        null);
            }
            String custom = id == 0 ? in.name((int) end) : "";
            sections.add(new Section(id, custom, in.position(), (int) end));
            in.position((int) end);
        }
        return new ModuleOutline(bytes, sections);
    }

    /** The whole file, not copied. */
    public byte[] bytes() {
        return bytes;
    }

    /** A module of some of the sections, in the order of the file. */
    public byte[] only(IntPredicate wanted) {
        BinaryWriter out = new BinaryWriter().bytes(bytes, 0, HEADER_SIZE);
        for (Section section : sections) {
            if (section.id() != CUSTOM && wanted.test(section.id())) {
                copy(section, out);
            }
        }
        return out.toByteArray();
    }

    private void copy(Section section, BinaryWriter out) {
        out.u8(section.id()).u32(section.end() - section.start()).bytes(bytes, section.start(), section.end());
    }

    /**
     * The same module with other contents of some sections, without its custom sections.
     *
     * @param contents by section id
     */
    public byte[] with(Map<Integer, BinaryWriter> contents) {
        BinaryWriter out = new BinaryWriter().bytes(bytes, 0, HEADER_SIZE);
        for (Section section : sections) {
            BinaryWriter other = contents.get(section.id());
            if (other != null) {
                out.u8(section.id()).sized(other);
            } else if (section.id() != CUSTOM) {
                copy(section, out);
            }
        }
        return out.toByteArray();
    }

    /** All sections in the order of the file. */
    public List<Section> sections() {
        return sections;
    }

    /**
     * What of a module matters to an engine, as bytes that differ if it does. Debug information, most of many files, is not in it.
     *
     * @param code what the module's code, its validity and the names in its backtraces follow from: every section but the custom ones, and
     *     of those the name section; without the bytes of data segments, of which only the sizes matter to all that
     * @param data those bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Essence(byte[] code, byte[] data) {}

    /** What is in {@link Essence}. */
    public Essence essence() {
        ByteArrayOutputStream code = new ByteArrayOutputStream(bytes.length);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (Section each : sections) {
            if (each.id() == CUSTOM && !each.name().equals(NAME_SECTION)) {
                continue;
            }
            Optional<List<SegmentBytes.Range>> segments =
                    each.id() == DATA ? SegmentBytes.of(bytes, each) : Optional.empty();
            int at = each.start();
            int size = each.end() - at;
            // A section that is whole must not look like one that is not.
            code.write(segments.isPresent() ? WITHOUT_SEGMENTS | each.id() : each.id());
            code.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(size).array());
            for (SegmentBytes.Range segment : segments.orElse(List.of())) {
                code.write(bytes, at, segment.start() - at);
                data.write(bytes, segment.start(), segment.size());
                at = segment.end();
            }
            code.write(bytes, at, each.end() - at);
        }
        return new Essence(code.toByteArray(), data.toByteArray());
    }

    /**
     * The largest number of pages with which a memory of the module's own begins, if it has one.
     *
     * @param name names the file in messages
     */
    public OptionalLong initialMemoryPages(String name) {
        OptionalLong most = OptionalLong.empty();
        for (Section section : sections) {
            if (section.id() == MEMORIES) {
                Leb128 in = new Leb128(name, bytes, section.start(), section.end());
                for (long count = in.u32(); count > 0; count--) {
                    int flags = in.u8();
                    most = OptionalLong.of(Math.max(most.orElse(0), in.u64()));
                    if ((flags & HAS_MAX) != 0) {
                        in.u64();
                    }
                }
            }
        }
        return most;
    }

    /** The first custom section of that name. */
    public Optional<Section> custom(String name) {
        return sections.stream()
                .filter(section -> section.id() == 0 && section.name().equals(name))
                .findFirst();
    }

    /** The contents of a section. */
    public byte[] contents(Section section) {
        return Arrays.copyOfRange(bytes, section.start(), section.end());
    }

    private static void checkHeader(String name, byte[] bytes) {
        if (bytes.length < HEADER_SIZE || !Arrays.equals(bytes, 0, 4, MAGIC, 0, 4)) {
            throw new MalformedException(name + " is not a WebAssembly file: " + beginning(bytes), null);
        }
        int version = (bytes[4] & 0xff) | (bytes[5] & 0xff) << 8;
        int layer = (bytes[6] & 0xff) | (bytes[7] & 0xff) << 8;
        if (layer == 1 && version == COMPONENT_VERSION) {
            throw new UnsupportedException(
                    name + " is a component; this runtime runs core modules, such as rustc makes for wasm32-wasip1",
                    null);
        }
        if (layer != 0 || version != 1) {
            throw new MalformedException(
                    name + " has version " + version + ", layer " + layer
                            + " of the WebAssembly binary format; version 1, layer 0 is supported",
                    null);
        }
    }

    private static String beginning(byte[] bytes) {
        if (bytes.length == 0) {
            return "it is empty";
        }
        int same = Math.min(bytes.length, MAGIC.length);
        if (bytes.length < HEADER_SIZE && Arrays.equals(bytes, 0, same, MAGIC, 0, same)) {
            return "it is cut off after " + bytes.length + " bytes";
        }
        if (isText(bytes)) {
            return "it is WebAssembly's text format; make a binary of it first (wasm-tools parse, wat2wasm)";
        }
        if (bytes.length >= ELF.length && Arrays.equals(bytes, 0, ELF.length, ELF, 0, ELF.length)) {
            return "it is native code (ELF), perhaps precompiled by Wasmtime; give the .wasm that it was made of";
        }
        String text = new String(bytes, 0, Math.min(bytes.length, 6), StandardCharsets.ISO_8859_1);
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return "it begins with \"" + text + "\", not with \"\\0asm\"";
        }
        StringBuilder hex = new StringBuilder("it begins with");
        for (int i = 0; i < Math.min(bytes.length, 4); i++) {
            hex.append(String.format(" %02x", bytes[i]));
        }
        return hex.append(", not with 00 61 73 6d").toString();
    }

    private static boolean isText(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, TEXT_LOOKED_AT), StandardCharsets.ISO_8859_1);
        return TEXT_FORMAT.matcher(text).lookingAt();
    }

    static String hex(int offset) {
        return "0x" + Integer.toHexString(offset);
    }
}
