package dev.wasmmaven.runtime.engine.rewrite;

import dev.wasmmaven.runtime.engine.binary.BinaryWriter;
import dev.wasmmaven.runtime.engine.binary.InstructionReader;
import dev.wasmmaven.runtime.engine.binary.Leb128;

/** Reads a stretch of a file, and writes it again as it was but for what is replaced. */
final class SectionEditor {

    private final byte[] bytes;
    private final Leb128 in;
    private final InstructionReader instructions;
    private final int end;
    private final BinaryWriter out = new BinaryWriter();
    private int copied;
    private boolean changed;

    SectionEditor(String file, byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.in = new Leb128(file, bytes, start, end);
        this.instructions = new InstructionReader(file, in);
        this.end = end;
        this.copied = start;
    }

    /** The cursor; whatever it passes over is kept unless replaced. */
    Leb128 in() {
        return in;
    }

    /** The same cursor, where code is. */
    InstructionReader instructions() {
        return instructions;
    }

    boolean isChanged() {
        return changed;
    }

    /** Replaces what was read since an offset, which must not lie before what was replaced last. */
    void replaceFrom(int start, BinaryWriter replacement) {
        byte[] made = replacement.toByteArray();
        out.bytes(bytes, copied, start).bytes(made, 0, made.length);
        copied = in.position();
        changed = true;
    }

    /** The stretch as it is now. */
    BinaryWriter finish() {
        out.bytes(bytes, copied, end);
        copied = end;
        return out;
    }
}
