package dev.wasmmaven.runtime.component.handle;

import dev.wasmmaven.runtime.component.value.Val;
import java.util.List;
import java.util.function.Consumer;

/** Finds the resources in values. */
public final class Handles {

    private Handles() {}

    /** Visits each resource in the values, however deep. */
    public static void forEach(List<Val> values, Consumer<ResourceVal> visitor) {
        for (Val value : values) {
            visit(value, visitor);
        }
    }

    private static void visit(Val value, Consumer<ResourceVal> visitor) {
        if (value instanceof ResourceVal resource) {
            visitor.accept(resource);
        } else if (value instanceof Val.ListOf it) {
            forEach(it.elements(), visitor);
        } else if (value instanceof Val.RecordOf it) {
            forEach(it.values(), visitor);
        } else if (value instanceof Val.TupleOf it) {
            forEach(it.elements(), visitor);
        } else if (value instanceof Val.VariantOf it) {
            it.payload().ifPresent(payload -> visit(payload, visitor));
        } else if (value instanceof Val.OptionOf it) {
            it.value().ifPresent(payload -> visit(payload, visitor));
        } else if (value instanceof Val.ResultOf it) {
            it.payload().ifPresent(payload -> visit(payload, visitor));
        }
    }
}
