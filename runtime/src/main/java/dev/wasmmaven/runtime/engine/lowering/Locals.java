package dev.wasmmaven.runtime.engine.lowering;

import dev.wasmmaven.runtime.engine.binary.BinaryWriter;
import dev.wasmmaven.runtime.engine.binary.InstructionReader;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import java.util.HashMap;
import java.util.Map;

/** A function's local variables, with those that lowering adds behind them. */
final class Locals {

    static final int V128 = 0x7b;
    static final int I64 = 0x7e;
    static final int EXNREF = 0x69;

    private final int groups;
    private final BinaryWriter declared;
    private final BinaryWriter added = new BinaryWriter();
    private final Map<Integer, Integer> scratch = new HashMap<>();
    private long count;
    private int addedGroups;

    /** Reads the declarations at the beginning of a function's code. */
    Locals(String name, byte[] bytes, Leb128 in, int params) {
        this.count = params;
        this.groups = (int) in.u32();
        int start = in.position();
        for (int i = 0; i < groups; i++) {
            count += in.u32();
            new InstructionReader(name, in).blockType();
        }
        this.declared = new BinaryWriter().bytes(bytes, start, in.position());
    }

    /** Passes over the declarations. */
    static void skip(String name, Leb128 in) {
        for (long groups = in.u32(); groups > 0; groups--) {
            in.u32();
            new InstructionReader(name, in).blockType();
        }
    }

    /** Adds a variable; gives its index. */
    long add(int type) {
        added.u32(1).u8(type);
        addedGroups++;
        return count++;
    }

    /** A variable for intermediate values between instructions that are made of one, the same for the same number. */
    long scratch(int type, int number) {
        int key = type << Byte.SIZE | number;
        Integer known = scratch.get(key);
        if (known == null) {
            known = (int) add(type);
            scratch.put(key, known);
        }
        return known;
    }

    void write(BinaryWriter out) {
        out.u32((long) groups + addedGroups).bytes(declared.toByteArray()).bytes(added.toByteArray());
    }
}
