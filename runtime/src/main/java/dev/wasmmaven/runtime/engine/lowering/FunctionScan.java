package dev.wasmmaven.runtime.engine.lowering;

import dev.wasmmaven.runtime.engine.binary.InstructionReader;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.error.InvalidException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A first walk over a function: whether anything in it is lowered, and what its {@code try} blocks look like. */
final class FunctionScan {

    /** A block that is open; {@code legacy} is null if it is no {@code try}. */
    private static final class Open {

        final @Nullable LegacyTry legacy;
        boolean inHandler;

        Open(@Nullable LegacyTry legacy) {
            this.legacy = legacy;
        }
    }

    private final String name;
    private final Leb128 in;
    private final List<LegacyTry> tries = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private boolean lowered;
    private boolean delegatesToCaller;

    private FunctionScan(String name, Leb128 in) {
        this.name = name;
        this.in = in;
    }

    /** Walks to the end of a function, from its first instruction on. */
    static FunctionScan of(String name, Leb128 in) {
        FunctionScan scan = new FunctionScan(name, in);
        scan.walk();
        scan.resolve();
        return scan;
    }

    /** Whether the function has any instruction that is lowered. */
    boolean needsLowering() {
        return lowered;
    }

    /** In the order in which they begin. */
    List<LegacyTry> tries() {
        return tries;
    }

    /** Whether a {@code delegate} leads out of the function. */
    boolean delegatesToCaller() {
        return delegatesToCaller;
    }

    private void walk() {
        InstructionReader reader = new InstructionReader(name, in);
        open.add(new Open(null));
        while (!open.isEmpty()) {
            int opcode = reader.next();
            if (Opcodes.isLegacyException(opcode)) {
                lowered = true;
                legacy(reader, opcode);
                continue;
            }
            reader.skip(opcode);
            lowered |= RelaxedSimd.is(opcode) || WideArithmetic.is(opcode);
            if (Opcodes.opensBlock(opcode)) {
                open.add(new Open(null));
            } else if (opcode == Opcodes.END) {
                open.remove(open.size() - 1);
            }
        }
    }

    private void legacy(InstructionReader reader, int opcode) {
        switch (opcode) {
            case Opcodes.TRY -> {
                reader.skip(opcode);
                LegacyTry legacy = new LegacyTry(bodyAround(0));
                tries.add(legacy);
                open.add(new Open(legacy));
            }
            case Opcodes.CATCH -> addClause(in.u32());
            case Opcodes.CATCH_ALL -> addClause(LegacyTry.ALL);
            case Opcodes.RETHROW -> {
                Open block = open(in.u32());
                if (block.legacy == null || !block.inHandler) {
                    throw invalid("rethrow outside of a catch");
                }
                block.legacy.clauses.get(block.legacy.clauses.size() - 1).rethrown = true;
            }
            default -> {
                LegacyTry legacy = innermost("delegate");
                if (!legacy.clauses.isEmpty()) {
                    throw invalid("delegate after catch");
                }
                open.remove(open.size() - 1);
                legacy.delegates = true;
                long label = in.u32();
                open(label);
                legacy.target = bodyAround((int) label);
            }
        }
    }

    private void addClause(long tag) {
        LegacyTry legacy = innermost("catch");
        open.get(open.size() - 1).inHandler = true;
        legacy.clauses.add(new LegacyTry.Clause(tag));
    }

    private LegacyTry innermost(String what) {
        LegacyTry legacy = open(0).legacy;
        if (legacy == null) {
            throw invalid(what + " outside of a try");
        }
        return legacy;
    }

    private Open open(long label) {
        if (label >= open.size()) {
            throw invalid("unknown label " + label);
        }
        return open.get(open.size() - 1 - (int) label);
    }

    /** The innermost {@code try} whose body, and not a handler of it, is that block or is around it. */
    private @Nullable LegacyTry bodyAround(int label) {
        for (int i = open.size() - 1 - label; i >= 0; i--) {
            if (!open.get(i).inHandler && open.get(i).legacy != null) {
                return open.get(i).legacy;
            }
        }
        return null;
    }

    private void resolve() {
        for (LegacyTry legacy : tries) {
            if (legacy.delegates) {
                legacy.target = LegacyTry.handler(legacy.target);
                if (legacy.target == null) {
                    delegatesToCaller = true;
                } else {
                    legacy.target.isTarget = true;
                }
            }
        }
    }

    private InvalidException invalid(String what) {
        return new InvalidException(name + " does not validate: " + what, null);
    }
}
