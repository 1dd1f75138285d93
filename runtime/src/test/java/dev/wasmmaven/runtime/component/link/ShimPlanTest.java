package dev.wasmmaven.runtime.component.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wasmmaven.runtime.component.plan.PlanStep;
import dev.wasmmaven.runtime.component.plan.Sort;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.engine.chicory.ChicoryEngine;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The modules are those of wit-component in small: two functions of different types. */
class ShimPlanTest {

    private static final String SHIM =
            "0061736d01000000010b0260017f0060027f7e017f0303020001040501700102020714030824696d706f727473"
                    + "010001300000013100010a17020900200041001100000b0b002000200141011101000b";

    /** Its second function calls the first entry. */
    private static final String CROSSED_SHIM = SHIM.replace("200141011101", "200141001101");

    private static final String FIXUP =
            "0061736d01000000010b0260017f0060027f7e017f021a0300013000000001310001000824696d706f72747301"
                    + "700102020908010041000b020001";

    /** Puts the functions into each other's places. */
    private static final String CROSSED_FIXUP = FIXUP.replace("0b020001", "0b020100");

    private final ChicoryEngine engine = new ChicoryEngine(1 << 20);

    private PlanStep.CoreModule module(String hex) {
        byte[] wasm = HexFormat.of().parseHex(hex);
        return new PlanStep.CoreModule(
                "m", wasm, engine.load(wasm, new CoreOptions("m", CoreOptions.Mode.INTERPRETED)));
    }

    private static final PlanStep.CoreInstantiate MAKE_SHIM = new PlanStep.CoreInstantiate(0, List.of());
    private static final PlanStep.CoreInstantiate FILL =
            new PlanStep.CoreInstantiate(1, List.of(new PlanStep.CoreArgument("", 1)));
    private static final PlanStep ALIAS = new PlanStep.CoreAliasExport(Sort.CORE_TABLE, 0, "$imports");

    private static PlanStep.CoreInlineInstance inline(int table) {
        return new PlanStep.CoreInlineInstance(List.of(
                new PlanStep.Item("$imports", Sort.CORE_TABLE, table),
                new PlanStep.Item("0", Sort.CORE_FUNC, 0),
                new PlanStep.Item("1", Sort.CORE_FUNC, 1)));
    }

    private List<PlanStep> steps(String shim, String fixup) {
        return new ArrayList<>(List.of(module(shim), module(fixup), MAKE_SHIM, ALIAS, inline(0), FILL));
    }

    private static boolean leavesOut(List<PlanStep> steps) {
        ShimPlan plan = ShimPlan.of(steps);
        boolean shim = plan.shim(MAKE_SHIM).isPresent();
        assertThat(plan.filled(FILL).isPresent()).isEqualTo(shim);
        return shim;
    }

    @Test
    @DisplayName("a shim and what fills it are left out")
    void leftOut() {
        assertThat(leavesOut(steps(SHIM, FIXUP))).isTrue();
    }

    @Test
    @DisplayName("modules that do anything else are not taken for them")
    void otherModules() {
        assertThat(leavesOut(steps(CROSSED_SHIM, FIXUP))).isFalse();
        assertThat(leavesOut(steps(SHIM, CROSSED_FIXUP))).isFalse();
        assertThat(leavesOut(steps(FIXUP, SHIM))).isFalse();
    }

    @Test
    @DisplayName("a shim whose table somebody else gets, or that is filled twice or never, stays")
    void otherUses() {
        List<PlanStep> twice = steps(SHIM, FIXUP);
        twice.add(new PlanStep.CoreInstantiate(1, List.of(new PlanStep.CoreArgument("", 1))));
        assertThat(leavesOut(twice)).isFalse();
        List<PlanStep> whole = steps(SHIM, FIXUP);
        whole.add(new PlanStep.CoreInstantiate(1, List.of(new PlanStep.CoreArgument("", 0))));
        assertThat(leavesOut(whole)).isFalse();
        assertThat(leavesOut(steps(SHIM, FIXUP).subList(0, 5))).isFalse();
    }
}
