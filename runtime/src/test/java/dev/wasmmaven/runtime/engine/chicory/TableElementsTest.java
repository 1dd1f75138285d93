package dev.wasmmaven.runtime.engine.chicory;

import static dev.wasmmaven.runtime.testing.ModuleAssembler.I32;
import static dev.wasmmaven.runtime.testing.ModuleAssembler.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wasmmaven.runtime.engine.CoreInstance;
import dev.wasmmaven.runtime.engine.CoreOptions;
import dev.wasmmaven.runtime.error.UninstantiableException;
import dev.wasmmaven.runtime.testing.Code;
import dev.wasmmaven.runtime.testing.ModuleAssembler;
import dev.wasmmaven.runtime.testing.ModuleAssembler.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The limit of table elements")
class TableElementsTest {

    private final ChicoryEngine engine = new ChicoryEngine(1 << 20, false, 1000, Optional.empty());

    private CoreInstance instantiate(ModuleAssembler module) {
        CoreOptions options = new CoreOptions("tables.wasm", CoreOptions.Mode.COMPILED);
        return engine.instantiate(engine.load(module.build(), options), List.of());
    }

    @Test
    @DisplayName("is one for all tables that a module defines")
    void initial() {
        ModuleAssembler module = new ModuleAssembler();
        module.table(600, -1);
        module.table(400, -1);
        instantiate(module);
        module.table(1, -1);
        assertThatThrownBy(() -> instantiate(module))
                .isInstanceOf(UninstantiableException.class)
                .hasMessageContaining("a table of 1 elements is more than the limit of 1000 for all tables");
    }

    @Test
    @DisplayName("holds for what they grow by, too; a table that does not grow leaves what it asked for to the others")
    void growth() {
        ModuleAssembler module = new ModuleAssembler();
        int type = module.type(types(I32), I32);
        for (int table : new int[] {module.table(600, -1), module.table(0, 10)}) {
            module.export(
                    "grow" + table,
                    Kind.FUNC,
                    module.func(
                            type,
                            0,
                            new Code()
                                    .refNullFunc()
                                    .localGet(0)
                                    .tableGrow(table)
                                    .end()));
        }
        CoreInstance instance = instantiate(module);
        assertThat(grow(instance, "grow0", 401)).isEqualTo(-1);
        assertThat(grow(instance, "grow1", 11)).isEqualTo(-1);
        assertThat(grow(instance, "grow1", -1)).isEqualTo(-1);
        assertThat(grow(instance, "grow0", 400)).isEqualTo(600);
        assertThat(grow(instance, "grow1", 1)).isEqualTo(-1);
        assertThat(grow(instance, "grow1", 0)).isZero();
    }

    private static int grow(CoreInstance instance, String function, int by) {
        return (int) instance.func(function).orElseThrow().call(by)[0];
    }
}
