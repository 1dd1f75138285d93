package dev.wasmmaven.runtime.engine.binary;

import dev.wasmmaven.runtime.error.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where in a data section the bytes of its segments are, and where what is around them (core specification 5.5.14). */
final class SegmentBytes {

    private static final int PASSIVE = 1;
    private static final int EXPLICIT_INDEX = 2;
    private static final int I32_CONST = 0x41;
    private static final int END = 0x0b;

    private SegmentBytes() {}

    /**
     * A range of the file.
     *
     * @param start offset of the first byte
     * @param end offset of the first byte behind it
     */
    record Range(int start, int end) {

        int size() {
            return end - start;
        }
    }

    /**
     * The bytes of the segments in order.
     *
     * @param section a data section of the file
     * @return empty if the section is damaged, or a segment's offset is not a plain constant
     */
    static Optional<List<Range>> of(byte[] file, ModuleOutline.Section section) {
        Leb128 in = new Leb128("", file, section.start(), section.end());
        List<Range> ranges = new ArrayList<>();
        try {
            for (long left = in.u32(); left > 0; left--) {
                int flags = in.u8();
                if (flags > EXPLICIT_INDEX) {
                    return Optional.empty();
                }
                if (flags == EXPLICIT_INDEX) {
                    in.u32();
                }
                if (flags != PASSIVE && !skipConstant(in)) {
                    return Optional.empty();
                }
                long size = in.u32();
                int start = in.position();
                in.skip(size);
                ranges.add(new Range(start, in.position()));
            }
        } catch (MalformedException e) {
            return Optional.empty();
        }
        return in.hasRemaining() ? Optional.empty() : Optional.of(ranges);
    }

    private static boolean skipConstant(Leb128 in) {
        if (in.u8() != I32_CONST) {
            return false;
        }
        in.signed();
        return in.u8() == END;
    }
}
