package dev.wasmmaven.runtime.engine.lowering;

import dev.wasmmaven.runtime.engine.binary.BinaryWriter;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline;
import dev.wasmmaven.runtime.engine.binary.ModuleOutline.Section;
import dev.wasmmaven.runtime.error.InvalidException;
import dev.wasmmaven.runtime.error.MalformedException;
import java.util.Map;
import java.util.Optional;

/** A module in terms that the parser knows. */
public final class Lowering {

    private Lowering() {}

    /**
     * Whether a module has to be lowered before it is parsed, because the parser would misread instead of refuse it. It may
     * turn out that there is nothing to lower.
     */
    public static boolean isNeededFor(ModuleOutline module) {
        return RelaxedSimd.mayBeIn(module);
    }

    /**
     * Replaces the instructions that the parser does not know. Functions keep their indices; custom sections are left out.
     *
     * @param name names the module in messages
     * @return empty if there is none
     * @throws MalformedException the code cannot be read to its end
     * @throws InvalidException blocks or labels do not fit together
     */
    public static Optional<ModuleOutline> lower(String name, ModuleOutline module) {
        for (Section section : module.sections()) {
            if (section.id() == ModuleTypes.CODE && needsLowering(name, module, section)) {
                ModuleTypes types = new ModuleTypes(name, module);
                BinaryWriter code = lowered(name, module, section, types);
                byte[] bytes = module.with(Map.of(ModuleTypes.TYPES, types.section(), ModuleTypes.CODE, code));
                return Optional.of(ModuleOutline.of(name, bytes));
            }
        }
        return Optional.empty();
    }

    private static boolean needsLowering(String name, ModuleOutline module, Section section) {
        Leb128 in = new Leb128(name, module.bytes(), section.start(), section.end());
        boolean any = false;
        for (long count = in.u32(); count > 0; count--) {
            Leb128 function = function(name, module, in);
            Locals.skip(name, function);
            any |= FunctionScan.of(name, function).needsLowering();
        }
        return any;
    }

    private static BinaryWriter lowered(String name, ModuleOutline module, Section section, ModuleTypes types) {
        byte[] bytes = module.bytes();
        Leb128 in = new Leb128(name, bytes, section.start(), section.end());
        BinaryWriter out = new BinaryWriter();
        int count = (int) in.u32();
        out.u32(count);
        for (int i = 0; i < count; i++) {
            int start = in.position();
            Leb128 function = function(name, module, in);
            Locals locals = new Locals(name, bytes, function, types.defined(i).paramCount());
            int first = function.position();
            FunctionScan scan = FunctionScan.of(name, function);
            if (scan.needsLowering()) {
                function.position(first);
                byte[] body = new FunctionLowering(name, bytes, function, types, locals, scan).lower();
                BinaryWriter whole = new BinaryWriter();
                locals.write(whole);
                out.sized(whole.bytes(body));
            } else {
                out.bytes(bytes, start, in.position());
            }
        }
        return out;
    }

    /** A cursor over the next function's code, which is passed over. */
    private static Leb128 function(String name, ModuleOutline module, Leb128 in) {
        long size = in.u32();
        int body = in.position();
        in.skip(size);
        return new Leb128(name, module.bytes(), body, in.position());
    }
}
