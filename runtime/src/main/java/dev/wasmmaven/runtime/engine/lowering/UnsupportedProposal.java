package dev.wasmmaven.runtime.engine.lowering;

import dev.wasmmaven.runtime.engine.binary.InstructionReader;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline.Section;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.Optional;

/** Finds out why the parser does not know a module's bytes: to be asked only about those that it has refused. */
public final class UnsupportedProposal {

    private static final int TYPES = 1;
    private static final int IMPORTS = 2;
    private static final int TABLES = 4;
    private static final int MEMORIES = 5;
    private static final int CODE = 10;

    private static final int HAS_MAX = 1;
    private static final int IS_64 = 1 << 2;
    private static final int HAS_PAGE_SIZE = 1 << 3;
    private static final int TABLE_WITH_VALUE = 0x40;

    /** Forms of imports with one module name for several (compact import section). */
    private static final int COMPACT_IMPORTS = 0x7e;

    private final String name;
    private final ModuleOutline module;

    private UnsupportedProposal(String name, ModuleOutline module) {
        this.name = name;
        this.module = module;
    }

    /** The proposal, in words that follow "it uses"; empty if there is no sign of any. */
    public static Optional<String> find(String name, ModuleOutline module) {
        UnsupportedProposal search = new UnsupportedProposal(name, module);
        return module.sections().stream()
                .map(search::in)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> in(Section section) {
        Leb128 in = new Leb128(name, module.bytes(), section.start(), section.end());
        try {
            return switch (section.id()) {
                case TYPES -> types(in);
                case IMPORTS -> imports(in);
                case TABLES -> tables(in);
                case MEMORIES -> memories(in);
                case CODE -> code(in);
                default -> Optional.empty();
            };
        } catch (MalformedException e) {
            // So far it was understood; that it is damaged is told already.
            return Optional.empty();
        }
    }

    private Optional<String> types(Leb128 in) {
        TypeWalk walk = new TypeWalk(name, module.bytes(), in, type -> {});
        for (long count = in.u32(); count > 0; count--) {
            Optional<String> unknown = walk.entry();
            if (unknown.isPresent()) {
                return unknown;
            }
        }
        return Optional.empty();
    }

    private Optional<String> imports(Leb128 in) {
        for (long count = in.u32(); count > 0; count--) {
            in.skip(in.u32());
            in.skip(in.u32());
            int kind = in.u8();
            Optional<String> found = switch (kind) {
                case 1 -> {
                    new InstructionReader(name, in).blockType();
                    yield limits(in, "tables");
                }
                case 2 -> limits(in, "memories");
                case 3 -> {
                    new InstructionReader(name, in).blockType();
                    in.u8();
                    yield Optional.empty();
                }
                case 0x20 -> Optional.of("exact function imports (proposal custom-descriptors)");
                case COMPACT_IMPORTS, COMPACT_IMPORTS + 1 ->
                    Optional.of("grouped imports (proposal compact-import-section)");
                default -> {
                    if (kind == 4) {
                        in.u8();
                    }
                    in.u32();
                    yield Optional.empty();
                }
            };
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> tables(Leb128 in) {
        for (long count = in.u32(); count > 0; count--) {
            int at = in.position();
            boolean hasValue = in.u8() == TABLE_WITH_VALUE;
            if (hasValue) {
                in.u8();
            } else {
                in.position(at);
            }
            new InstructionReader(name, in).blockType();
            Optional<String> found = limits(in, "tables");
            if (found.isPresent() || hasValue) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> memories(Leb128 in) {
        for (long count = in.u32(); count > 0; count--) {
            Optional<String> found = limits(in, "memories");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> limits(Leb128 in, String what) {
        int flags = in.u8();
        if ((flags & IS_64) != 0) {
            return Optional.of("64-bit " + what + " (proposal memory64)");
        }
        in.u64();
        if ((flags & HAS_MAX) != 0) {
            in.u64();
        }
        if ((flags & HAS_PAGE_SIZE) != 0) {
            return Optional.of("pages of 2^" + in.u32() + " bytes (proposal custom-page-sizes)");
        }
        return Optional.empty();
    }

    private Optional<String> code(Leb128 in) {
        for (long count = in.u32(); count > 0; count--) {
            long size = in.u32();
            int body = in.position();
            in.skip(size);
            Leb128 function = new Leb128(name, module.bytes(), body, in.position());
            Locals.skip(name, function);
            InstructionReader reader = new InstructionReader(name, function);
            while (function.hasRemaining()) {
                int opcode = reader.next();
                Optional<String> proposal = proposal(opcode);
                if (proposal.isPresent()) {
                    return proposal;
                }
                reader.skip(opcode);
            }
        }
        return Optional.empty();
    }

    /** The proposal of an opcode that neither the parser nor the lowering knows. */
    private static Optional<String> proposal(int opcode) {
        if (opcode >= 0xe0 && opcode <= 0xe6) {
            return Optional.of("continuations (proposal stack-switching)");
        }
        if (opcode >= 0xfb_020 && opcode <= 0xfb_026) {
            return Optional.of("type descriptors (proposal custom-descriptors)");
        }
        if (opcode >= 0xfe_04f && opcode <= 0xfe_0ff) {
            return Optional.of("atomic globals, tables and objects (proposal shared-everything-threads)");
        }
        if (opcode >= 0xfd_114 && opcode <= 0xfd_1ff) {
            return Optional.of("half-precision vectors (proposal half-precision)");
        }
        return Optional.empty();
    }
}
