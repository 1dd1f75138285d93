package dev.wasmmaven.runtime.engine.lowering;

import dev.wasmmaven.runtime.engine.binary.BinaryWriter;
import dev.wasmmaven.runtime.engine.binary.InstructionReader;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.engine.lowering.ModuleTypes.Func;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through the section of types (core specification 5.3) until it meets a form of another proposal. */
final class TypeWalk {

    private static final int FUNC = 0x60;
    private static final int STRUCT = 0x5f;
    private static final int ARRAY = 0x5e;
    private static final int SUB = 0x50;
    private static final int SUB_FINAL = 0x4f;
    private static final int REC = 0x4e;

    private static final int CONTINUATION = 0x5d;
    private static final int DESCRIPTOR = 0x4d;
    private static final int DESCRIBES = 0x4c;
    private static final int SHARED = 0x65;

    private final String name;
    private final byte[] bytes;
    private final Leb128 in;
    private final InstructionReader reader;
    private final Consumer<Func> types;

    /** @param types takes each type in the order of their indices; for what is no function's, {@link Func#NONE} */
    TypeWalk(String name, byte[] bytes, Leb128 in, Consumer<Func> types) {
        this.name = name;
        this.bytes = bytes;
        this.in = in;
        this.reader = new InstructionReader(name, in);
        this.types = types;
    }

    /** Passes over a type or recursion group; gives the proposal that has it if that is an unsupported one. */
    Optional<String> entry() {
        int form = in.u8();
        if (form != REC) {
            return subtype(form);
        }
        for (long group = in.u32(); group > 0; group--) {
            Optional<String> unsupported = subtype(in.u8());
            if (unsupported.isPresent()) {
                return unsupported;
            }
        }
        return Optional.empty();
    }

    private Optional<String> subtype(int form) {
        switch (form) {
            case SUB, SUB_FINAL -> {
                for (long supers = in.u32(); supers > 0; supers--) {
                    in.u32();
                }
                return subtype(in.u8());
            }
            case CONTINUATION -> {
                return Optional.of("continuation types (proposal stack-switching)");
            }
            case DESCRIPTOR, DESCRIBES -> {
                return Optional.of("type descriptors (proposal custom-descriptors)");
            }
            case SHARED -> {
                return Optional.of("shared types (proposal shared-everything-threads)");
            }
            case STRUCT -> fields(in.u32());
            case ARRAY -> fields(1);
            case FUNC -> {
                int paramCount = (int) in.u32();
                byte[] params = values(paramCount);
                int resultCount = (int) in.u32();
                types.accept(new Func(paramCount, params, resultCount, values(resultCount)));
            }
            default -> throw new MalformedException(name + " has a type of form 0x" + Integer.toHexString(form), null);
        }
        return Optional.empty();
    }

    private void fields(long count) {
        for (long i = 0; i < count; i++) {
            reader.blockType();
            in.u8();
        }
        types.accept(Func.NONE);
    }

    private byte[] values(int count) {
        int start = in.position();
        for (int i = 0; i < count; i++) {
            reader.blockType();
        }
        return new BinaryWriter().bytes(bytes, start, in.position()).toByteArray();
    }
}
