package dev.wasmmaven.runtime;

import dev.wasmmaven.runtime.component.plan.ComponentPlan;
import dev.wasmmaven.runtime.component.text.TypeText;
import dev.wasmmaven.runtime.component.text.WitText;
import dev.wasmmaven.runtime.component.type.ExternType;
import dev.wasmmaven.runtime.engine.binary.Leb128;
import dev.wasmmaven.runtime.inspect.ComponentDescription;
import dev.wasmmaven.runtime.inspect.ComponentDescription.Item;
import dev.wasmmaven.runtime.inspect.ModuleInspector;
import dev.wasmmaven.runtime.inspect.ProducersSection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Describes components that have been validated. */
final class ComponentInspector {

    private static final int HEADER_SIZE = 8;

    private ComponentInspector() {}

    static ComponentDescription describe(String file, byte[] bytes, ComponentPlan plan) {
        return new ComponentDescription(
                file,
                bytes.length,
                WitText.of(plan.type()),
                items(plan.type().imports()),
                items(plan.type().exports()),
                plan.coreModules().stream()
                        .map(module -> ModuleInspector.inspect(module.name(), module.wasm()))
                        .toList(),
                producers(file, bytes));
    }

    private static List<Item> items(List<ExternType.Named> named) {
        return named.stream().map(each -> item(each.name(), each.type())).toList();
    }

    private static Item item(String name, ExternType type) {
        TypeText text = new TypeText();
        if (type instanceof ExternType.FuncExtern func) {
            return new Item(name, "func", Optional.of(text.of(func.type())), List.of());
        }
        if (type instanceof ExternType.InstanceType instance) {
            return new Item(name, "instance", Optional.empty(), items(instance.exports()));
        }
        if (type instanceof ExternType.ValTypeExtern value) {
            return new Item(name, "type", Optional.of(text.of(value.type())), List.of());
        }
        return new Item(name, kind(type), Optional.empty(), List.of());
    }

    private static String kind(ExternType type) {
        if (type instanceof ExternType.ResourceExtern) {
            return "resource";
        }
        if (type instanceof ExternType.ComponentType) {
            return "component";
        }
        return type instanceof ExternType.CoreModuleType ? "core module" : "type";
    }

    /** Of the component itself, not of what is inside. */
    private static Map<String, List<String>> producers(String file, byte[] bytes) {
        Leb128 in = new Leb128(file, bytes, HEADER_SIZE, bytes.length);
        while (in.hasRemaining()) {
            int id = in.u8();
            long size = in.u32();
            int end = in.position() + (int) size;
            if (id == 0 && in.name(end).equals(ProducersSection.NAME)) {
                return ProducersSection.read(file, bytes, in.position(), end);
            }
            in.skip(end - in.position());
        }
        return Map.of();
    }
}
