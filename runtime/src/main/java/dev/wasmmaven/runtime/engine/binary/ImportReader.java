package dev.wasmmaven.runtime.engine.binary;

import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** Goes through the section of imports (core specification 5.5.5). */
public final class ImportReader {

    /** Kinds of imports. */
    public static final int FUNCTION = 0;

    public static final int TABLE = 1;
    public static final int MEMORY = 2;
    public static final int GLOBAL = 3;
    public static final int TAG = 4;

    /** Shared, with a maximum; larger ones belong to proposals that are not there. */
    private static final int LAST_FLAGS = 3;

    /** Flag of limits. */
    static final int HAS_MAX = 1;

    /**
     * An import.
     *
     * @param start offset in the file
     * @param description offset of its kind, which follows the names
     * @param end offset of the first byte after it
     * @param kind one of the constants here
     * @param type the type index of a function or tag; -1 for any other kind
     */
    public record Item(int start, int description, int end, String module, String name, int kind, long type) {}

    private final String file;
    private final Leb128 in;

    /**
     * @param file names the file in messages
     * @param in at the beginning of the section's contents
     */
    public ImportReader(String file, Leb128 in) {
        this.file = file;
        this.in = in;
    }

    /**
     * The imports in the order of the file; the cursor is after the last.
     *
     * @throws MalformedException the section is damaged, or has an import of unknown kind
     * @throws InvalidException a memory or table may not grow to the size with which it begins
     */
    public List<Item> read() {
        List<Item> items = new ArrayList<>();
        for (long count = in.u32(); count > 0; count--) {
            int start = in.position();
            String module = in.name(Integer.MAX_VALUE);
            String name = in.name(Integer.MAX_VALUE);
            int description = in.position();
            int kind = in.u8();
            long type = type(kind);
            items.add(new Item(start, description, in.position(), module, name, kind, type));
        }
        return items;
    }

    private long type(int kind) {
        switch (kind) {
            case FUNCTION -> {
                return in.u32();
            }
            case TABLE -> {
                valueType();
                limits();
            }
            case MEMORY -> limits();
            case GLOBAL -> {
                valueType();
                in.u8();
            }
            case TAG -> {
                return tagType();
            }
            default -> throw new MalformedException(file + " has an import of unknown kind " + kind, null);
        }
        return -1;
    }

    private void valueType() {
        new InstructionReader(file, in).blockType();
    }

    /** Passes over a tag's type; gives its index. */
    long tagType() {
        int attribute = in.u8();
        if (attribute != 0) {
            throw new MalformedException(file + " has a tag with the unknown attribute " + attribute, null);
        }
        return in.u32();
    }

    private void limits() {
        int flags = in.u8();
        long min = in.u64();
        if ((flags & HAS_MAX) != 0) {
            long max = in.u64();
            // With other flags they may stand elsewhere.
            if (flags <= LAST_FLAGS && Long.compareUnsigned(min, max) > 0) {
                throw new InvalidException(
                        file + " does not validate: size minimum must not be greater than maximum in an import", null);
            }
        }
    }
}
