package dev.wasmmaven.runtime.engine.cache;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The format of the cache's files: a head with a name, place and checksum for each class and a checksum of itself, then
 * the classes. Numbers are big-endian.
 *
 * <pre>
 * magic    4 bytes
 * head     length (4), CRC-32C (4), then: count (4), and count times
 *          name length (2), name in UTF-8, offset (4), length (4), CRC-32C (4)
 * classes
 * </pre>
 */
final class ClassFile {

    private static final int MAGIC = 0x574d_4331;
    private static final int PREAMBLE = 12;
    private static final int NUMBERS_OF_CLASS = 14;

    private record Place(int offset, int length, int checksum) {}

    private final ByteBuffer bytes;
    private final Map<String, Place> places;

    private ClassFile(ByteBuffer bytes, Map<String, Place> places) {
        this.bytes = bytes;
        this.places = places;
    }

    static ClassFile empty() {
        return new ClassFile(ByteBuffer.allocate(0), Map.of());
    }

    /** Reads a file's head; of a damaged file, as of one of another format, there is nothing. */
    static ClassFile of(byte[] file) {
        try {
            ByteBuffer in = ByteBuffer.wrap(file);
            if (in.getInt() != MAGIC) {
                return empty();
            }
            int headLength = in.getInt();
            int checksum = in.getInt();
            ByteBuffer head = in.slice(PREAMBLE, headLength);
            if (checksum(head.duplicate()) != checksum) {
                return empty();
            }
            Map<String, Place> places = new HashMap<>();
            for (int i = head.getInt(); i > 0; i--) {
                byte[] name = new byte[head.getShort()];
                head.get(name);
                places.put(
                        new String(name, StandardCharsets.UTF_8),
                        new Place(head.getInt(), head.getInt(), head.getInt()));
            }
            int start = PREAMBLE + headLength;
            return new ClassFile(in.slice(start, file.length - start), places);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            return empty();
        }
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** The class of that name; empty if there is none, or it is damaged. */
    Optional<ByteBuffer> find(String name) {
        Place place = places.get(name);
        if (place == null
                || place.offset() < 0
                || place.length() < 0
                || place.offset() > bytes.capacity() - place.length()) {
            return Optional.empty();
        }
        ByteBuffer found = bytes.slice(place.offset(), place.length());
        return checksum(found.duplicate()) == place.checksum() ? Optional.of(found) : Optional.empty();
    }

    /** A file with these classes and, under other names, those that are in this one and undamaged. */
    byte[] with(Map<String, byte[]> added) {
        Map<String, ByteBuffer> all = new TreeMap<>();
        for (String name : places.keySet()) {
            find(name).ifPresent(found -> all.put(name, found));
        }
        added.forEach((name, code) -> all.put(name, ByteBuffer.wrap(code)));
        return write(all);
    }

    private static byte[] write(Map<String, ByteBuffer> classes) {
        int headLength = Integer.BYTES;
        for (String name : classes.keySet()) {
            headLength += NUMBERS_OF_CLASS + name.getBytes(StandardCharsets.UTF_8).length;
        }
        ByteBuffer head = ByteBuffer.allocate(headLength).putInt(classes.size());
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        classes.forEach((name, code) -> {
            byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
            head.putShort((short) nameBytes.length).put(nameBytes);
            head.putInt(contents.size()).putInt(code.remaining()).putInt(checksum(code.duplicate()));
            byte[] copy = new byte[code.remaining()];
            code.duplicate().get(copy);
            contents.writeBytes(copy);
        });
        return ByteBuffer.allocate(PREAMBLE + headLength + contents.size())
                .putInt(MAGIC)
                .putInt(headLength)
                .putInt(checksum(head.flip().duplicate()))
                .put(head)
                .put(contents.toByteArray())
                .array();
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
