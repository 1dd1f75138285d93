package dev.wasmmaven.runtime.component.plan;

import dev.wasmmaven.runtime.component.type.ExternType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * A component, decoded and validated.
 *
 * @param name what to call it in messages: its name section's name, or its place in the component around it
 * @param type its imports and exports
 * @param steps what its instantiation does, in the order of the binary
 * @param names of its items, for messages
 * @param depth how many components are inside each other, itself included
 * @param rewriting whether core modules that do nothing but tie others together are left out, which saves their code and a
 *     detour in each call; nothing but speed, and what a debugger sees, depends on it
 */
public record ComponentPlan(
        String name,
        ExternType.ComponentType type,
        List<PlanStep> steps,
        ItemNames names,
        int depth,
        boolean rewriting) {

    public ComponentPlan {
        steps = List.copyOf(steps);
    }

    /** The core modules in it and in the components inside, in the order of the file. */
    public List<PlanStep.CoreModule> coreModules() {
        List<PlanStep.CoreModule> modules = new ArrayList<>();
        Deque<Iterator<PlanStep>> around = new ArrayDeque<>();
        around.push(steps.iterator());
        while (!around.isEmpty()) {
            if (!around.element().hasNext()) {
                around.pop();
                continue;
            }
            PlanStep step = around.element().next();
            if (step instanceof PlanStep.CoreModule module) {
                modules.add(module);
            } else if (step instanceof PlanStep.NestedComponent nested) {
                around.push(nested.component().steps().iterator());
            }
        }
        return modules;
    }
}
