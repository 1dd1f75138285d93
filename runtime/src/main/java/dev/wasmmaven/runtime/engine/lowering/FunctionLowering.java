package dev.wasmmaven.runtime.engine.lowering;

import dev.wasmmaven.runtime.engine.binary.BinaryWriter;
import dev.wasmmaven.runtime.engine.binary.InstructionReader;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.engine.lowering.LegacyTry.Clause;
import dev.wasmmaven.runtime.engine.lowering.ModuleTypes.Func;
import dev.wasmmaven.runtime.error.InvalidException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A second walk over a function, which writes it anew.
 *
 * <p>A legacy {@code try} becomes a {@code try_table} in one block for each of its clauses, all in one more block:
 *
 * <pre>{@code
 * try BT           block BT
 *   BODY             block (result of tag 2, exnref)
 * catch 1              block (result of tag 1, exnref)
 *   HANDLER 1            try_table BT (catch_ref 1 0) (catch_ref 2 1)
 * catch 2                  BODY
 *   HANDLER 2            end
 * end                    br 2
 *                      end
 *                      local.set, HANDLER 1
 *                      br 1
 *                    end
 *                    local.set, HANDLER 2
 *                  end
 * }</pre>
 *
 * <p>The exception is kept in a local variable for {@code rethrow}, if there is one. What {@code delegate} passes on arrives at
 * the end of its target's body, which is a block of its own in that case, and is thrown again there.
 */
final class FunctionLowering {

    private static final byte[] EXNREF = {Locals.EXNREF};

    /** Kinds of clauses of {@code try_table}. */
    private static final int WITH_REF = 1;

    private static final int FOR_ALL = 2;

    /** A block of the original. */
    private static final class Frame {

        /** Position of the label that branches to it go to, counted from the function's own, which is 0. */
        final int label;

        final @Nullable LegacyTry legacy;
        /** Number of clauses that have begun. */
        int begun;
        /** Variables that keep exceptions, by clause. */
        final List<Long> exceptions = new ArrayList<>();

        Frame(int label, @Nullable LegacyTry legacy) {
            this.label = label;
            this.legacy = legacy;
        }
    }

    private final String name;
    private final byte[] bytes;
    private final Leb128 in;
    private final InstructionReader reader;
    private final ModuleTypes types;
    private final Locals locals;
    private final FunctionScan scan;
    private final Iterator<LegacyTry> tries;
    private final BinaryWriter out = new BinaryWriter();
    private final Emitter vectors;
    private final Emitter integers;
    private final List<Frame> frames = new ArrayList<>();
    /** Labels that are in scope, the function's own included. */
    private int labels;

    FunctionLowering(String name, byte[] bytes, Leb128 in, ModuleTypes types, Locals locals, FunctionScan scan) {
        this.name = name;
        this.bytes = bytes;
        this.in = in;
        this.reader = new InstructionReader(name, in);
        this.types = types;
        this.locals = locals;
        this.scan = scan;
        this.tries = scan.tries().iterator();
        this.vectors = new Emitter(out, locals, Locals.V128);
        this.integers = new Emitter(out, locals, Locals.I64);
    }

    /** The function's code, from its first instruction on. */
    byte[] lower() {
        frames.add(new Frame(labels++, null));
        if (scan.delegatesToCaller()) {
            open(Func.returning(EXNREF));
        }
        while (!frames.isEmpty()) {
            instruction(reader.next());
        }
        return out.toByteArray();
    }

    private void instruction(int opcode) {
        if (RelaxedSimd.is(opcode)) {
            RelaxedSimd.lower(opcode, vectors);
        } else if (WideArithmetic.is(opcode)) {
            WideArithmetic.lower(opcode, integers);
        } else {
            switch (opcode) {
                case Opcodes.TRY -> begin(Objects.requireNonNull(tries.next()));
                case Opcodes.CATCH -> {
                    in.u32();
                    handler();
                }
                case Opcodes.CATCH_ALL -> handler();
                case Opcodes.DELEGATE -> {
                    in.u32();
                    end();
                }
                case Opcodes.RETHROW -> rethrow(in.u32());
                case Opcodes.END -> end();
                case Opcodes.BR, Opcodes.BR_IF, Opcodes.BR_ON_NULL, Opcodes.BR_ON_NON_NULL -> {
                    out.u8(opcode);
                    label();
                }
                case Opcodes.BR_TABLE -> {
                    out.u8(opcode);
                    long count = in.u32();
                    out.u32(count);
                    for (long i = 0; i <= count; i++) {
                        label();
                    }
                }
                case Opcodes.BR_ON_CAST, Opcodes.BR_ON_CAST_FAIL -> {
                    in.u8();
                    copyFrom(reader.start());
                    label();
                    copyWhile(() -> {
                        in.signed();
                        in.signed();
                    });
                }
                case Opcodes.TRY_TABLE -> tryTable();
                default -> {
                    reader.skip(opcode);
                    copyFrom(reader.start());
                    if (Opcodes.opensBlock(opcode)) {
                        frames.add(new Frame(labels++, null));
                    }
                }
            }
        }
    }

    private void copyFrom(int start) {
        out.bytes(bytes, start, in.position());
    }

    private void copyWhile(Runnable reading) {
        int start = in.position();
        reading.run();
        copyFrom(start);
    }

    /** Copies the immediate label of a branch. */
    private void label() {
        out.u32(relative(frame(in.u32()).label));
    }

    private Frame frame(long label) {
        if (label >= frames.size()) {
            throw new InvalidException(
                    name + " does not validate: unknown label " + label + " at offset 0x"
                            + Integer.toHexString(reader.start()),
                    null);
        }
        return frames.get(frames.size() - 1 - (int) label);
    }

    private int relative(int label) {
        return labels - 1 - label;
    }

    private void tryTable() {
        copyFrom(reader.start());
        copyWhile(reader::blockType);
        long count = in.u32();
        out.u32(count);
        for (long i = 0; i < count; i++) {
            int kind = in.u8();
            out.u8(kind);
            if (kind < FOR_ALL) {
                out.u32(in.u32());
            }
            label();
        }
        frames.add(new Frame(labels++, null));
    }

    private void open(Func type) {
        open(types.blockType(type));
    }

    private void open(byte[] blockType) {
        out.u8(Opcodes.BLOCK).bytes(blockType);
        labels++;
    }

    private void close() {
        out.u8(Opcodes.END);
        labels--;
    }

    private void branch(int label) {
        out.u8(Opcodes.BR).u32(relative(label));
    }

    private void begin(LegacyTry legacy) {
        int start = in.position();
        reader.blockType();
        byte[] blockType = new BinaryWriter().bytes(bytes, start, in.position()).toByteArray();
        Frame frame = new Frame(labels, legacy);
        frames.add(frame);
        if (legacy.delegates) {
            int landing = legacy.target == null ? 1 : legacy.target.landing;
            out.u8(Opcodes.TRY_TABLE).bytes(blockType).u32(1);
            out.u8(FOR_ALL | WITH_REF).u32(relative(landing));
            labels++;
            return;
        }
        open(blockType);
        if (legacy.clauses.isEmpty()) {
            return;
        }
        Func type = types.block(blockType);
        for (int i = legacy.clauses.size() - 1; i >= 0; i--) {
            open(arrival(type, legacy.clauses.get(i)));
        }
        out.u8(Opcodes.TRY_TABLE).bytes(blockType).u32(legacy.clauses.size());
        for (int i = 0; i < legacy.clauses.size(); i++) {
            Clause clause = legacy.clauses.get(i);
            int ref = clause.rethrown ? WITH_REF : 0;
            if (clause.tag == LegacyTry.ALL) {
                out.u8(FOR_ALL | ref);
            } else {
                out.u8(ref).u32(clause.tag);
            }
            out.u32(i);
        }
        labels++;
        if (legacy.isTarget) {
            open(blockType);
            legacy.landing = labels;
            open(new Func(type.paramCount(), type.params(), 1, EXNREF));
        }
    }

    /** The type of the block at whose end a clause's exception arrives. */
    private Func arrival(Func type, Clause clause) {
        Func tag = clause.tag == LegacyTry.ALL ? Func.NONE : types.tag(clause.tag);
        BinaryWriter results = new BinaryWriter().bytes(tag.params());
        if (clause.rethrown) {
            results.bytes(EXNREF);
        }
        return new Func(
                type.paramCount(), type.params(), tag.paramCount() + (clause.rethrown ? 1 : 0), results.toByteArray());
    }

    /** Ends the body or the handler before, and begins the next handler. */
    private void handler() {
        Frame frame = frame(0);
        LegacyTry legacy = Objects.requireNonNull(frame.legacy);
        if (frame.begun == 0) {
            if (legacy.isTarget) {
                branch(legacy.landing - 1);
                close();
                out.u8(Opcodes.THROW_REF);
                close();
            }
            close();
        }
        branch(frame.label);
        close();
        Clause clause = legacy.clauses.get(frame.begun++);
        long variable = clause.rethrown ? locals.add(Locals.EXNREF) : -1;
        frame.exceptions.add(variable);
        if (clause.rethrown) {
            out.u8(Opcodes.LOCAL_SET).u32(variable);
        }
    }

    private void rethrow(long label) {
        Frame frame = frame(label);
        out.u8(Opcodes.LOCAL_GET).u32(frame.exceptions.get(frame.begun - 1)).u8(Opcodes.THROW_REF);
    }

    private void end() {
        frames.remove(frames.size() - 1);
        if (frames.isEmpty() && scan.delegatesToCaller()) {
            out.u8(Opcodes.RETURN);
            close();
            out.u8(Opcodes.THROW_REF);
        }
        close();
    }
}
