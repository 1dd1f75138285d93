package dev.wasmmaven.runtime.component.plan;

import dev.wasmmaven.runtime.component.type.ExternType;
import java.util.List;

/**
 * A component, decoded and validated.
 *
 * @param name what to call it in messages: its name section's name, or its place in the component around it
 * @param type its imports and exports
 * @param steps what its instantiation does, in the order of the binary
 * @param names of its items, for messages
 * @param rewriting whether core modules that do nothing but tie others together are left out, which saves their code and a
 *     detour in each call; nothing but speed, and what a debugger sees, depends on it
 */
public record ComponentPlan(
        String name, ExternType.ComponentType type, List<PlanStep> steps, ItemNames names, boolean rewriting) {

    public ComponentPlan {
        steps = List.copyOf(steps);
    }
}
