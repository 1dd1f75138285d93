package dev.wasmmaven.conformance.runner;

import dev.wasmmaven.runtime.engine.CoreEngine;
import dev.wasmmaven.runtime.engine.CoreExtern;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.CoreGlobalType;
import dev.wasmmaven.runtime.engine.CoreMemoryType;
import dev.wasmmaven.runtime.engine.CoreTableType;
import dev.wasmmaven.runtime.engine.CoreValType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The host module {@code spectest} that every script may import; what it prints is of no interest. */
final class Spectest {

    static final String NAME = "spectest";

    private Spectest() {}

    static Map<String, CoreExtern> externs(CoreEngine engine) {
        Map<String, CoreExtern> externs = new HashMap<>();
        print(engine, externs, "print");
        print(engine, externs, "print_i32", CoreValType.I32);
        print(engine, externs, "print_i64", CoreValType.I64);
        print(engine, externs, "print_f32", CoreValType.F32);
        print(engine, externs, "print_f64", CoreValType.F64);
        print(engine, externs, "print_i32_f32", CoreValType.I32, CoreValType.F32);
        print(engine, externs, "print_f64_f64", CoreValType.F64, CoreValType.F64);
        global(engine, externs, "global_i32", CoreValType.I32, 666);
        global(engine, externs, "global_i64", CoreValType.I64, 666);
        global(engine, externs, "global_f32", CoreValType.F32, Float.floatToRawIntBits(666.6f));
        global(engine, externs, "global_f64", CoreValType.F64, Double.doubleToRawLongBits(666.6));
        externs.put("table", engine.newTable(new CoreTableType(CoreValType.FUNCREF, 10, OptionalLong.of(20))));
        externs.put("memory", engine.newMemory(new CoreMemoryType(1, OptionalLong.of(2), false)));
        if (engine.features().threads()) {
            externs.put("shared_memory", engine.newMemory(new CoreMemoryType(1, OptionalLong.of(2), true)));
        }
        return Map.copyOf(externs);
    }

    private static void print(CoreEngine engine, Map<String, CoreExtern> externs, String name, CoreValType... params) {
        CoreFuncType type = new CoreFuncType(List.of(params), List.of());
        externs.put(name, engine.hostFunc(type, (caller, args) -> null));
    }

    private static void global(
            CoreEngine engine, Map<String, CoreExtern> externs, String name, CoreValType type, long value) {
        externs.put(name, engine.newGlobal(new CoreGlobalType(type, false), value));
    }
}
