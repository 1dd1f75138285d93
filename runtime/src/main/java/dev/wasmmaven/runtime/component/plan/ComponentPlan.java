package dev.wasmmaven.runtime.component.plan;

import dev.wasmmaven.runtime.component.type.ExternType;
import java.util.List;

/**
 * A component, decoded and validated.
 *
 * @param name what to call it in messages: its name section's name, or its place in the component around it
 * @param type its imports and exports
 * @param steps what its instantiation does, in the order of the binary
 */
public record ComponentPlan(String name, ExternType.ComponentType type, List<PlanStep> steps) {

    public ComponentPlan {
        steps = List.copyOf(steps);
    }
}
