package dev.wasmmaven.runtime.component.link;

import dev.wasmmaven.runtime.component.plan.CanonBuiltin;
import dev.wasmmaven.runtime.component.plan.PlanStep;
import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.engine.CoreFuncType;
import dev.wasmmaven.runtime.engine.rewrite.IndirectionModules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which steps of a plan make a shim and which fills it, so that neither need be instantiated (see
 * {@link IndirectionModules}): the table is used for nothing else.
 */
final class ShimPlan {

    /** A shim's instance, and the one that fills it. */
    private static final class Shim {
        private final PlanStep.CoreInstantiate step;
        private final List<CoreFuncType> types;
        private PlanStep.@Nullable CoreInstantiate fixup;
        private boolean usedOtherwise;

        Shim(PlanStep.CoreInstantiate step, List<CoreFuncType> types) {
            this.step = step;
            this.types = types;
        }
    }

    private final IdentityHashMap<PlanStep, List<CoreFuncType>> shims = new IdentityHashMap<>();
    private final IdentityHashMap<PlanStep, PlanStep> fixups = new IdentityHashMap<>();

    private ShimPlan() {}

    /** The types of the functions of a shim; empty for any other step. */
    Optional<List<CoreFuncType>> shim(PlanStep.CoreInstantiate step) {
        return Optional.ofNullable(shims.get(step));
    }

    /** The step that made the shim that this step fills; empty for any other step. */
    Optional<PlanStep> filled(PlanStep.CoreInstantiate step) {
        return Optional.ofNullable(fixups.get(step));
    }

    /** Nothing is left out. */
    static ShimPlan none() {
        return new ShimPlan();
    }

    static ShimPlan of(List<PlanStep> steps) {
        Search search = new Search();
        steps.forEach(search::visit);
        ShimPlan plan = new ShimPlan();
        for (Shim shim : search.shims) {
            if (shim.fixup != null && !shim.usedOtherwise) {
                plan.shims.put(shim.step, shim.types);
                plan.fixups.put(shim.fixup, shim.step);
            }
        }
        return plan;
    }

    /** Follows modules, instances and tables through the steps. */
    private static final class Search {

        private final List<Shim> shims = new ArrayList<>();
        private final List<PlanStep.@Nullable CoreModule> modules = new ArrayList<>();
        private final Map<Integer, Shim> tables = new HashMap<>();
        private final Map<Integer, Shim> instances = new HashMap<>();
        private final Map<Integer, Shim> holders = new HashMap<>();
        private int instanceCount;
        private int tableCount;

        void visit(PlanStep step) {
            if (step instanceof PlanStep.CoreModule module) {
                modules.add(module);
            } else if ((step instanceof PlanStep.Import it && it.sort() == Sort.CORE_MODULE)
                    || (step instanceof PlanStep.AliasExport alias && alias.sort() == Sort.CORE_MODULE)
                    || (step instanceof PlanStep.AliasOuter outer && outer.sort() == Sort.CORE_MODULE)
                    || (step instanceof PlanStep.Export export && export.sort() == Sort.CORE_MODULE)) {
                modules.add(null);
            } else if (step instanceof PlanStep.CoreInstantiate it) {
                instantiate(it);
                instanceCount++;
            } else if (step instanceof PlanStep.CoreInlineInstance it) {
                inline(it);
                instanceCount++;
            } else if (step instanceof PlanStep.CoreAliasExport it && it.sort() == Sort.CORE_TABLE) {
                Shim shim = instances.get(it.instance());
                if (shim != null) {
                    tables.put(tableCount, shim);
                }
                tableCount++;
            } else if (step instanceof PlanStep.Builtin it
                    && it.builtin() instanceof CanonBuiltin.ThreadNewIndirect start) {
                Shim shim = tables.get(start.table());
                if (shim != null) {
                    shim.usedOtherwise = true;
                }
            }
        }

        private void instantiate(PlanStep.CoreInstantiate step) {
            PlanStep.CoreModule module = modules.get(step.module());
            if (module != null && step.arguments().isEmpty()) {
                IndirectionModules.shim(module.module(), module.wasm()).ifPresent(types -> {
                    Shim shim = new Shim(step, types);
                    shims.add(shim);
                    instances.put(instanceCount, shim);
                });
            }
            Set<Shim> given = new HashSet<>();
            for (PlanStep.CoreArgument argument : step.arguments()) {
                Shim whole = instances.get(argument.instance());
                if (whole != null && wantsTable(module, argument.name())) {
                    whole.usedOtherwise = true;
                }
                Shim held = holders.get(argument.instance());
                if (held != null) {
                    given.add(held);
                }
            }
            for (Shim shim : given) {
                fill(shim, step, module);
            }
        }

        private static boolean wantsTable(PlanStep.@Nullable CoreModule module, String argument) {
            return module == null
                    || module.module().imports().stream()
                            .anyMatch(wanted -> wanted.module().equals(argument)
                                    && wanted.name().equals(IndirectionModules.TABLE));
        }

        private static void fill(Shim shim, PlanStep.CoreInstantiate step, PlanStep.@Nullable CoreModule module) {
            boolean fits = module != null
                    && step.arguments().size() == 1
                    && IndirectionModules.fixup(module.module(), module.wasm())
                            .filter(shim.types::equals)
                            .isPresent();
            if (fits && shim.fixup == null) {
                shim.fixup = step;
            } else {
                shim.usedOtherwise = true;
            }
        }

        private void inline(PlanStep.CoreInlineInstance step) {
            for (PlanStep.Item item : step.exports()) {
                Shim shim = item.sort() == Sort.CORE_TABLE ? tables.get(item.index()) : null;
                if (shim != null) {
                    // Under any other name the fixup module would not be given it.
                    shim.usedOtherwise |=
                            !item.name().equals(IndirectionModules.TABLE) || holders.containsKey(instanceCount);
                    holders.put(instanceCount, shim);
                }
            }
        }
    }
}
