package dev.wasmmaven.conformance.fuzz;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreExport;
import dev.wasmmaven.runtime.engine.CoreFunc;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreGlobal;
import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreMemory;
import dev.wasmmaven.runtime.engine.CoreModule;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.CoreTable;
import dev.wasmmaven.runtime.engine.CoreValType;
import dev.wasmmaven.runtime.error.TrapException;
import dev.wasmmaven.runtime.error.TrapKind;
import dev.wasmmaven.runtime.error.UnsupportedException;
import dev.wasmmaven.runtime.error.WasmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a module does: what its functions return or how they trap, one after the other, and what they leave behind. */
final class ModuleBehaviour {

    /** Numbers at which something happens, given as arguments more often than others. */
    private static final long[] CORNERS = {
        0,
        1,
        -1,
        2,
        7,
        8,
        31,
        32,
        63,
        64,
        255,
        65_535,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private static final int CALLS_PER_FUNCTION = 3;

    private final List<String> events = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();
    private Optional<CoreOptions.Mode> mode = Optional.empty();
    private boolean exhausted;
    private boolean instantiated;

    private ModuleBehaviour() {}

    /** Loads the module and calls everything that it exports. */
    static ModuleBehaviour of(CoreEngine engine, byte[] wasm, CoreOptions options, long seed) {
        ModuleBehaviour behaviour = new ModuleBehaviour();
        try {
            CoreModule module = engine.load(wasm, options);
            behaviour.mode = Optional.of(module.mode());
            CoreInstance instance = engine.instantiate(module, List.of());
            behaviour.instantiated = true;
            behaviour.calls(instance, new Random(seed));
            behaviour.state(instance);
        } catch (UnsupportedException e) {
            behaviour.refusal = Optional.of(e.getMessage());
            behaviour.events.add("refused: " + e.getMessage());
        } catch (TrapException e) {
            behaviour.trapped("instantiation", e);
        } catch (WasmException e) {
            behaviour.events.add("instantiation: " + e.getClass().getSimpleName());
        }
        return behaviour;
    }

    /** One line for each thing that happened. */
    List<String> events() {
        return events;
    }

    /** Whether the stack was exhausted, which each engine may do at its own depth. */
    boolean isExhausted() {
        return exhausted;
    }

    /** Why the engine does not run this module in this mode, if it says that it does not. */
    Optional<String> refusal() {
        return refusal;
    }

    /** How the module ran, which may be otherwise than was asked for. */
    Optional<CoreOptions.Mode> mode() {
        return mode;
    }

    /** Whether there was an instance whose functions were called. */
    boolean isInstantiated() {
        return instantiated;
    }

    private void calls(CoreInstance instance, Random random) {
        for (CoreExport export : instance.module().exports()) {
            if (!(export.type() instanceof CoreFuncType type)) {
                continue;
            }
            CoreFunc function = instance.func(export.name()).orElseThrow();
            for (int i = 0; i < CALLS_PER_FUNCTION && !exhausted; i++) {
                long[] args = arguments(type, random);
                String call = export.name() + Arrays.toString(args);
                try {
                    events.add(call + " = " + text(type, function.call(args)));
                } catch (TrapException e) {
                    trapped(call, e);
                }
            }
        }
    }

    private void trapped(String call, TrapException trap) {
        exhausted |= trap.kind() == TrapKind.CALL_STACK_EXHAUSTED;
        events.add(call + ": " + trap.kind());
    }

    private static long[] arguments(CoreFuncType type, Random random) {
        long[] raw = new long[type.rawParams()];
        int at = 0;
        for (CoreValType each : type.params()) {
            long value = random.nextInt(4) == 0 ? random.nextLong() : CORNERS[random.nextInt(CORNERS.length)];
            switch (each) {
                case I32 -> raw[at] = (int) value;
                case F32 -> raw[at] = Float.floatToRawIntBits(value);
                case F64 -> raw[at] = Double.doubleToRawLongBits(value);
                case I64 -> raw[at] = value;
                case V128 -> {
                    raw[at++] = value;
                    raw[at] = random.nextLong();
                }
                default -> raw[at] = CoreFunc.NULL_REFERENCE;
            }
            at++;
        }
        return raw;
    }

    /** Of references only whether they are null: each engine numbers them in its own way. */
    private static String text(CoreFuncType type, long[] raw) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (CoreValType each : type.results()) {
            text.append(value(each, raw[at++])).append(' ');
            if (each == CoreValType.V128) {
                text.append(raw[at++]).append(' ');
            }
        }
        return text.toString();
    }

    private static String value(CoreValType type, long raw) {
        if (type.isReference()) {
            return (int) raw == (int) CoreFunc.NULL_REFERENCE ? "null" : "reference";
        }
        boolean narrow = type == CoreValType.I32 || type == CoreValType.F32;
        return Long.toHexString(narrow ? raw & 0xffff_ffffL : raw);
    }

    private void state(CoreInstance instance) {
        for (CoreExport export : instance.module().exports()) {
            Object item = instance.export(export.name()).orElseThrow();
            if (item instanceof CoreGlobal global) {
                events.add("global " + export.name() + " = "
                        + value(global.type().value(), global.get())
                        + (global.type().value() == CoreValType.V128 ? " " + global.high() : ""));
            } else if (item instanceof CoreMemory memory) {
                byte[] contents = new byte[(int) memory.byteSize()];
                memory.read(0, contents, 0, contents.length);
                events.add(
                        "memory " + export.name() + " = " + contents.length + " bytes, " + Arrays.hashCode(contents));
            } else if (item instanceof CoreTable table) {
                events.add("table " + export.name() + " = " + table.size());
            }
        }
    }
}
